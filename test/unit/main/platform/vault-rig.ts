import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SecretName } from '../../../../src/core/ports/vault.ts'
import { fail, ok } from '../../../../src/core/result.ts'
import type { Settings } from '../../../../src/core/settings/settings.ts'
import { createProblemDesk, type ProblemDesk } from '../../../../src/main/app/problem-desk.ts'
import type { Keyring, KeyringState } from '../../../../src/main/platform/keyring.ts'
import { createSystemStore } from '../../../../src/main/platform/vault-store.ts'
import { createVault } from '../../../../src/main/platform/vault.ts'
import { createFakeSafeStorage, type FakeBackend, type FakeSafeStorage } from '../../../fakes/fake-safe-storage.ts'
import { settle } from '../../../fakes/settle.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { createRecordingLogger, type RecordingLogger } from '../recording-logger.ts'
import { aFolder } from './a-folder.ts'

export const NAME = 'c1/token'
export const SECRET = 'correct horse battery'

export class FakeKeyring implements Keyring {
  asked = 0
  watchers: (() => void)[] = []
  constructor(public present: KeyringState) {}
  state(): Promise<KeyringState> {
    this.asked += 1
    return Promise.resolve(this.present)
  }
  whenUnlocked(run: () => void) {
    this.watchers.push(run)
    return { dispose: () => void (this.watchers = this.watchers.filter((one) => one !== run)) }
  }
}

type TestVault = ReturnType<typeof createVault>

export interface VaultRig {
  readonly store: FakeSafeStorage
  readonly file: string
  readonly problems: ProblemDesk
  readonly logger: RecordingLogger
  readonly known: string[]
  policy: Settings['weakSecretStorage']
  keyring: FakeKeyring | undefined
  /** How often it was told that stored secrets may be readable. */
  readable: number
  /** Which secrets the journal says live in memory only. */
  sessionNames: readonly SecretName[]
  /** The journal takes none of them. */
  journalFull: boolean
  /** As a fresh start of the application finds it. */
  readonly open: () => TestVault
  readonly codes: () => string[]
  readonly text: () => string
  readonly entry: (name?: string) => unknown
  readonly pass: (ms: number) => Promise<void>
}

export const on = (state: KeyringState): FakeKeyring => new FakeKeyring(state)

export function vaultRig(
  backend: FakeBackend,
  options: {
    readonly policy?: Settings['weakSecretStorage']
    readonly keyring?: FakeKeyring | undefined
    readonly runtime?: 'old' | 'present'
  } = {}
): VaultRig {
  const file = join(aFolder(), 'vault.json')
  const problems = createProblemDesk({ wallMs: () => 0, changed: () => undefined })
  const clock = createVirtualClock(0)
  const made: VaultRig = {
    store: createFakeSafeStorage(backend, options.runtime ? { runtime: options.runtime } : {}),
    ...{
      file,
      problems,
      logger: createRecordingLogger(),
      known: [],
      readable: 0,
      sessionNames: [],
      journalFull: false
    },
    policy: options.policy ?? 'ask',
    keyring: options.keyring,
    open() {
      // Which stores are strong is found out anew at each start.
      problems.list().forEach(({ id }) => problems.clear(id))
      const vault = createVault({
        ...{ file, problems, clock, keyring: made.keyring, logger: made.logger },
        store: createSystemStore({ calls: made.store.calls, system: made.store.system(), clock }),
        policy: () => made.policy,
        sessionNames: {
          read: () => made.sessionNames,
          write(names) {
            if (made.journalFull) return fail({ code: 'storage', step: 'journal', detail: 'disk full' })
            made.sessionNames = names
            return ok(undefined)
          }
        },
        onReadable: () => void (made.readable += 1),
        changed: () => undefined,
        know: (secret) => made.known.push(secret)
      })
      onTestFinished(() => {
        vault.dispose()
      })
      return vault
    },
    codes: () => problems.list().map(({ code }) => code),
    text: () => readFileSync(file, 'utf8'),
    entry: (name = NAME) =>
      (JSON.parse(readFileSync(file, 'utf8')) as { secrets: Record<string, unknown> }).secrets[name],
    async pass(ms) {
      await settle()
      clock.advance(ms)
      await settle()
    }
  }
  return made
}
