import { describe, expect, it } from 'vitest'
import type { HeadlineView } from '../../../../src/contract/views.ts'
import { UNTIL_END_MS } from '../../../../src/core/alerts/until-end.ts'
import type { Phase } from '../../../../src/core/connections/status.ts'
import { DEFAULT_TRAY, type HeadlineMeasure } from '../../../../src/core/settings/choices.ts'
import { createEpisodeText } from '../../../../src/main/app/episode-text.ts'
import { createSpeech } from '../../../../src/main/app/speech.ts'
import type { TrayEntry } from '../../../../src/main/app/tray-model.ts'
import { createTrayPresenter, type TrayInput } from '../../../../src/main/app/tray-presenter.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'

const t = createSpeech({ systemLocale: 'en' }).t
const present = createTrayPresenter({ t, locale: () => 'en', zone: 'UTC', text: createEpisodeText(t, () => 'en') })
const NOW = Date.UTC(2026, 10, 23, 9, 0, 0)

const calm: HeadlineView = {
  look: 'ok',
  contactsWaiting: 27,
  agentsReady: 6,
  contactsActive: 40,
  answered: 100,
  abandoned: 3,
  heardAtMs: NOW - 1000,
  openAlerts: 0,
  nothingOnFloor: false,
  nobodyOnFloor: false,
  snoozedUntilMs: null
}

function input(part: Partial<TrayInput> = {}, headline: Partial<HeadlineView> = {}): TrayInput {
  return {
    headline: { ...calm, ...headline },
    open: [],
    pinned: [],
    connections: [],
    lastKnown: undefined,
    notLiveSinceMs: null,
    hasFeeds: true,
    demo: false,
    choice: DEFAULT_TRAY,
    quiet: { quiet: false, changesAtMs: null, by: 'hours' },
    nowMs: NOW,
    ...part
  }
}

function labels(entries: readonly TrayEntry[]): string[] {
  return entries.flatMap((entry) => (entry.kind === 'separator' ? [] : [entry.label]))
}

