import type { Delivery } from '../../core/alerts/delivery.ts'
import type { AlertEngine } from '../../core/alerts/engine-types.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import { alone, notices, suppressed } from '../../core/delivery/lines.ts'
import { createStorm, type Storm, type StormLimits } from '../../core/delivery/storm.ts'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Random } from '../../core/ports/random.ts'
import type { DueNotice, HeldNotices } from './held-notices.ts'

/** Ids of notices that tell of several alerts, and are about no single one. */
export const GROUP = 'group-'

/** One notice about several alerts. */
export interface GroupNotice {
  readonly id: string
  /** All it tells of that are still open and wait for somebody, worst first. */
  readonly open: readonly Episode[]
  /** Ends that it tells of. */
  readonly over: number
  /** What it is shown for. */
  readonly due: readonly DueNotice[]
}

export interface NoticeGroupsDeps {
  readonly clock: Clock
  readonly random: Pick<Random, 'uuid'>
  readonly limits: StormLimits
  readonly engine: Pick<AlertEngine, 'open'>
  /** As it is now: what was gathered waits a moment, in which quiet hours may begin. */
  readonly held: Pick<HeldNotices, 'keeps'>
  /** The group's time to be told has come. Lines that need it no more are among `done`. */
  readonly release: (told: GroupNotice | DueNotice | undefined, done: readonly Delivery[]) => void
  readonly withdraw: (noticeId: string) => void
  /** They are to be told now, each for the first time: the engine may know better by now. */
  readonly reconsider: (episodeIds: readonly string[]) => void
}

/**
 * Alerts that come too thick to be read one by one are told in one notice, which grows, and goes when nothing it tells of needs anybody.
 * A lost feed is the cause of much else and never one among many: feeds have a notice of their own.
 */
export interface NoticeGroups extends Disposable {
  /** Lines as they are to be written: what is gathered names its notice, and is told later; the rest is to be told now. */
  place(due: readonly DueNotice[]): { readonly now: readonly DueNotice[]; readonly later: readonly DueNotice[] }
  /** It is over, or somebody knows of it. */
  left(episodeId: string): void
  /** What an earlier run told together, and still burns. */
  restore(deliveries: (episodeId: string) => readonly Delivery[]): void
  /** What was gathered is told now. */
  flush(): void
  /** Notices on the screen are taken away; the alerts themselves stay. */
  withdraw(): void
}

interface Lane {
  readonly storm: Storm<DueNotice>
  readonly members: Set<string>
  id: string | undefined
  /** Notices of earlier runs beside it, and what each tells of that still needs somebody: they don't grow, they go. */
  readonly former: Map<string, Set<string>>
  timer: Disposable | undefined
}

const isFirst = ({ intent }: DueNotice): boolean => intent.reason === 'fired' || intent.reason === 'unstable'

const isLeftAlone = ({ acknowledgedAtMs, snoozedUntilMs }: Episode): boolean =>
  acknowledgedAtMs !== null || snoozedUntilMs !== null

