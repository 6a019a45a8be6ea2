import type { Delivery } from '../../core/alerts/delivery.ts'
import type { AlertEngine, Effect, EngineEvent } from '../../core/alerts/engine-types.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import { createDisposableBag, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { AlertStep, Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Notice, NoticeAction, Notifier } from '../../core/ports/notifier.ts'
import type { Random } from '../../core/ports/random.ts'
import type { EpisodeText } from './episode-text.ts'
import type { ProblemDesk } from './problem-desk.ts'
import type { Translate } from './translate.ts'

const SNOOZE_ACTION_MINUTES = 15

export interface AlertDeskDeps {
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly engine: AlertEngine
  readonly journal: Journal
  readonly notifier: Notifier
  readonly problems: ProblemDesk
  readonly text: (episode: Episode, nowMs: number) => EpisodeText
  readonly t: Translate
  /** A notice was clicked. */
  readonly opened: (episodeId: string) => void
  /** Episodes or deliveries changed. */
  readonly changed: () => void
  /** One line for the status output. */
  readonly line: (text: string) => void
}

export interface AlertDesk extends Disposable {
  /** Runs the engine, makes the step durable, then tells. */
  dispatch(event: EngineEvent): void
  deliveries(episodeId: string): readonly Delivery[]
  /** Tells again what a crash left undecided, marked as a possible repeat. Call once, after construction. */
  resume(): void
}

type Announcement = Extract<Effect, { type: 'announce' }>

/**
 * Between the pure engine and the world. Invariants: (1) nothing is shown before its step is committed; (2) every announcement has
 * a ledger line; (3) a failing journal never stops the user from being told.
 */
export function createAlertDesk(deps: AlertDeskDeps): AlertDesk {
  const { clock, engine, journal, notifier, t } = deps
  const bag = createDisposableBag()
  let deadline: Disposable | undefined
  let armedForMs: number | undefined
  let disposed = false

  function commit(step: AlertStep): void {
    if (step.episodes.length === 0 && step.deliveries.length === 0) return
    const result = journal.commit(step)
    if (!result.ok) {
      deps.logger.error('alert step not stored', { detail: result.failure.detail })
      deps.problems.raise({ id: 'journal', code: 'journalUnwritable', params: { detail: result.failure.detail } })
    }
  }

  function notice(episode: Episode, reason: Delivery['reason'], possibleRepeat: boolean): Notice {
    const text = deps.text(episode, clock.now().wallMs)
    const action = (id: NoticeAction['id'], label: string): NoticeAction => ({ id, label })
    const over = reason === 'ended'
    return {
      id: episode.id,
      title: over ? t('notice.endedTitle', { title: text.title }) : text.title,
      body: possibleRepeat ? `${text.body}\n${t('notice.possibleRepeat')}` : text.body,
      severity: over ? 'info' : episode.severity,
      actions: over
        ? []
        : [
            action('acknowledge', t('notice.acknowledge')),
            action('snooze', t('notice.snooze')),
            action('open', t('notice.open'))
          ]
    }
  }

  async function tell(episode: Episode, intent: Delivery): Promise<void> {
    const outcome = await notifier.show(notice(episode, intent.reason, intent.possibleRepeat))
    if (disposed) return
    const atMs = clock.now().wallMs
    const state = outcome.kind
    const detail = outcome.kind === 'failed' ? `${outcome.via}: ${outcome.reason}` : outcome.via
    const done: Delivery = { ...intent, state, detail, atMs }
    if (outcome.kind === 'failed') {
      deps.problems.raise({ id: 'notifications', code: 'noNotifications', params: { reason: detail } })
    } else deps.problems.clear('notifications')
    const effects =
      state === 'delivered' ? engine.apply({ type: 'told', episodeId: episode.id, atMs }, clock.now()) : []
    carryOut(effects, [done])
  }

  function intentFor(announcement: Announcement, atMs: number): Delivery {
    return {
      id: deps.random.uuid(),
      episodeId: announcement.episode.id,
      reason: announcement.reason,
      channel: 'native',
      state: 'intent',
      detail: '',
      atMs,
      possibleRepeat: false
    }
  }

  function carryOut(effects: readonly Effect[], outcomes: readonly Delivery[]): void {
    const now = clock.now()
    const episodes = new Map<string, Episode>()
    const told: { episode: Episode; intent: Delivery }[] = []
    for (const effect of effects) {
      if (effect.type === 'episode') {
        episodes.set(effect.episode.id, effect.episode)
        if (effect.transition !== 'told') {
          const text = deps.text(effect.episode, now.wallMs)
          deps.line(`alert ${effect.transition}: [${effect.episode.severity}] ${text.title} · ${text.body}`)
        }
      } else if (effect.type === 'announce')
        told.push({ episode: effect.episode, intent: intentFor(effect, now.wallMs) })
    }
    commit({ episodes: [...episodes.values()], deliveries: [...outcomes, ...told.map((one) => one.intent)] })
    for (const effect of effects) if (effect.type === 'withdraw') notifier.withdraw(effect.episodeId)
    for (const one of told) {
      tell(one.episode, one.intent).catch((error: unknown) => {
        deps.logger.error('notifier broke its promise', { error: String(error) })
      })
    }
    if (effects.length > 0 || outcomes.length > 0) deps.changed()
  }

  /** Called for every message: a timer is only touched when the next deadline really moved. */
  function schedule(): void {
    const dueMs = engine.nextDeadlineMs()
    if (dueMs === armedForMs) return
    deadline?.dispose()
    armedForMs = dueMs
    if (dueMs === undefined) return
    deadline = clock.after(Math.max(0, dueMs - clock.now().monoMs), () => {
      armedForMs = undefined
      dispatch({ type: 'tick' })
    })
  }

  function dispatch(event: EngineEvent): void {
    if (disposed) return
    const effects = engine.apply(event, clock.now())
    if (effects.length > 0) carryOut(effects, [])
    schedule()
  }

  bag.add(
    notifier.onAnswer(({ noticeId, action }) => {
      const untilMs = clock.now().wallMs + SNOOZE_ACTION_MINUTES * 60_000
      if (action === 'acknowledge') dispatch({ type: 'acknowledge', episodeId: noticeId, note: null })
      else if (action === 'snooze')
        dispatch({ type: 'snooze', scope: { kind: 'episode', episodeId: noticeId }, untilMs })
      else deps.opened(noticeId)
    })
  )

  return {
    dispatch,
    deliveries: (episodeId) => journal.deliveries(episodeId),
    resume() {
      const open = new Map(engine.open().map((episode) => [episode.id, episode]))
      for (const undecided of journal.undecidedDeliveries()) {
        const episode = open.get(undecided.episodeId)
        const again: Delivery = { ...undecided, possibleRepeat: true }
        if (episode && undecided.reason !== 'ended') {
          tell(episode, again).catch((error: unknown) => {
            deps.logger.error('notifier broke its promise', { error: String(error) })
          })
        } else commit({ episodes: [], deliveries: [{ ...again, state: 'suppressed', detail: 'over before restart' }] })
      }
      schedule()
    },
    dispose() {
      disposed = true
      deadline?.dispose()
      bag.dispose()
    }
  }
}
