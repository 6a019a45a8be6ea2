import type { BarChanges, EmailChanges, FieldName, SlackChanges, TargetChanges, WorkflowChanges } from './drafts.ts'
import { USABLE_DATASOURCES } from './objects.ts'

/** Why a value can't be sent. Shown as words at its field. */
export const FIELD_PROBLEM_CODES = [
  'empty',
  'tooLong',
  'notANumber',
  'notAPeriod',
  'notABound',
  'datasourceNotUsable',
  'notAnObject',
  'notAMoment',
  'untilBeforeFrom',
  'notAnAddress',
  'notAnId',
  'notHttps',
  'masked',
  'otherShape'
] as const
export type FieldProblemCode = (typeof FIELD_PROBLEM_CODES)[number]

export interface FieldProblem {
  readonly field: FieldName
  readonly code: FieldProblemCode
}

const PERIODS: readonly string[] = ['P1D', 'P1W', 'P1M']
const BOUNDS: readonly string[] = ['UPPER', 'LOWER']
/** The service states no limit; longer names fit no window. */
const LONGEST_NAME = 200
const LONGEST_TEXT = 2_000
/** Milliseconds a `Date` can hold. */
const LAST_MOMENT_MS = 8.64e15
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** One @, something on both sides, a dot in the domain, no space: who it really reaches, only sending shows. */
const ADDRESS = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/
/** What stands in place of a secret in forms and in other programs' answers. */
const MASK = /^(?:[*•●·.xX]{3,}|\[redacted\]|set|notSet)$/

type Check = (value: unknown) => FieldProblemCode | undefined

const text =
  (longest: number, mayBeEmpty = false): Check =>
  (value) => {
    if (typeof value !== 'string' || (!mayBeEmpty && value.trim() === '')) return 'empty'
    return value.length > longest ? 'tooLong' : undefined
  }

const oneOf =
  (values: readonly string[], code: FieldProblemCode): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value) ? undefined : code

const matching =
  (pattern: RegExp, code: FieldProblemCode): Check =>
  (value) =>
    text(LONGEST_TEXT)(value) ?? (pattern.test(value as string) ? undefined : code)

const moment: Check = (value) =>
  value === null || (typeof value === 'number' && Math.abs(value) <= LAST_MOMENT_MS) ? undefined : 'notAMoment'

const secret: Check = (value) =>
  text(LONGEST_TEXT)(value) ?? (MASK.test((value as string).trim()) ? 'masked' : undefined)

const https: Check = (value) => {
  const wrong = text(LONGEST_TEXT)(value)
  if (wrong) return wrong
  return /^https:\/\/[^\s/@]+(?:\/\S*)?$/i.test(value as string) ? undefined : 'notHttps'
}

const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'empty')

function problemsOf(values: object, checks: Readonly<Partial<Record<FieldName, Check>>>): readonly FieldProblem[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const field = name as FieldName
    const code = value === undefined ? undefined : checks[field]?.(value)
    return code === undefined ? [] : [{ field, code }]
  })
}

/** The same for a draft, which has every field, and for changes, which have some: what is not there is not checked. */
export function workflowProblems(workflow: WorkflowChanges): readonly FieldProblem[] {
  return problemsOf(workflow, { name: text(LONGEST_NAME), description: text(LONGEST_TEXT, true) })
}

/**
 * `known`: the ends of the time in which the target counts as they are now, so that a change of one end is held against the other.
 */
export function targetProblems(
  target: TargetChanges,
  known: Pick<TargetChanges, 'activeFromMs' | 'activeUntilMs'> = {}
): readonly FieldProblem[] {
  const problems = problemsOf(target, {
    name: text(LONGEST_NAME),
    threshold: (value) => (typeof value === 'number' && Number.isFinite(value) ? undefined : 'notANumber'),
    bound: oneOf(BOUNDS, 'notABound'),
    reportingPeriod: oneOf(PERIODS, 'notAPeriod'),
    notificationPeriod: oneOf(PERIODS, 'notAPeriod'),
    datasource: oneOf(USABLE_DATASOURCES, 'datasourceNotUsable'),
    field: text(LONGEST_NAME),
    query: (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'notAnObject',
    notificationsActive: flag,
    activeFromMs: moment,
    activeUntilMs: moment
  })
  const isAboutTime = target.activeFromMs !== undefined || target.activeUntilMs !== undefined
  const { activeFromMs, activeUntilMs } = { ...known, ...target }
  const isTurned =
    typeof activeFromMs === 'number' && typeof activeUntilMs === 'number' && activeUntilMs <= activeFromMs
  return isAboutTime && isTurned ? [...problems, { field: 'activeUntilMs', code: 'untilBeforeFrom' }] : problems
}

export function barProblems(bar: BarChanges): readonly FieldProblem[] {
  return problemsOf(bar, { name: text(LONGEST_NAME), active: flag, channelId: matching(UUID, 'notAnId') })
}

export function emailProblems(setting: EmailChanges): readonly FieldProblem[] {
  return problemsOf(setting, {
    name: text(LONGEST_NAME, true),
    email: matching(ADDRESS, 'notAnAddress'),
    bundleable: flag,
    active: flag
  })
}

const SLACK_CHECKS: Readonly<Partial<Record<FieldName, Check>>> = {
  name: text(LONGEST_NAME, true),
  active: flag,
  token: secret,
  channel: text(LONGEST_NAME),
  user: text(LONGEST_NAME),
  webhookUrl: (value) => secret(value) ?? https(value),
  iconUrl: https
}
const OWN: Readonly<Record<SlackChanges['shape'], readonly FieldName[]>> = {
  bot: ['token', 'channel', 'user'],
  webhook: ['webhookUrl', 'iconUrl']
}

/** A field of the other shape is a problem even when it is empty: the service would see a mixture. */
export function slackProblems(setting: SlackChanges): readonly FieldProblem[] {
  const foreign = OWN[setting.shape === 'bot' ? 'webhook' : 'bot'].filter((field) => field in setting)
  const own = problemsOf(setting, SLACK_CHECKS).filter(({ field }) => !foreign.includes(field))
  return [...own, ...foreign.map((field): FieldProblem => ({ field, code: 'otherShape' }))]
}
