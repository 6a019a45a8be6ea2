import type { EngineEvent } from '../../../../../src/core/alerts/engine-types.ts'
import type { Episode } from '../../../../../src/core/alerts/episode.ts'
import type { Rule } from '../../../../../src/core/alerts/rule.ts'
import type { Scene } from '../scene.ts'
import { keysOf, rulesOf, type Keyed, type Scenario, type ScenarioEvent } from './scenario.ts'
import { parseSeries, type Token } from './series.ts'

/** Where a scenario is played. */
export interface Stage {
  /** The feeds' side of it: another one after a restart. */
  scene(): Pick<Scene, 'row' | 'gone' | 'live' | 'snapshot' | 'send'>
  open(): readonly Episode[]
  nowMs(): number
  wait(seconds: number): void | Promise<void>
  /** Nothing runs for so long. */
  restart(awaySeconds: number): void | Promise<void>
  /** From now on, and after a restart. */
  useRules(rules: readonly Rule[]): void
  note(line: string): void
  /** Where notices are shown. */
  desktop?(does: 'shows' | 'refuses' | 'silent' | 'crash'): void
  quiet?(isQuiet: boolean): void
}

type What<K extends ScenarioEvent[1]> = Extract<ScenarioEvent, readonly [number, K, ...unknown[]]>

/** Plays it to its end. */
export async function play(scenario: Scenario, stage: Stage): Promise<void> {
  const { names = {}, events = [], every } = scenario
  const keys = keysOf(scenario).map((one) => ({ ...one, steps: parseSeries(one.text) }))
  const feeds = [...new Set(keys.map(({ feed }) => feed))]
  const present = new Map<string, Token>()
  const feed = { isUp: true }

  const say = ({ key, queue, feed: of }: Keyed, token: Token | undefined): void => {
    const scene = stage.scene()
    if (token === 'stale') scene.gone(key, of)
    else if (typeof token === 'number' && queue !== undefined) scene.row(key, { missed: token, queueId: queue }, of)
    else if (typeof token === 'number') scene.row(key, { name: names[key] ?? key, waiting: token }, of)
  }
  const idOf = (name: string | undefined): string =>
    stage.open().find(({ keyName }) => keyName === name)?.id ?? 'nothing of that name is open'
  const lose = (lost: boolean): void => {
    const connection = { connectionId: 'floor', connectionName: 'Floor' }
    stage.scene().send({ type: 'connectionLost', ...connection, lost, reason: lost ? 'unreachable' : null })
  }
  const down = (): void => {
    feed.isUp = false
    for (const one of feeds) stage.scene().live(false, one)
  }
  const up = (): void => {
    for (const other of feeds) {
      stage.scene().snapshot(() => {
        for (const one of keys) {
          const token = present.get(one.key)
          if (one.feed === other && token !== 'stale') say(one, token)
        }
      }, other)
      stage.scene().live(true, other)
    }
    feed.isUp = true
  }
  const snooze = ([, , { of, key, for: seconds }]: What<'snooze'>): EngineEvent => ({
    type: 'snooze',
    scope:
      of === 'all'
        ? { kind: 'all' }
        : of === 'rule'
          ? { kind: 'rule', ruleId: key ?? 'waiting' }
          : { kind: 'episode', episodeId: idOf(key) },
    untilMs: seconds === null ? null : stage.nowMs() + seconds * 1000
  })

  async function happen(event: ScenarioEvent): Promise<void> {
    const { send } = stage.scene()
    switch (event[1]) {
      case 'down':
        down()
        break
      case 'up':
        up()
        break
      case 'lose':
        down()
        lose(true)
        break
      case 'find':
        up()
        lose(false)
        break
      case 'restart':
        feed.isUp = false
        await stage.restart(0)
        break
      case 'away':
        feed.isUp = false
        await stage.restart(event[2])
        break
      case 'look':
        stage.note(
          `open: ${stage
            .open()
            .map(({ state, keyName }) => `${state} ${keyName}`)
            .join(', ')}`
        )
        break
      case 'acknowledge':
        send({ type: 'acknowledge', episodeId: idOf(event[2]), note: null })
        break
      case 'snooze':
        send(snooze(event))
        break
      case 'rules':
        stage.useRules(rulesOf(event[2]))
        break
      case 'desktop':
        stage.desktop?.(event[2])
        break
      case 'quiet':
        stage.quiet?.(event[2])
    }
  }

  const length = Math.max(...keys.map(({ steps }) => steps.length))
  for (let step = 0; step < length; step++) {
    for (const event of events) if (event[0] === step * every) await happen(event)
    for (const { steps, ...one } of keys) {
      const token = steps[step]
      if (token !== undefined && token !== 'missing') present.set(one.key, token)
      if (feed.isUp) say(one, token)
    }
    await stage.wait(every)
  }
}
