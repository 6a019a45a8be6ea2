import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openJournal } from '../../../../src/adapters/storage/journal.ts'
import type { Effect, EngineEvent, AlertEngine } from '../../../../src/core/alerts/engine-types.ts'
import type { Episode } from '../../../../src/core/alerts/episode.ts'
import type { DeliveryOutcome, Notice, NoticeAnswer } from '../../../../src/core/ports/notifier.ts'
import { DEFAULT_QUIET_HOURS } from '../../../../src/core/quiet/quiet-hours.ts'
import { DEFAULT_NOTICES } from '../../../../src/core/settings/choices.ts'
import { createAlertDesk } from '../../../../src/main/app/alert-desk.ts'
import type { AlertDesk, AlertDeskDeps } from '../../../../src/main/app/alert-desk-types.ts'
import { createEpisodeText } from '../../../../src/main/app/episode-text.ts'
import { createProblemDesk } from '../../../../src/main/app/problem-desk.ts'
import { createSpeech } from '../../../../src/main/app/speech.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const RANK = { info: 0, warning: 1, critical: 2 } as const

/** Lets everything that was promised happen. */
export const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i += 1) await Promise.resolve()
}

/**
 * A desk over a real journal, with alerts that the test opens and ends by hand. A new desk on the same journal is the next start.
 */
export function deskRig(over: Partial<AlertDeskDeps> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-delivery-'))
  const clock = createVirtualClock()
  const opened = openJournal({ file: join(folder, 'journal.db'), clock, logger: silentLogger })
  if (!opened.ok) throw new Error(opened.failure.detail)
  const { journal } = opened.value
  const problems = createProblemDesk({ wallMs: () => clock.now().wallMs, changed: () => undefined })
  const t = createSpeech({ systemLocale: 'en' }).t
  const shown: Notice[] = []
  const withdrawn: string[] = []
  const viewed: string[] = []
  const open = new Map<string, Episode>()
  const taskbar: string[] = []
  const world: { outcome: DeliveryOutcome | 'crash'; seen: boolean; window: 'asked' | 'seen' | 'noWindow' } = {
    outcome: { kind: 'delivered', via: 'test' },
    seen: false,
    window: 'noWindow'
  }
  let count = 0
  let answer: (answer: NoticeAnswer) => void = () => undefined
  let next: Effect[] = []
  let desk: AlertDesk

  const engine: AlertEngine = {
    apply(event) {
      if (event.type !== 'told') return next.splice(0)
      const episode = open.get(event.episodeId)
      if (!episode) return []
      const told = { ...episode, toldAtMs: event.atMs, toldCount: episode.toldCount + 1 }
      open.set(told.id, told)
      return [{ type: 'episode', transition: 'told', episode: told }]
    },
    nextDeadlineMs: () => undefined,
    open: () =>
      [...open.values()].sort((a, b) => RANK[b.severity] - RANK[a.severity] || a.breachedAtMs - b.breachedAtMs),
    connectionIds: () => new Set(),
    owes: () => false,
    snoozedAllUntilMs: () => null,
    explain: () => {
      throw new Error('the desk asks for no explanation')
    },
    flushWhy: () => undefined,
    trace: () => undefined,
    takeTraces: () => [],
    unfinished: ({ wallMs }) => ({ atMs: wallMs, breaches: [], levels: {} })
  }

  function start(): void {
    desk = createAlertDesk({
      clock,
      random: { next: () => 0, uuid: () => `u${String((count += 1))}` },
      logger: silentLogger,
      engine,
      journal,
      problems,
      t,
      text: createEpisodeText(t, () => 'en'),
      zone: 'UTC',
      quietHours: () => DEFAULT_QUIET_HOURS,
      notices: () => DEFAULT_NOTICES,
      doNotDisturb: () => false,
      isConfirmed: () => true,
      isSeen: () => world.seen,
      attention: {
        ask() {
          taskbar.push('ask')
          return world.window
        },
        stop: () => taskbar.push('stop')
      },
      opened: (id) => viewed.push(id),
      look: () => undefined,
      discreet: () => false,
      changed: () => undefined,
      line: () => undefined,
      notifier: {
        show(notice) {
          shown.push(notice)
          return world.outcome === 'crash' ? new Promise(() => undefined) : Promise.resolve(world.outcome)
        },
        withdraw: (id) => withdrawn.push(id),
        onAnswer(run) {
          answer = run
          return { dispose: () => undefined }
        }
      },
      ...over
    })
  }
  start()
  onTestFinished(() => {
    desk.dispose()
    journal.close()
    rmSync(folder, { recursive: true })
  })

  const step = (effects: Effect[], event: EngineEvent = { type: 'tick' }): void => {
    next = effects
    desk.dispatch(event)
  }
  return {
    clock,
    journal,
    problems,
    shown,
    withdrawn,
    viewed,
    taskbar,
    world,
    desk: () => desk,
    answer: (one: NoticeAnswer) => answer(one),
    /** All of them in one step, as after a snapshot. */
    fire(...episodes: Episode[]) {
      for (const one of episodes) open.set(one.id, one)
      step(
        episodes.flatMap((episode): Effect[] => [
          { type: 'episode', transition: 'fired', episode },
          { type: 'announce', reason: 'fired', episode }
        ])
      )
    },
    end(episodes: readonly Episode[], isTold: boolean) {
      step(
        episodes.flatMap((one): Effect[] => {
          const episode: Episode = { ...(open.get(one.id) ?? one), state: 'closed', closedAtMs: clock.now().wallMs }
          open.delete(one.id)
          return [
            { type: 'episode', transition: 'closed', episode },
            isTold ? { type: 'announce', reason: 'ended', episode } : { type: 'withdraw', episodeId: one.id }
          ]
        })
      )
    },
    acknowledge(...episodes: Episode[]) {
      step(
        episodes.map((one): Effect => {
          const episode = { ...(open.get(one.id) ?? one), acknowledgedAtMs: clock.now().wallMs }
          open.set(one.id, episode)
          return { type: 'episode', transition: 'acknowledged', episode }
        })
      )
    },
    /** Killed and started again: nothing is said on the way. */
    restart(awayMs = 0) {
      desk.dispose()
      clock.advance(awayMs)
      start()
      desk.resume()
    }
  }
}
