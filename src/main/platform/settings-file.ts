import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Problem } from '../../core/settings/problem.ts'
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '../../core/settings/settings.ts'
import { parseStoredSettings } from '../../core/settings/upgrade.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import { readCaFile } from './ca-file.ts'
import { errorCode, setFileAside } from './private-file.ts'

export type SettingsPatch = Partial<Omit<Settings, 'version'>>

export interface SettingsStore {
  get(): Settings
  /**
   * Fails with `rejected` when the result would not be valid settings, or names a file of certificates that can't be used. Otherwise the change holds at once. It is on the disk when this
   * returns, or, as long as the writer is not loaded, when `saved` resolves; when it can't be written it holds for this run, and
   * the user is told.
   */
  change(patch: SettingsPatch): Result<void>
  /** Resolves when every change made so far was written or found unwritable. Never rejects. */
  saved(): Promise<void>
}

/** Writes the whole file, for this user only; throws when it can't. */
export type WriteSettings = (settings: Settings) => void

export interface SettingsDeps {
  /** The profile folder; the file is `settings.json` in it. */
  readonly folder: string
  readonly clock: Clock
  readonly logger: Logger
  readonly problems: Pick<ProblemDesk, 'raise' | 'clear'>
}

export interface OpenedSettings {
  readonly store: SettingsStore
  readonly problems: readonly Problem[]
}

type Loaded =
  | { readonly kind: 'absent' }
  | { readonly kind: 'good'; readonly settings: Settings }
  | { readonly kind: 'bad'; readonly detail: string }

function load(file: string): Loaded {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'absent' }
    return { kind: 'bad', detail: error instanceof SyntaxError ? 'not JSON' : errorCode(error) }
  }
  const parsed = parseStoredSettings(value)
  if (parsed.success) return { kind: 'good', settings: parsed.data }
  const [issue] = parsed.error.issues
  return { kind: 'bad', detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }
}

/**
 * Preferences in `settings.json`. A file that can't be understood, one of a newer version included, is set aside unchanged and
 * reported, and defaults are used; when it can't even be set aside, nothing is written over it. The writer is loaded with the first
 * change, because it costs more time than a start has.
 */
export function openSettingsFile(
  deps: SettingsDeps & { readonly loadWriter: () => Promise<WriteSettings> }
): OpenedSettings {
  const { clock, logger } = deps
  const file = join(deps.folder, 'settings.json')
  const loaded = load(file)
  let settings = loaded.kind === 'good' ? loaded.settings : DEFAULT_SETTINGS
  let write: WriteSettings | undefined
  let writable = true
  let saving: Promise<void> | undefined

  const problems: Problem[] = []
  if (loaded.kind === 'bad') {
    const params: Record<string, string> = { file, detail: loaded.detail }
    try {
      params['aside'] = basename(setFileAside(file, clock.now().wallMs))
    } catch (error) {
      writable = false
      logger.error('the damaged settings could not be set aside, changes hold for this run only', { error })
    }
    logger.error('the settings could not be read, defaults are used', params)
    problems.push({ id: 'settings', code: 'settingsDamaged', params, sinceMs: clock.now().wallMs })
  }

  function unwritable(error: unknown): void {
    logger.error('the settings could not be written', { error })
    deps.problems.raise({
      id: 'profile',
      code: 'profileReadOnly',
      params: { folder: deps.folder, detail: errorCode(error) }
    })
  }
  function store(): void {
    if (!write) return
    try {
      write(settings)
    } catch (error) {
      unwritable(error)
    }
  }
  async function loadAndStore(): Promise<void> {
    try {
      write = await deps.loadWriter()
      store()
    } catch (error) {
      unwritable(error)
      saving = undefined
    }
  }

  return {
    problems,
    store: {
      get: () => settings,
      change(patch) {
        const parsed = settingsSchema.safeParse({ ...settings, ...patch })
        if (!parsed.success) {
          const [issue] = parsed.error.issues
          const detail = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`
          return fail({ code: 'rejected', step: 'settings', detail })
        }
        const file = typeof patch.caFile === 'string' ? readCaFile(patch.caFile) : undefined
        if (file?.ok === false) return fail({ code: 'rejected', step: 'settings', detail: `caFile: ${file.failure}` })
        settings = parsed.data
        if (!writable) return ok(undefined)
        if (write) store()
        else saving ??= loadAndStore()
        return ok(undefined)
      },
      saved: async () => saving
    }
  }
}
