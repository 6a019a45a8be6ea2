import { openWindow } from '../../../fakes/open-window.tsx'
import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { KnownExplanation } from '../../../../src/contract/explanation.ts'
import { courseOf } from '../../../../src/renderer/features/alerts/sample-course.ts'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { limitAlong } from '../../../../src/renderer/ui/sample-chart.tsx'
import { aFloor, anAlert, NOON_MS, rows } from '../../../fakes/a-floor.ts'
import { anExplanation } from '../../../fakes/an-explanation.ts'
import { drawn } from '../../../fakes/window-dom.ts'
import { settle } from '../../../fakes/settle.ts'

async function openDrawer(alert = anAlert(), over?: Partial<KnownExplanation> | 'none' | 'refused') {
  const shown = await openWindow(<MainWindow />, { state: aFloor({ alerts: [alert] }), rows })
  const { bridge } = shown
  if (over === 'refused') bridge.refuse('alert:explanation', { code: 'storage', step: 'journal', detail: 'damaged' })
  else {
    const value = over === 'none' ? ({ kind: 'none' } as const) : anExplanation(over)
    bridge.answer('alert:explanation', async () => ({ ok: true, value }))
  }
  await act(async () => {
    bridge.push('view:requested', { view: 'alerts', focusId: alert.episode.id })
    await settle()
  })
  return { ...shown, drawer: screen.getByRole('dialog', { name: 'Why this alert' }) }
}

describe('what an alert was made of', () => {
  it('is drawn with both thresholds, the pending time and the moment it fired, and said in words', async () => {
    const { drawer, bridge } = await openDrawer(anAlert({ critical: { threshold: 12, clear: 10 } }))
    expect(bridge.askedOf('alert:explanation')).toEqual([{ episodeId: 'e1' }])
    const chart = within(drawer).getByRole('img', { name: /Values from 11:56:50 to 11:59:57, between 9 and 14/ })
    for (const what of ['threshold 8', 'clears at 5', 'critical 12', 'no longer critical at 10', 'pending, 0:10']) {
      expect(chart.getAttribute('aria-label')).toContain(what)
      expect(within(drawer).getByText(what)).toBeTruthy()
    }
    expect(within(drawer).getByText('fired at 11:57:00')).toBeTruthy()
    expect(drawn).toContain('fillRect')
    const said = drawer.textContent
    expect(said).toMatch(/Fired by a value from 11:56:56, 4\ss old at that moment\./)
    expect(said).toContain('By version 1 of the rule, as it was then.')
    expect(said).toContain('gives the same result')
  })

  it('has the thresholds of every version that the rule had meanwhile', async () => {
    const before = { threshold: 8, clear: 5, critical: null, criticalClear: null }
    const { drawer } = await openDrawer(anAlert(), {
      limits: [
        { fromMs: NOON_MS - 190_000, ...before },
        { fromMs: NOON_MS - 95_000, ...before, threshold: 10, critical: 13 }
      ]
    })
    for (const what of ['threshold 8, 10 from 11:58:25 on', 'clears at 5', 'critical none, 13 from 11:58:25 on'])
      expect(within(drawer).getByText(what)).toBeTruthy()
  })

  it('has a table with what each value did', async () => {
    const { drawer, user } = await openDrawer()
    await user.click(within(drawer).getByText('The values as a table'))
    const lines = within(drawer).getAllByRole('row')
    expect(lines).toHaveLength(10)
    expect(lines[3]?.textContent).toBe('11:57:0010fired')
  })

  it('says where it came out otherwise', async () => {
    const [recorded, again] = [NOON_MS - 180_000, NOON_MS - 185_000].map((atMs) => ({ did: 'fired' as const, atMs }))
    const { drawer } = await openDrawer(anAlert(), {
      verdict: { kind: 'differs', recorded: recorded ?? null, again: again ?? null }
    })
    expect(drawer.textContent).toContain('On record: fired at 11:57:00. Now: fired at 11:56:55.')
  })

  it.each([
    ['none', 'The values of this alert are not kept'],
    ['refused', 'damaged']
  ] as const)('says so where there is %s', async (over, text) => {
    const { drawer } = await openDrawer(anAlert(), over)
    expect(drawer.textContent).toContain(text)
    expect(within(drawer).queryByRole('img', { name: /Values from/ })).toBeNull()
  })
})

describe('a line that moved', () => {
  const steps = [
    { fromMs: 0, value: 8 },
    { fromMs: 20, value: null },
    { fromMs: 30, value: 10 }
  ]
  const along = (...corners: readonly number[]) =>
    limitAlong(
      { steps },
      corners.map((atMs) => ({ atMs }))
    )

  it('stands where it was until the very corner at which it moves', () => {
    expect(along(0, 10, 10, 20, 20, 30, 30, 40)).toEqual([8, 8, 8, 8, null, null, 10, 10])
    expect(along(-5, 20, 35)).toEqual([8, null, 10])
  })
})

describe('the course of values', () => {
  it('holds each value until the next, lets running time run, and leaves a gap where nothing was known', () => {
    const samples = [
      { atMs: 0, value: 5, rises: 0 },
      { atMs: 10, value: 1000, rises: 1 },
      { atMs: 20, value: null, rises: 0 },
      { atMs: 30, value: 7, rises: 0, gap: true as const }
    ]
    expect(courseOf(samples, 40)).toEqual([
      { atMs: 0, value: 5 },
      { atMs: 10, value: 5 },
      { atMs: 10, value: 1000 },
      { atMs: 20, value: 1010 },
      { atMs: 20, value: null },
      { atMs: 30, value: null },
      { atMs: 30, value: 7 },
      { atMs: 40, value: 7 }
    ])
  })

  it('never goes back in time, also where the clock was set', () => {
    const samples = [100, 50, 60].map((atMs, value) => ({ atMs, value, rises: 0 }))
    const moments = courseOf(samples, 70).map(({ atMs }) => atMs)
    expect(moments).toEqual([...moments].sort((a, b) => a - b))
  })
})
