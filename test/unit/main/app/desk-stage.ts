import { createAlertEngine } from '../../../../src/core/alerts/engine.ts'
import type { AlertEngine } from '../../../../src/core/alerts/engine-types.ts'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import type { DeliveryOutcome } from '../../../../src/core/ports/notifier.ts'
import { restoredAlerts } from '../../../../src/main/app/restored-alerts.ts'
import { createScene, type Scene } from '../../core/alerts/scene.ts'
import { play } from '../../core/alerts/scenarios/play.ts'
import { keysOf, rulesOf, type Scenario } from '../../core/alerts/scenarios/scenario.ts'
import { deskRig, settle } from './desk-rig.ts'

const OUTCOMES: Record<'shows' | 'refuses' | 'silent' | 'crash', DeliveryOutcome | 'crash'> = {
  shows: { kind: 'delivered', via: 'test' },
  refuses: { kind: 'failed', via: 'test', reason: 'not now' },
  silent: { kind: 'failed', via: 'test', reason: 'no answer', cause: 'silent' },
  crash: 'crash'
}

/**
 * The engine with everything behind it that decides what a desktop shows, over a real journal: the log says what was shown and taken
 * away, in the words of a notice.
 */
export async function playOnDesk(scenario: Scenario): Promise<{ log: string[]; ledger: Record<string, string[]> }> {
  let rules: readonly Rule[] = rulesOf(scenario.rules ?? [scenario.rule ?? {}])
  const feeds = [...new Set(keysOf(scenario).map(({ feed }) => feed))]
  const world = { quiet: false }
  let engine: AlertEngine | undefined
  let serial = 0
  const rig = deskRig({
    /** Each start has one of its own, which knows what the journal does. */
    get engine() {
      const seed = engine
        ? { ...restoredAlerts(rig.journal), rules }
        : { rules, episodes: [], snoozedAllUntilMs: null, snoozedRules: {} }
      engine = createAlertEngine(seed, { uuid: () => `episode-${String((serial += 1))}` })
      return engine
    },
    doNotDisturb: () => world.quiet
  })
  const { clock } = rig
  if (scenario.start !== undefined) clock.jumpWall(Date.parse(scenario.start) - clock.now().wallMs)
  const startMs = clock.now().monoMs
  const log: string[] = []
  const onScreen = new Map<string, string>()
  const note = (line: string): void => {
    log.push(`${String((clock.now().monoMs - startMs) / 1000)} ${line}`)
  }
  /** What came in the last moment. */
  const look = (): void => {
    for (const { id, title, body } of rig.shown.splice(0)) {
      const names = id.startsWith('group-') || id === 'digest' ? ` (${body.split('\n').join('; ')})` : ''
      const repeat = body.includes('shown before a restart') ? ' again?' : ''
      onScreen.set(id, title)
      note(`notice ${title}${names}${repeat}`)
    }
    for (const id of rig.withdrawn.splice(0)) {
      const title = onScreen.get(id)
      onScreen.delete(id)
      if (title !== undefined) note(`withdrawn ${title}`)
    }
  }
  const through: Parameters<typeof createScene>[0]['through'] = (event) => {
    rig.desk().dispatch(event)
    look()
  }
  let scene: Scene = createScene({ rules, feeds, clock, through })

  await play(scenario, {
    scene: () => scene,
    open: () => engine?.open(true) ?? [],
    nowMs: () => clock.now().wallMs,
    async wait(seconds) {
      for (let left = seconds; left > 0; left -= 1) {
        await settle()
        look()
        clock.advance(1000)
        look()
      }
      await settle()
      look()
    },
    async restart(awaySeconds) {
      await settle()
      rig.restart(awaySeconds * 1000)
      scene = createScene({ rules, feeds, clock, through, startsLive: false })
      look()
    },
    useRules(next) {
      rules = next
      scene.send({ type: 'rulesChanged', rules })
    },
    note,
    desktop(does) {
      rig.world.outcome = OUTCOMES[does]
    },
    quiet(isQuiet) {
      world.quiet = isQuiet
      rig.desk().reviewQuiet()
    }
  })

  const ledger: Record<string, string[]> = {}
  for (const { id, keyName } of [...rig.journal.openEpisodes(), ...rig.journal.recentEpisodes(100)]) {
    const lines = rig.journal.deliveries(id).filter(({ channel }) => channel === 'native')
    ledger[keyName] = lines.map(({ reason, state, cause }) => [reason, state, ...(cause ? [cause] : [])].join(' '))
  }
  return { log, ledger }
}
