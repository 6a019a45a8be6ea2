import { join } from 'node:path'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Vault } from '../../core/ports/vault.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import { createSessionNames } from '../app/session-names.ts'
import { createUnreadRecords, type UnreadRecords } from '../app/unread-records.ts'
import { createKeyring } from '../platform/keyring.ts'
import type { Redactor } from '../platform/redact.ts'
import type { SessionBus } from '../platform/session-bus.ts'
import type { Outside } from './outside.ts'
import { openSettings, type SettingsStore } from '../platform/settings-store.ts'
import type { System } from '../platform/system.ts'
import { electronStore } from '../platform/vault-electron.ts'
import { createVault } from '../platform/vault.ts'

export interface Stores {
  readonly journal: Journal
  readonly settings: SettingsStore
  readonly vault: Vault & Disposable
  readonly unread: Pick<UnreadRecords, 'follow'>
}

/** Opens what lasts. Damage is set aside and reported, never fatal; only a database engine that does not work at all is. */
export function openStores(deps: {
  readonly outside: Outside
  readonly profileDir: string
  readonly system: System
  readonly clock: Clock
  readonly logger: Logger
  readonly redactor: Redactor
  readonly problems: ProblemDesk
  readonly bus: SessionBus
  /** Stored secrets may be readable now. */
  readonly onReadable: () => void
  readonly vaultChanged: () => void
}): Stores {
  const { profileDir, system, clock, logger, problems, bus } = deps
  const settings = openSettings({ folder: profileDir, clock, logger, problems })
  const unread = createUnreadRecords(problems)
  const opened = deps.outside.openJournal({
    ...{ file: join(profileDir, 'journal.db'), clock, logger },
    unread: (record) => {
      unread.tell(record)
    }
  })
  if (!opened.ok) throw new Error(`the journal can't be opened: ${opened.failure.detail}`)
  for (const problem of [...settings.problems, ...opened.value.problems]) problems.raise(problem)
  const vault = createVault({
    file: join(profileDir, 'vault.json'),
    store: electronStore(system, clock),
    keyring: system === 'linux' ? createKeyring({ bus, clock }) : undefined,
    policy: () => settings.store.get().weakSecretStorage,
    problems,
    clock,
    logger,
    know: (secret) => {
      deps.redactor.know(secret)
    },
    sessionNames: createSessionNames(opened.value.journal),
    onReadable: deps.onReadable,
    changed: deps.vaultChanged
  })
  const store: SettingsStore = {
    ...settings.store,
    change(patch) {
      const changed = settings.store.change(patch)
      // Whoever changed it: consent given or taken back counts for what is held already.
      if (changed.ok && patch.weakSecretStorage !== undefined) void vault.review()
      return changed
    }
  }
  return { journal: opened.value.journal, settings: store, vault, unread }
}