describe('the tray', () => {
  it('says worst state, headline measure and freshness in its tooltip', () => {
    expect(present(input()).tooltip).toBe('Floorwatch · All calm · 27 contacts waiting · live')
    expect(present(input({}, { contactsWaiting: 1 })).tooltip).toContain('1 contact waiting')
  })

  it('says that nobody of my floor is signed in, in place of calm and beside trouble', () => {
    const nobody = { nobodyOnFloor: true, agentsReady: 0, contactsWaiting: 2 }
    expect(present(input({}, nobody)).tooltip).toBe(
      'Floorwatch · Nobody of my floor is signed in · 2 contacts waiting · live'
    )
    expect(present(input({}, { ...nobody, look: 'warning' })).tooltip).toContain(
      'Warning · 2 contacts waiting · Nobody of my floor is signed in'
    )
  })

  it('labels the demo centre', () => {
    expect(present(input({ demo: true })).tooltip).toContain('Demo centre')
  })

  it('never speaks of old numbers as fresh', () => {
    const dead = { look: 'stale' as const, contactsWaiting: null, heardAtMs: null }
    const model = present(input({ notLiveSinceMs: NOW - 42_000 }, dead))
    expect(model.tooltip).toContain('no data for 0:40')
    expect(model.tooltip).not.toMatch(/· live/)
    const lastKnown = { contactsWaiting: 12, agentsReady: 3, atMs: NOW - 3_600_000 }
    expect(present(input({ notLiveSinceMs: NOW, lastKnown }, dead)).tooltip).toContain(
      'last known: 12 contacts waiting at 08:00'
    )
  })

  it('names the day of a time that is not of today', () => {
    const dead = { look: 'stale' as const, contactsWaiting: null, heardAtMs: null }
    const lastKnown = { contactsWaiting: 12, agentsReady: 3, atMs: Date.UTC(2026, 10, 20, 16, 58) }
    expect(present(input({ notLiveSinceMs: NOW, lastKnown }, dead)).tooltip).toContain('Fri, Nov 20, 16:58')
    const tomorrow = Date.UTC(2026, 10, 24, 7, 0)
    const snoozed = present(input({}, { look: 'paused', snoozedUntilMs: tomorrow }))
    expect(snoozed.tooltip).toContain('snoozed until Tue, Nov 24, 07:00')
    const quiet = present(input({ quiet: { quiet: true, changesAtMs: tomorrow, by: 'hours' } }))
    expect(quiet.tooltip).toContain('Quiet hours until Tue, Nov 24, 07:00')
    expect(labels(quiet.menu)).toContain('Quiet hours until Tue, Nov 24, 07:00')
  })

  it('tells a quiet live feed from a dead one', () => {
    expect(present(input({}, { heardAtMs: NOW - 12_000 })).tooltip).toContain('live, quiet for 0:10')
  })

  it('names the connection that does not work, and has no age where there is no feed', () => {
    const status = (phase: Phase) => ({ phase, sinceMs: 0, generation: 1, attempt: 0 })
    const connections = [
      { id: 'a', name: 'Floor', status: status('live') },
      { id: 'b', name: 'Search', status: status('connecting') },
      { id: 'c', name: 'Chat', status: status('failed') }
    ]
    expect(present(input({ connections }, { look: 'stale' })).tooltip).toBe(
      'Floorwatch · Data is not live · Chat: stopped, needs you · 27 contacts waiting · live'
    )
    const alone = { connections: [{ id: 'c', name: 'Chat', status: status('live') }], hasFeeds: false }
    expect(present(input(alone, { contactsWaiting: null, heardAtMs: null })).tooltip).toBe('Floorwatch · All calm')
  })

  it('draws a number only for trouble', () => {
    expect(present(input()).count).toBe('')
    expect(present(input({}, { look: 'critical' })).count).toBe('27')
    expect(present(input({}, { look: 'stale' })).count).toBe('')
  })

  it('speaks of the measure that was chosen, in icon, tooltip and what was last known', () => {
    const said = (measure: HeadlineMeasure, part: Partial<HeadlineView> = {}) => {
      const choice = { ...DEFAULT_TRAY, measure }
      const { count, tooltip } = present(input({ choice }, { look: 'critical', openAlerts: 3, ...part }))
      return [count, tooltip.split(' · ')[2]]
    }
    expect(said('contactsWaiting')).toEqual(['27', '27 contacts waiting'])
    expect(said('agentsReady')).toEqual(['6', '6 agents ready'])
    expect(said('openAlerts')).toEqual(['3', '3 open alerts'])
    expect(said('none')).toEqual(['', 'live'])
    // Nobody is ready: a number to be seen. Nobody waits: none.
    expect(said('agentsReady', { agentsReady: 0 })).toEqual(['0', '0 agents ready'])
    expect(said('contactsWaiting', { contactsWaiting: 0 })).toEqual(['', '0 contacts waiting'])
    expect(said('agentsReady', { agentsReady: null })).toEqual(['', 'live'])
    const dead = { look: 'stale' as const, contactsWaiting: null, agentsReady: null, heardAtMs: null }
    const lastKnown = { contactsWaiting: 12, agentsReady: 3, atMs: NOW }
    const since = { notLiveSinceMs: NOW, lastKnown }
    const last = (measure: HeadlineMeasure) =>
      present(input({ ...since, choice: { ...DEFAULT_TRAY, measure } }, dead)).tooltip
    expect(last('agentsReady')).toContain('last known: 3 agents ready')
    expect(last('openAlerts')).not.toContain('last known')
  })

  it.each([
    ['full', 27, '27', '27 contacts waiting'],
    ['full', 480, '480', '480 contacts waiting'],
    ['full', 1240, '1k', '1,240 contacts waiting'],
    ['full', 250_000, '99k', '250,000 contacts waiting'],
    ['short', 999, '999', '999 contacts waiting'],
    ['short', 1240, '1k', '1.2K contacts waiting'],
    ['capped', 99, '99', '99 contacts waiting'],
    ['capped', 100, '99+', '99+ contacts waiting']
  ] as const)('writes numbers %s: %d', (numbers, contactsWaiting, count, text) => {
    const model = present(
      input({ choice: { measure: 'contactsWaiting', numbers } }, { look: 'warning', contactsWaiting })
    )
    expect([model.count, model.tooltip.split(' · ')[2]]).toEqual([count, text])
  })

  it('names the five worst alerts with their answers', () => {
    const open = Array.from({ length: 7 }, (_, i) => anEpisode({ keyName: `Queue ${String(i)}` }))
    const { menu } = present(input({ open }))
    const alerts = menu.filter((entry) => entry.kind === 'submenu' && entry.label.startsWith('Queue'))
    expect(alerts).toHaveLength(5)
    expect(labels(menu)).toContain('7 open alerts')
    expect(alerts[0]).toMatchObject({
      entries: [
        { label: 'Show' },
        { label: 'Acknowledge', action: { episodeId: open[0]?.id } },
        { label: 'Acknowledge for 30 min', action: { episodeId: open[0]?.id, minutes: 30 } },
        { label: 'Snooze 15 min', enabled: true },
        { label: 'Snooze until it ends', enabled: true, action: { episodeId: open[0]?.id, minutes: 'untilEnd' } }
      ]
    })
    const quiet = present(input({ open: [anEpisode({ keyName: 'Quiet', snoozedUntilMs: UNTIL_END_MS })] })).menu
    expect(quiet.find((entry) => entry.kind === 'submenu' && entry.label.startsWith('Quiet'))).toMatchObject({
      entries: [{}, {}, {}, { enabled: true }, { label: 'Snooze until it ends', enabled: false }]
    })
  })

  it('counts those that somebody has taken on for themselves, as windows do', () => {
    const taken = anEpisode({ acknowledgedAtMs: 5 })
    expect(labels(present(input({ open: [anEpisode(), taken] })).menu)).toContain('1 open alert · 1 acknowledged')
    expect(labels(present(input({ open: [taken] })).menu)).toContain('No open alerts · 1 acknowledged')
  })

  it('does not offer to acknowledge twice', () => {
    const { menu } = present(input({ open: [anEpisode({ acknowledgedAtMs: 5, keyName: 'Sales' })] }))
    const entry = menu.find((one) => one.kind === 'submenu' && one.label.startsWith('Sales'))
    expect(entry).toMatchObject({ label: expect.stringContaining('acknowledged') as string })
    expect(entry).toMatchObject({ entries: [{}, { label: 'Acknowledge', enabled: false }, { enabled: false }, {}, {}] })
  })

  it('leads to the panel, which some desktops open by no click', () => {
    const entry = present(input()).menu.find((one) => one.kind === 'item' && one.label === 'Show panel')
    expect(entry).toMatchObject({ enabled: true, action: { kind: 'panel' } })
  })

  it('shows pinned queues, without a number where there is no live one', () => {
    const pinned = [
      { name: 'Sales', waiting: 4 },
      { name: 'Turku', waiting: null }
    ]
    expect(labels(present(input({ pinned })).menu)).toEqual(
      expect.arrayContaining(['Sales: 4 waiting', 'Turku: no data'])
    )
  })

  // Windows shows 127 characters of a tooltip, and no sign that there was more.
  it.each(['en', 'fi'] as const)(
    'keeps the trouble and the number in what Windows shows of the tooltip: %s',
    (locale) => {
      const speech = createSpeech({ systemLocale: locale })
      const say = createTrayPresenter({
        t: speech.t,
        locale: () => locale,
        zone: 'UTC',
        text: createEpisodeText(t, () => locale)
      })
      const later = NOW + 5 * 86_400_000
      const phases: readonly Phase[] = ['failed', 'offline', 'stale', 'backoff', 'connecting', 'syncing', 'idle']
      const looks = ['warning', 'critical', 'stale', 'offline', 'paused'] as const
      for (const phase of phases) {
        for (const look of looks) {
          for (const measure of ['contactsWaiting', 'agentsReady', 'openAlerts'] as const) {
            const { tooltip } = say(
              input(
                {
                  connections: [
                    { id: 'a', name: 'Ä'.repeat(100), status: { phase, sinceMs: 0, generation: 1, attempt: 0 } }
                  ],
                  demo: true,
                  choice: { measure, numbers: 'full' },
                  notLiveSinceMs: NOW - 9 * 3_600_000,
                  lastKnown: { contactsWaiting: 123_456, agentsReady: 123_456, atMs: NOW - 5 * 86_400_000 },
                  quiet: { quiet: true, changesAtMs: later, by: 'hours' }
                },
                { look, contactsWaiting: 98_765, agentsReady: 98_765, openAlerts: 98_765, snoozedUntilMs: later }
              )
            )
            expect(tooltip.length).toBeLessThanOrEqual(127)
            const parts = tooltip.split(' · ')
            expect(parts).toContain(speech.t(`tray.look.${look}`))
            expect(parts.some((part) => part.endsWith(`…: ${speech.t(`phase.${phase}`)}`))).toBe(true)
            const named = { contactsWaiting: 'waiting', agentsReady: 'ready', openAlerts: 'openAlerts' } as const
            const number = new Intl.NumberFormat(locale).format(98_765)
            expect(parts).toContain(speech.t(`tray.${named[measure]}`, { count: 98_765, number }))
          }
        }
      }
    }
  )

  it('leaves out of a long tooltip what matters least, as a whole', () => {
    const later = NOW + 5 * 86_400_000
    const connections = [
      {
        id: 'a',
        name: 'Customer service, Helsinki and Turku',
        status: { phase: 'backoff', sinceMs: 0, generation: 1, attempt: 0 }
      }
    ] as const
    const quiet = { quiet: true, changesAtMs: later, by: 'hours' } as const
    expect(present(input({ connections, quiet }, { look: 'critical', heardAtMs: NOW - 12_000 })).tooltip).toBe(
      'Floorwatch · Critical · Customer service, Helsi…: waiting to try again · 27 contacts waiting · live, quiet for 0:10'
    )
  })

  it('cuts no sign of a name in two', () => {
    const status = { phase: 'failed', sinceMs: 0, generation: 1, attempt: 0 } as const
    for (const before of ['', 'x'])
      expect(present(input({ connections: [{ id: 'a', name: before + '🏢'.repeat(50), status }] })).tooltip).toMatch(
        /^[^\ud800-\udfff]*$/u
      )
  })

  it('gives equal models for equal input, within an age step too', () => {
    expect(present(input({ nowMs: NOW + 500 }))).toEqual(present(input()))
  })
})
