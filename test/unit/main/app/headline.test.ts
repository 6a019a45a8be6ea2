import { describe, expect, it } from 'vitest'
import type { Episode } from '../../../../src/core/alerts/episode.ts'
import type { Phase } from '../../../../src/core/connections/status.ts'
import { headlineOf } from '../../../../src/main/app/headline.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'

const numbers = { contactsWaiting: 3, agentsReady: 4, contactsActive: 5, answered: 6, abandoned: 0 }

const CALM = {
  numbers,
  feeds: [],
  connections: [],
  open: [],
  snoozedUntilMs: null,
  nothingOnFloor: false,
  nobodyOnFloor: false,
  nowMs: 1000
}

function feed(phase: Phase, heardAtMs: number | null = 900) {
  return {
    heardAtMs,
    isLive: phase === 'live',
    status: { phase, sinceMs: 0, generation: 1, attempt: 0 }
  }
}

function look(phases: readonly Phase[], open: readonly Episode[] = [], snoozedUntilMs: number | null = null) {
  const feeds = phases.map((phase) => feed(phase))
  return headlineOf({ ...CALM, feeds, open, snoozedUntilMs }).look
}

/** The look of a user without any realtime connection. */
function lookWithoutFeeds(...phases: readonly Phase[]) {
  return headlineOf({ ...CALM, connections: phases.map((phase) => feed(phase).status) }).look
}

const critical = anEpisode({ severity: 'critical', state: 'firing' })
const warning = anEpisode({ severity: 'warning', state: 'firing' })
const lostFeed = anEpisode({ kind: 'feed', severity: 'critical', state: 'firing' })

describe('the headline look', () => {
  it('is ok only when every feed is live and nothing burns', () => {
    expect(look(['live', 'live'])).toBe('ok')
    expect(look(['live', 'live'], [anEpisode({ severity: 'critical', state: 'pending' })])).toBe('ok')
  })

  it('is never ok before the first feed is live', () => {
    expect(look([])).toBe('stale')
    expect(look(['connecting'])).toBe('stale')
    expect(look(['syncing', 'idle'])).toBe('stale')
  })

  it('shows a dead feed as stale, also when its own alert is critical', () => {
    expect(look(['live', 'backoff'], [lostFeed])).toBe('stale')
    expect(look(['backoff', 'connecting'], [lostFeed])).toBe('stale')
  })

  it('puts trouble on live data before a dead feed, a dead feed before a warning', () => {
    expect(look(['live', 'stale'], [critical])).toBe('critical')
    expect(look(['live', 'stale'], [warning])).toBe('stale')
    expect(look(['live', 'live'], [warning, critical])).toBe('critical')
  })

  it('is offline when every feed is offline or failed', () => {
    expect(look(['offline', 'failed'])).toBe('offline')
    expect(look(['offline', 'backoff'])).toBe('stale')
  })

  it('is stale while a feed that says live was not heard for too long', () => {
    const silent = { ...feed('live'), isLive: false }
    expect(headlineOf({ ...CALM, feeds: [silent] }).look).toBe('stale')
    expect(headlineOf({ ...CALM, feeds: [feed('live'), silent] }).look).toBe('stale')
  })

  it('is never ok while a connection without feeds does not work', () => {
    const feeds = [feed('live')]
    const withStatus = (phase: Phase, open: readonly Episode[] = []) =>
      headlineOf({ ...CALM, feeds, open, connections: [feed('live').status, feed(phase).status] }).look
    expect(withStatus('live')).toBe('ok')
    for (const phase of ['failed', 'backoff', 'offline', 'connecting'] as const) expect(withStatus(phase)).toBe('stale')
    expect(withStatus('failed', [critical])).toBe('critical')
  })

  it('is never ok where nothing of the chosen floor is listed, and says no numbers then', () => {
    const nothing = { ...CALM, feeds: [feed('live')], nothingOnFloor: true }
    expect(headlineOf(nothing)).toMatchObject({ look: 'stale', contactsWaiting: null, agentsReady: null })
    expect(headlineOf({ ...nothing, open: [critical] }).look).toBe('critical')
  })

  it('is that of a live floor where nobody of it is signed in, and says so only while all feeds are live', () => {
    const nobody = { ...CALM, feeds: [feed('live'), feed('live')], nobodyOnFloor: true }
    expect(headlineOf(nobody)).toMatchObject({ look: 'ok', nobodyOnFloor: true, contactsWaiting: 3 })
    expect(headlineOf({ ...nobody, open: [warning] })).toMatchObject({ look: 'warning', nobodyOnFloor: true })
    const half = { ...nobody, feeds: [feed('live'), feed('backoff')] }
    expect(headlineOf(half)).toMatchObject({ look: 'stale', nobodyOnFloor: false })
  })

  it('comes from the connections where none has a feed', () => {
    expect(lookWithoutFeeds('live', 'live')).toBe('ok')
    expect(lookWithoutFeeds('live', 'failed')).toBe('stale')
    expect(lookWithoutFeeds('connecting')).toBe('stale')
    expect(lookWithoutFeeds('failed')).toBe('offline')
  })

  it('is paused while everything is snoozed, but never hides that nothing is live', () => {
    expect(look(['live'], [critical], 2000)).toBe('paused')
    expect(look(['live'], [critical], 500)).toBe('critical')
    expect(look(['backoff'], [], 2000)).toBe('stale')
  })
})

describe('the headline', () => {
  it('takes its age from the feed heard longest ago, live ones only', () => {
    const feeds = [feed('live', 800), feed('live', 700), feed('stale', 10)]
    expect(headlineOf({ ...CALM, feeds }).heardAtMs).toBe(700)
    expect(headlineOf(CALM).heardAtMs).toBeNull()
  })

  it('counts open alerts that nobody acknowledged', () => {
    const open = [critical, anEpisode({ state: 'firing', acknowledgedAtMs: 5 }), anEpisode({ state: 'pending' })]
    expect(headlineOf({ ...CALM, open }).openAlerts).toBe(1)
  })
})
