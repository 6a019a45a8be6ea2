import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../../../src/adapters/storage/journal.ts'
import type { AlertEngine, Effect, EngineEvent } from '../../../../src/core/alerts/engine-types.ts'
import type { Journal } from '../../../../src/core/ports/journal.ts'
import type { DeliveryOutcome, Notice, NoticeAnswer } from '../../../../src/core/ports/notifier.ts'
import { DEFAULT_QUIET_HOURS } from '../../../../src/core/quiet/quiet-hours.ts'
import { fail } from '../../../../src/core/result.ts'
import { DEFAULT_NOTICES } from '../../../../src/core/settings/choices.ts'
import { createAlertDesk } from '../../../../src/main/app/alert-desk.ts'
import { createEpisodeText } from '../../../../src/main/app/episode-text.ts'
import { createProblemDesk } from '../../../../src/main/app/problem-desk.ts'
import { createSpeech } from '../../../../src/main/app/speech.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

/** An engine whose effects the test says beforehand: what the desk does with them is the matter here. */
function scriptedEngine() {
  const script: Effect[][] = []
  const events: EngineEvent[] = []
  let open = [anEpisode()]
  let deadlineMs: number | undefined
  const engine: AlertEngine = {
    apply(event) {
      events.push(event)
      return event.type === 'told' ? [] : (script.shift() ?? [])
    },
    nextDeadlineMs: () => deadlineMs,
    open: () => open,
    connectionIds: () => new Set(),
    owes: () => false,
    explain: () => ({ reason: 'notBreached', value: null, threshold: null, episodeId: null }),
    flushWhy: () => undefined,
    trace: () => undefined,
    takeTraces: () => [],
    unfinished: ({ wallMs }) => ({ atMs: wallMs, breaches: [], levels: {} }),
    snoozedAllUntilMs: () => null
  }
  return {
    engine,
    script,
    events,
    setOpen: (episodes: typeof open) => (open = episodes),
    setDeadline: (ms: number | undefined) => (deadlineMs = ms)
  }
}

