import { describe, expect, test } from 'vitest'
import type { Rule } from '../../../../../src/core/alerts/rule.ts'
import { createVirtualClock } from '../../../../fakes/virtual-clock.ts'
import { createScene, type Scene } from '../scene.ts'
import { scenariosOf } from './files.ts'
import { play } from './play.ts'
import { keysOf, rulesOf, type Scenario } from './scenario.ts'
import { parseSeries } from './series.ts'

async function run(scenario: Scenario): Promise<string[]> {
  const clock = createVirtualClock(scenario.start === undefined ? undefined : Date.parse(scenario.start))
  let rules: readonly Rule[] = rulesOf(scenario.rules ?? [scenario.rule ?? {}])
  const feeds = [...new Set(keysOf(scenario).map(({ feed }) => feed))]
  const startMs = clock.now().monoMs
  const log: string[] = []
  const seconds = (): number => (clock.now().monoMs - startMs) / 1000
  let scene: Scene = createScene({ rules, feeds, clock })
  let sceneS = 0
  const keep = (): void => {
    for (const line of scene.log.splice(0)) {
      const [at = '0', ...rest] = line.split(' ')
      log.push([String(Number(at) + sceneS), ...rest].join(' '))
    }
  }
  await play(scenario, {
    scene: () => scene,
    open: () => scene.open(true),
    nowMs: () => clock.now().wallMs,
    wait: (time) => {
      scene.wait(time)
    },
    restart(awaySeconds) {
      keep()
      scene = scene.restart(rules, awaySeconds)
      sceneS = seconds()
    },
    useRules(next) {
      rules = next
      scene.send({ type: 'rulesChanged', rules })
    },
    note(line) {
      keep()
      log.push(`${String(seconds())} ${line}`)
    }
  })
  keep()
  return log
}

test('the notation is read as Prometheus reads it', () => {
  expect(parseSeries('1+2x3 _ -1x1 stale _x2 5-1x2')).toEqual([
    ...[1, 3, 5, 7, 'missing', -1, -1, 'stale', 'missing', 'missing', 5, 4, 3]
  ])
  expect(() => parseSeries('1+')).toThrow('not a series')
})

describe.each(scenariosOf(new URL('.', import.meta.url)))('$file', ({ scenarios }) => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    expect(await run(scenario)).toEqual(scenario.log)
  })
})
