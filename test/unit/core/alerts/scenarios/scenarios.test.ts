import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { realtimeRuleSchema } from '../../../../../src/core/alerts/rule.ts'
import { createScene, QUEUES, WAITING, type Scene } from '../scene.ts'
import { parseSeries, type Token } from './series.ts'

const scenarioSchema = z.strictObject({
  name: z.string(),
  /** What differs from a rule on more than 8 waiting that fires and ends at once and tells its end. */
  rule: z.record(z.string(), z.unknown()),
  /** Seconds between two steps of the series. */
  every: z.int().min(1),
  series: z.record(z.string(), z.string()),
  /** What else happens, in seconds from the start, before the step of that moment. */
  events: z.array(z.tuple([z.int(), z.enum(['down', 'up', 'restart', 'acknowledge'])])).optional(),
  /** Everything that is seen, in seconds from the start. */
  log: z.array(z.string())
})
type Scenario = z.infer<typeof scenarioSchema>

const base = {
  ...WAITING,
  condition: { op: '>', threshold: 8 },
  pendingForMs: 0,
  keepFiringForMs: 0,
  announceEnd: true
}

function run({ rule, every, series, events = [] }: Scenario): string[] {
  const full = realtimeRuleSchema.parse({ ...base, ...rule })
  let scene: Scene = createScene({ rules: [full], feeds: [QUEUES] })
  const startMs = scene.clock.now().monoMs
  const log: string[] = []
  const present = new Map<string, Token>()
  const feed = { isUp: true }
  let sceneS = 0
  const keep = (): void => {
    for (const line of scene.log) {
      const [at = '0', ...rest] = line.split(' ')
      log.push([String(Number(at) + sceneS), ...rest].join(' '))
    }
  }
  const say = (queue: string, token: Token | undefined): void => {
    if (token === 'stale') scene.gone(queue)
    else if (typeof token === 'number') scene.row(queue, { waiting: token })
  }
  const happen = (what: 'down' | 'up' | 'restart' | 'acknowledge'): void => {
    if (what === 'acknowledge') scene.send({ type: 'acknowledge', episodeId: scene.open()[0]?.id ?? '', note: null })
    else if (what === 'up') {
      scene.snapshot(() => {
        for (const [queue, token] of present) if (token !== 'stale') say(queue, token)
      })
      scene.live(true)
      feed.isUp = true
    } else {
      feed.isUp = false
      if (what === 'down') scene.live(false)
      else {
        keep()
        sceneS = (scene.clock.now().monoMs - startMs) / 1000
        scene = scene.restart()
      }
    }
  }
  const tokens = Object.entries(series).map(([queue, text]) => ({ queue, steps: parseSeries(text) }))
  const length = Math.max(...tokens.map(({ steps }) => steps.length))
  for (let step = 0; step < length; step++) {
    for (const [at, what] of events) if (at === step * every) happen(what)
    for (const { queue, steps } of tokens) {
      const token = steps[step]
      if (token !== undefined && token !== 'missing') present.set(queue, token)
      if (feed.isUp) say(queue, token)
    }
    scene.wait(every)
  }
  keep()
  return log
}

test('the notation is read as Prometheus reads it', () => {
  expect(parseSeries('1+2x3 _ -1x1 stale _x2 5-1x2')).toEqual([
    ...[1, 3, 5, 7, 'missing', -1, -1, 'stale', 'missing', 'missing', 5, 4, 3]
  ])
  expect(() => parseSeries('1+')).toThrow('not a series')
})

const folder = new URL('.', import.meta.url)
describe.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('%s', (file) => {
  const scenarios = z.array(scenarioSchema).parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
    expect(run(scenario)).toEqual(scenario.log)
  })
})