describe('the alert desk', () => {
  let folder: string
  let journal: Journal
  const clock = createVirtualClock()
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'floorwatch-desk-'))
    const opened = openJournal({ file: join(folder, 'journal.db'), clock, logger: silentLogger })
    if (!opened.ok) throw new Error(opened.failure.detail)
    journal = opened.value.journal
  })
  afterEach(() => {
    journal.close()
    rmSync(folder, { recursive: true })
  })

  function setUp(outcome: DeliveryOutcome = { kind: 'delivered', via: 'test' }, over: Partial<Journal> = {}) {
    const scripted = scriptedEngine()
    const shown: Notice[] = []
    const withdrawn: string[] = []
    const opened: string[] = []
    const atShow: (string | undefined)[] = []
    let answer: (answer: NoticeAnswer) => void = () => undefined
    let count = 0
    const problems = createProblemDesk({ wallMs: () => 0, changed: () => undefined })
    const screen = { locked: false }
    const t = createSpeech({ systemLocale: 'en' }).t
    const quiet = { hours: DEFAULT_QUIET_HOURS }
    const desk = createAlertDesk({
      clock,
      random: { next: () => 0, uuid: () => `d${String((count += 1))}` },
      logger: silentLogger,
      engine: scripted.engine,
      journal: { ...journal, ...over },
      problems,
      t,
      text: createEpisodeText(t, () => 'en'),
      zone: 'UTC',
      quietHours: () => quiet.hours,
      notices: () => DEFAULT_NOTICES,
      doNotDisturb: () => false,
      isConfirmed: () => true,
      opened: (id) => opened.push(id),
      look: () => undefined,
      discreet: () => screen.locked,
      changed: () => undefined,
      line: () => undefined,
      notifier: {
        show(notice) {
          shown.push(notice)
          atShow.push(journal.deliveries(notice.id)[0]?.state)
          return Promise.resolve(outcome)
        },
        withdraw: (id) => withdrawn.push(id),
        onAnswer(run) {
          answer = run
          return { dispose: () => undefined }
        }
      }
    })
    return {
      ...scripted,
      screen,
      quiet,
      desk,
      shown,
      withdrawn,
      opened,
      problems,
      atShow,
      answer: (a: NoticeAnswer) => {
        answer(a)
      }
    }
  }

  const settle = async (): Promise<void> => {
    for (let i = 0; i < 5; i += 1) await Promise.resolve()
  }

  it('writes episode and intent before the notifier is called, the outcome after', async () => {
    const { desk, script, shown, atShow, events } = setUp()
    const episode = anEpisode()
    script.push([
      { type: 'episode', transition: 'fired', episode },
      { type: 'announce', reason: 'fired', episode }
    ])
    desk.dispatch({ type: 'tick' })
    expect(atShow).toEqual(['intent'])
    expect(journal.openEpisodes().map((one) => one.id)).toEqual([episode.id])
    await settle()
    expect(journal.deliveries(episode.id)).toMatchObject([
      { state: 'delivered', detail: 'test', possibleRepeat: false }
    ])
    expect(events.at(-1)).toMatchObject({ type: 'told', episodeId: episode.id })
    expect(shown[0]?.actions.map((action) => action.id)).toEqual(['acknowledge', 'snooze', 'open'])
  })

  it('says nothing but kind and severity while others may read the screen, and names nobody', async () => {
    const { desk, script, shown, screen } = setUp()
    screen.locked = true
    const kinds = ['realtime', 'feed', 'target'] as const
    for (const kind of kinds) {
      const episode = anEpisode({ kind, keyName: 'Jana Sato', ruleName: 'After Jana', reason: 'reached' })
      script.push([
        { type: 'episode', transition: 'fired', episode },
        { type: 'announce', reason: 'fired', episode }
      ])
      desk.dispatch({ type: 'tick' })
      await settle()
    }
    expect(shown.map(({ title, body }) => `${title}: ${body}`)).toEqual([
      'An alert needs you: Queue or agent alert, critical. Unlock to see more.',
      'An alert needs you: Connection alert, critical. Unlock to see more.',
      'An alert needs you: Target alert, critical. Unlock to see more.'
    ])
  })

  it('takes what is on the screen about rows away, and nothing else', () => {
    const { desk, setOpen, withdrawn } = setUp()
    const open = [anEpisode(), anEpisode({ kind: 'feed' }), anEpisode({ kind: 'target' })]
    setOpen(open)
    desk.withdrawNotices()
    expect(withdrawn).toEqual([open[0]?.id])
  })

  it('records a failed delivery with its reason and says so', async () => {
    const { desk, script, problems, events } = setUp({ kind: 'failed', via: 'dbus', reason: 'no daemon' })
    const episode = anEpisode()
    script.push([
      { type: 'episode', transition: 'fired', episode },
      { type: 'announce', reason: 'fired', episode }
    ])
    desk.dispatch({ type: 'tick' })
    await settle()
    expect(journal.deliveries(episode.id)).toMatchObject([{ state: 'failed', detail: 'dbus: no daemon' }])
    expect(problems.list().map((one) => one.code)).toEqual(['noNotifications'])
    expect(events.some((event) => event.type === 'told')).toBe(false)
  })

  it.each([
    ['noServer', 'noNotificationServer'],
    ['silent', 'notificationServerSilent']
  ] as const)('says of %s what it is, with the words of the desktop apart', async (cause, code) => {
    const { desk, script, problems } = setUp({ kind: 'failed', via: 'node', reason: 'dbus: a; node: b', cause })
    const episode = anEpisode()
    script.push([
      { type: 'episode', transition: 'fired', episode },
      { type: 'announce', reason: 'fired', episode }
    ])
    desk.dispatch({ type: 'tick' })
    await settle()
    expect(problems.list()).toMatchObject([{ id: 'notifications', code, params: { raw: 'node: dbus: a; node: b' } }])
  })

  it('tells the user also when the journal can not be written, and says that', async () => {
    const commit = () => fail({ code: 'storage' as const, step: 'journal' as const, detail: 'disk full' })
    const { desk, script, shown, problems } = setUp(undefined, { commit })
    const episode = anEpisode()
    script.push([{ type: 'announce', reason: 'fired', episode }])
    desk.dispatch({ type: 'tick' })
    await settle()
    expect(shown).toHaveLength(1)
    expect(problems.list()).toMatchObject([{ code: 'journalUnwritable', params: { detail: 'disk full' } }])
  })

  it('after a crash tells an undecided announcement again, marked as a possible repeat', async () => {
    const { desk, shown, setOpen } = setUp()
    const burning = anEpisode()
    const over = anEpisode()
    setOpen([burning])
    for (const episode of [burning, over]) {
      const line = {
        id: `i-${episode.id}`,
        episodeId: episode.id,
        reason: 'fired' as const,
        channel: 'native' as const
      }
      journal.commit({
        episodes: [episode],
        deliveries: [{ ...line, state: 'intent', detail: '', atMs: 1, possibleRepeat: false }]
      })
    }
    desk.resume()
    await settle()
    expect(shown.map((notice) => notice.id)).toEqual([burning.id])
    expect(shown[0]?.body).toContain('before a restart')
    expect(journal.deliveries(burning.id)).toMatchObject([{ state: 'delivered', possibleRepeat: true }])
    expect(journal.deliveries(over.id)).toMatchObject([{ state: 'suppressed' }])
    expect(journal.undecidedDeliveries()).toEqual([])
  })

  it('turns answers on a notice into acknowledge, snooze and open', () => {
    const { events, answer, opened, desk } = setUp()
    answer({ noticeId: 'e1', action: 'acknowledge' })
    answer({ noticeId: 'e1', action: 'snooze' })
    answer({ noticeId: 'e1', action: 'open' })
    expect(events).toEqual([
      { type: 'acknowledge', episodeId: 'e1', note: null },
      { type: 'snooze', scope: { kind: 'episode', episodeId: 'e1' }, untilMs: clock.now().wallMs + 900_000 }
    ])
    expect(opened).toEqual(['e1'])
    desk.dispose()
  })

  it('takes a notice away when the engine says so', () => {
    const { desk, script, withdrawn } = setUp()
    script.push([{ type: 'withdraw', episodeId: 'e9' }])
    desk.dispatch({ type: 'tick' })
    expect(withdrawn).toEqual(['e9'])
  })

  it('ticks at the engine’s deadline, and not after dispose', () => {
    const { desk, events, setDeadline } = setUp()
    setDeadline(clock.now().monoMs + 500)
    desk.dispatch({ type: 'feedLive', feedId: 'f', live: true })
    clock.advance(499)
    expect(events).toHaveLength(1)
    setDeadline(clock.now().monoMs + 500)
    clock.advance(1)
    expect(events.at(-1)).toEqual({ type: 'tick' })
    desk.dispose()
    clock.advance(10_000)
    expect(events).toHaveLength(2)
  })
})
