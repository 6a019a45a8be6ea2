import * as z from 'zod'
import { ruleSchema, type Rule } from '../../../../../src/core/alerts/rule.ts'
import type { FeedDescriptor } from '../../../../../src/core/measures/feed.ts'
import { AGENTS, QUEUES, WAITING } from '../scene.ts'

const patch = z.record(z.string(), z.unknown())
const at = z.int()
const key = z.string()

/** In seconds from the start, before the step of that moment. */
const eventSchema = z.union([
  /** `down`: no numbers any more; `lose`: that, and it is said why; `restart`: killed and started again, with no numbers yet. */
  z.tuple([at, z.enum(['down', 'up', 'lose', 'find', 'restart'])]),
  /** The same, with so many seconds in between in which nothing ran; all that follows comes so much later. */
  z.tuple([at, z.literal('away'), z.number().positive()]),
  /** Notes what is open, pending alerts included. */
  z.tuple([at, z.literal('look')]),
  z.tuple([at, z.literal('acknowledge'), key]),
  /** `for`: seconds; null ends it. */
  z.tuple([
    at,
    z.literal('snooze'),
    z.strictObject({ of: z.enum(['key', 'rule', 'all']), key: key.optional(), for: z.int().nullable() })
  ]),
  /** The rules from now on. */
  z.tuple([at, z.literal('rules'), z.array(patch)]),
  /** What the desktop does with a notice from now on. Deliveries only. */
  z.tuple([at, z.literal('desktop'), z.enum(['shows', 'refuses', 'silent', 'crash'])]),
  /** Do-not-disturb of the desktop. Deliveries only. */
  z.tuple([at, z.literal('quiet'), z.boolean()])
])
export type ScenarioEvent = z.infer<typeof eventSchema>

export const scenarioSchema = z.strictObject({
  name: z.string(),
  /** The public case whose idea this is: system and name. */
  after: z.array(z.string()).optional(),
  /** What differs from a rule on more than 8 waiting that fires and ends at once and tells its end. */
  rule: patch.optional(),
  rules: z.array(patch).optional(),
  /** Wall clock of the start. */
  start: z.iso.datetime({ offset: true }).optional(),
  /** Seconds between two steps of the series. */
  every: z.int().min(1),
  /** By queue, or by `agent@queue`; `Queue {1..9}` are nine. */
  series: z.record(z.string(), z.string()),
  /** What people call a queue, where that is not its key. */
  names: z.record(z.string(), z.string()).optional(),
  events: z.array(eventSchema).optional(),
  /** Everything that is seen, in seconds from the start. */
  log: z.array(z.string()),
  /** Of each key, what the ledger says in the end. Deliveries only. */
  ledger: z.record(z.string(), z.array(z.string())).optional()
})
export type Scenario = z.infer<typeof scenarioSchema>

const shared = { pendingForMs: 0, keepFiringForMs: 0, announceEnd: true }
const REALTIME = { ...WAITING, ...shared, condition: { op: '>', threshold: 8 } }
const FEED = {
  ...shared,
  ...{ id: 'lost', kind: 'feed', name: 'Live feed lost', severity: 'critical' },
  ...{ version: 1, enabled: true, repeatEveryMs: null }
}

export const rulesOf = (patches: readonly Record<string, unknown>[]): Rule[] =>
  patches.map((one) => ruleSchema.parse({ ...(one['kind'] === 'feed' ? FEED : REALTIME), ...one }))

const AGENTS_OF_QUEUES: FeedDescriptor = {
  ...AGENTS,
  measures: [
    ...AGENTS.measures,
    { name: 'queueId', kind: 'text', displayName: 'Queue' },
    { name: 'missed', kind: 'number', displayName: 'Missed' }
  ]
}

/** One key of the series. */
export interface Keyed {
  readonly key: string
  /** The queue of an agent. */
  readonly queue: string | undefined
  readonly feed: FeedDescriptor
  readonly text: string
}

export function keysOf({ series }: Pick<Scenario, 'series'>): Keyed[] {
  return Object.entries(series).flatMap(([name, text]) => {
    const many = /^(.*)\{(\d+)\.\.(\d+)\}(.*)$/.exec(name)
    const from = Number(many?.[2])
    const names = many
      ? Array.from(
          { length: Number(many[3]) - from + 1 },
          (_none, i) => `${many[1] ?? ''}${String(from + i)}${many[4] ?? ''}`
        )
      : [name]
    return names.map((one) => {
      const [key = '', queue] = one.split('@')
      return { key, queue, text, feed: queue === undefined ? QUEUES : AGENTS_OF_QUEUES }
    })
  })
}
