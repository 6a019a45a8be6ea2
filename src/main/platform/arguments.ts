import { resolve } from 'node:path'
import * as z from 'zod'
import { isLink } from '../../core/links/link.ts'
import { LOG_LEVELS, type LogLevel } from '../../core/log-levels.ts'
import { handedFields } from '../app/provision-hand-over.ts'

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${String(least)} to ${String(most)}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must be a whole number from ${String(least)} to ${String(most)}`)
/** What `--open` shows: a view of the main window, or the panel. */
export const OPENINGS = ['overview', 'queues', 'agents', 'alerts', 'targets', 'connections', 'panel'] as const
export type Opening = (typeof OPENINGS)[number]
const path = z.string().trim().min(1, 'must be a path')

/** Argument → what its value must be. `flag` takes none. */
const VALUES = {
  profile: path,
  provision: path,
  capture: path,
  open: z.enum(OPENINGS, `must be ${OPENINGS.slice(0, -1).join(', ')} or ${OPENINGS.at(-1) ?? ''}`),
  seconds: whole(1, 604_800),
  scenario: z.string().regex(/^[a-z]+(-[a-z]+)*$/i, 'must be the name of a scenario, such as quiet-day'),
  speed: whole(1, 60),
  seed: whole(0, 4_294_967_295),
  'demo-port': whole(0, 65_535),
  notifier: z.enum(['electron', 'dbus', 'node-notifier'], 'must be electron, dbus or node-notifier'),
  'log-level': z.enum(LOG_LEVELS, `must be ${LOG_LEVELS.slice(0, -1).join(', ')} or ${LOG_LEVELS.at(-1) ?? ''}`)
} as const
const FLAGS = ['hidden', 'print-status', 'pseudo-locale'] as const

type ValueName = keyof typeof VALUES
type FlagName = (typeof FLAGS)[number]

export interface AppArguments {
  /** Paths are absolute. */
  readonly profile: string | undefined
  readonly provision: string | undefined
  readonly capture: string | undefined
  /** What to show at once. */
  readonly open: Opening | undefined
  /** A link as the system handed it over: untrusted, and not read yet. */
  readonly link: string | undefined
  readonly seconds: number | undefined
  readonly scenario: string | undefined
  readonly speed: number | undefined
  readonly seed: number | undefined
  /** 0 lets the system choose. */
  readonly demoPort: number | undefined
  /** Forces one back-end for notices. */
  readonly notifier: 'electron' | 'dbus' | 'node-notifier' | undefined
  /** The least important lines that are logged. */
  readonly logLevel: LogLevel | undefined
  readonly hidden: boolean
  readonly printStatus: boolean
  /** For tests: shows which words are cut or in no catalogue. Without effect in a packaged application. */
  readonly pseudoLocale: boolean
}

export type ParsedArguments =
  | { readonly ok: true; readonly value: AppArguments }
  /** For the person at the command line: the argument, the cause and the next step. */
  | { readonly ok: false; readonly message: string }

const isValueName = (name: string): name is ValueName => Object.hasOwn(VALUES, name)
const isFlagName = (name: string): name is FlagName => (FLAGS as readonly string[]).includes(name)

class Refusal extends Error {}

interface Collected {
  readonly values: ReadonlyMap<ValueName, string>
  readonly flags: ReadonlySet<FlagName>
  readonly link: string | undefined
}

/**
 * Own arguments as texts. Chromium's switches and loose words are none of ours and are passed over. A link ends the list: whoever made it
 * must not be able to say anything else.
 */
function collect(argv: readonly string[]): Collected {
  const values = new Map<ValueName, string>()
  const flags = new Set<FlagName>()
  for (let index = 0; index < argv.length; index += 1) {
    if (isLink(argv[index] ?? '')) return { values, flags, link: argv[index] }
    const match = /^--([^=]+)(?:=([^]*))?$/.exec(argv[index] ?? '')
    const name = match?.[1] ?? ''
    const joined = match?.[2]
    if (isFlagName(name)) {
      if (joined !== undefined) throw new Refusal(`--${name} takes no value. Write just --${name}.`)
      flags.add(name)
    } else if (isValueName(name)) {
      const next = joined ?? argv[index + 1]
      if (next === undefined || (joined === undefined && next.startsWith('--'))) {
        throw new Refusal(`--${name} has no value. Write --${name}=VALUE or --${name} VALUE.`)
      }
      if (values.has(name)) throw new Refusal(`--${name} is given twice. Leave one of them out.`)
      values.set(name, next)
      if (joined === undefined) index += 1
    }
  }
  return { values, flags, link: undefined }
}

/**
 * Reads the command line, without the program and the application folder in front. For a second instance, hand over what that
 * instance was really started with (`additionalData`): Chromium reorders the list that comes with the event.
 */
export function parseArguments(argv: readonly string[], cwd: string): ParsedArguments {
  try {
    const { values, flags, link } = collect(argv)
    const read = <T>(name: ValueName, schema: z.ZodType<T>): T | undefined => {
      const text = values.get(name)
      if (text === undefined) return undefined
      const parsed = schema.safeParse(text)
      if (parsed.success) return parsed.data
      const cause = parsed.error.issues[0]?.message ?? 'is not understood'
      throw new Refusal(`--${name} ${cause}, not "${text.slice(0, 100)}". Correct it and start again.`)
    }
    const readPath = (name: 'profile' | 'provision' | 'capture'): string | undefined => {
      const text = read(name, VALUES[name])
      return text === undefined ? undefined : resolve(cwd, text)
    }
    const value: AppArguments = {
      profile: readPath('profile'),
      provision: readPath('provision'),
      capture: readPath('capture'),
      open: read('open', VALUES.open),
      link,
      seconds: read('seconds', VALUES.seconds),
      scenario: read('scenario', VALUES.scenario),
      speed: read('speed', VALUES.speed),
      seed: read('seed', VALUES.seed),
      demoPort: read('demo-port', VALUES['demo-port']),
      notifier: read('notifier', VALUES.notifier),
      logLevel: read('log-level', VALUES['log-level']),
      hidden: flags.has('hidden'),
      printStatus: flags.has('print-status'),
      pseudoLocale: flags.has('pseudo-locale')
    }
    return { ok: true, value }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message }
    throw error
  }
}

const startedWithSchema = z.strictObject({
  argv: z.array(z.string().max(10_000)).max(200),
  cwd: z.string().max(10_000),
  ...handedFields
})

/** What a later start asks of the application that runs already. */
export interface SecondStart {
  readonly given: AppArguments
  /** Variables that its provisioning file names: they are secrets. */
  readonly env: Readonly<Record<string, string>>
  /** What that file says, where it was short enough to be handed over. May have secrets in it. */
  readonly text: string | undefined
}

/** What one start tells the other. */
export type StartedWith = z.infer<typeof startedWithSchema>

/** What a second instance tells the first about its start: untrusted until parsed. */
export function parseSecondInstance(
  additionalData: unknown
): { readonly ok: true; readonly value: SecondStart } | { readonly ok: false; readonly message: string } {
  const parsed = startedWithSchema.safeParse(additionalData)
  if (!parsed.success) return { ok: false, message: 'The second start could not be understood. Nothing was changed.' }
  const { argv, cwd, env, text } = parsed.data
  const given = parseArguments(argv, cwd)
  return given.ok ? { ok: true, value: { given: given.value, env, text } } : given
}