export function createNoticeGroups(deps: NoticeGroupsDeps): NoticeGroups {
  const { clock, engine } = deps
  const nowMs = (): number => clock.now().monoMs
  const isCritical = ({ episode, intent }: DueNotice): boolean =>
    episode.severity === 'critical' && intent.reason !== 'ended'
  const lane = (): Lane => ({
    storm: createStorm(deps.limits, isCritical),
    members: new Set(),
    id: undefined,
    former: new Map(),
    timer: undefined
  })
  const feeds = lane()
  const alerts = lane()
  const lanes = [feeds, alerts]
  const laneOf = ({ kind }: Pick<Episode, 'kind'>): Lane => (kind === 'feed' ? feeds : alerts)

  function arm(one: Lane): void {
    one.timer?.dispose()
    const dueMs = one.storm.dueMs()
    one.timer = dueMs === undefined ? undefined : clock.after(Math.max(0, dueMs - nowMs()), () => release(one))
  }

  /** Of one alert all or nothing is held: what is told at last says the last word. */
  function notHeld(gathered: readonly DueNotice[], open: ReadonlyMap<string, Episode>) {
    const now: DueNotice[] = []
    const kept: Delivery[] = []
    for (const one of gathered) {
      const present = open.get(one.intent.episodeId)
      const isToTell = present !== undefined && !isLeftAlone(present) && one.intent.reason !== 'ended'
      const instead = isToTell ? deps.held.keeps(present, one.intent.reason) : undefined
      if (instead) kept.push({ ...alone(one.intent), ...instead })
      else now.push(one)
    }
    return { now, kept }
  }

  /** What of it still needs telling, the last word of each alert; and what does not. */
  function sorted(gathered: readonly DueNotice[], open: ReadonlyMap<string, Episode>) {
    const { now, kept } = notHeld(gathered, open)
    const due = new Map<string, DueNotice>()
    const over: DueNotice[] = []
    const done: Delivery[] = [...kept]
    const untold = new Set<string>()
    for (const one of now) {
      const { episodeId, reason } = one.intent
      const episode = open.get(episodeId)
      const earlier = due.get(episodeId)
      if (reason === 'ended') {
        const instead = deps.held.keeps(one.episode, reason)
        if (untold.has(episodeId)) done.push(suppressed(one.intent, 'neverTold'))
        else if (instead) done.push({ ...alone(one.intent), ...instead })
        else over.push(one)
      } else if (!episode) {
        if (one.intent.reason === 'fired') untold.add(episodeId)
        done.push(suppressed(one.intent, 'overBefore'))
      } else if (isLeftAlone(episode)) {
        done.push(suppressed(one.intent, episode.acknowledgedAtMs === null ? 'snoozed' : 'acknowledged'))
      } else if (isFirst(one) && episode.owes !== undefined) {
        done.push(suppressed(alone(one.intent), 'explained'))
      } else {
        if (earlier) done.push(suppressed(earlier.intent, 'toldOnce'))
        due.set(episodeId, { episode, intent: one.intent })
      }
    }
    return { due: [...due.values()], over, done }
  }

  function release(one: Lane): void {
    const gathered = one.storm.release(nowMs())
    if (gathered.length > 0) deps.reconsider(gathered.filter(isFirst).map(({ intent }) => intent.episodeId))
    arm(one)
    if (gathered.length === 0) return
    const open = engine.open()
    const { due, over, done } = sorted(gathered, new Map(open.map((episode) => [episode.id, episode])))
    for (const { episode } of due) one.members.add(episode.id)
    // An end that is not told takes away what it would have replaced.
    for (const { episodeId, reason } of done) if (reason === 'ended') deps.withdraw(episodeId)
    const present = open.filter((episode) => one.members.has(episode.id) && !isLeftAlone(episode))
    one.members.clear()
    for (const { id } of present) one.members.add(id)
    const told = [...due, ...over]
    const [first] = told
    const count = present.length + over.length
    if (!first) deps.release(undefined, done)
    else if (count === 1) {
      one.members.clear()
      deps.release({ episode: first.episode, intent: alone(first.intent) }, done)
    } else {
      const id = (one.id ??= `${GROUP}${deps.random.uuid()}`)
      const lines = told.map(({ episode, intent }) => ({
        episode,
        intent: { ...intent, noticeId: id, together: count }
      }))
      deps.release({ id, open: present, over: over.length, due: lines }, done)
      // It says that all is over, and stays to be read.
      if (present.length === 0) one.id = undefined
    }
    for (const { episode } of told) leaveFormer(one, episode.id)
    finish(one)
  }

  /** A former notice tells of it no more: it is over, somebody knows of it, or another notice tells of it now. */
  function leaveFormer(one: Lane, episodeId: string): void {
    for (const [id, members] of one.former) {
      if (!members.delete(episodeId) || members.size > 0) continue
      one.former.delete(id)
      deps.withdraw(id)
    }
  }

  function follow(one: Lane, noticeId: string, episodeId: string): void {
    one.former.set(noticeId, new Set([...(one.former.get(noticeId) ?? []), episodeId]))
  }

  /** Nothing it told of needs anybody. */
  function finish(one: Lane): void {
    if (one.members.size > 0 || one.storm.dueMs() !== undefined || one.id === undefined) return
    deps.withdraw(one.id)
    one.id = undefined
  }

  function place(due: readonly DueNotice[]): ReturnType<NoticeGroups['place']> {
    const now: DueNotice[] = []
    const later: DueNotice[] = []
    for (const one of lanes) {
      const mine = due.filter(({ episode }) => laneOf(episode) === one)
      if (mine.length === 0) continue
      // Told together before, as far as anybody knows: again so, under the same id.
      const again = mine.find(({ intent }) => intent.noticeId !== undefined)
      if (again) one.id ??= again.intent.noticeId
      for (const { episode, intent } of mine) {
        // It may be on the screen, and is told under the present one's id: it goes as soon as that is.
        if (intent.noticeId !== undefined && intent.noticeId !== one.id) follow(one, intent.noticeId, episode.id)
      }
      const fresh = mine.filter(({ intent }) => intent.noticeId === undefined)
      const atOnce = one.storm.take(fresh, nowMs())
      now.push(...atOnce)
      const gathered = mine.filter((item) => !atOnce.includes(item))
      const noticeId = gathered.length === 0 ? undefined : (one.id ??= `${GROUP}${deps.random.uuid()}`)
      one.storm.gather(
        mine.filter(({ intent }) => intent.noticeId !== undefined),
        nowMs()
      )
      if (noticeId !== undefined)
        later.push(...gathered.map(({ episode, intent }) => ({ episode, intent: { ...intent, noticeId } })))
      arm(one)
    }
    return { now, later }
  }

  return {
    place,
    left(episodeId) {
      for (const one of lanes) {
        leaveFormer(one, episodeId)
        if (one.members.delete(episodeId)) finish(one)
      }
    },
    restore(deliveries) {
      const told = engine.open().flatMap((episode) => {
        const last = isLeftAlone(episode) ? undefined : notices(deliveries(episode.id)).at(-1)
        if (last?.state !== 'delivered' || last.noticeId === undefined) return []
        return [{ one: laneOf(episode), episodeId: episode.id, noticeId: last.noticeId, atMs: last.atMs }]
      })
      // The newest goes on growing.
      for (const { one, episodeId, noticeId } of told.sort((a, b) => b.atMs - a.atMs)) {
        one.id ??= noticeId
        if (one.id === noticeId) one.members.add(episodeId)
        else follow(one, noticeId, episodeId)
      }
    },
    flush() {
      for (const one of lanes) release(one)
    },
    withdraw() {
      if (alerts.id !== undefined) deps.withdraw(alerts.id)
      for (const id of alerts.former.keys()) deps.withdraw(id)
    },
    ...disposable(() => {
      for (const { timer } of lanes) timer?.dispose()
    })
  }
}
