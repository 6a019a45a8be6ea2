import { openWindow } from '../../../fakes/open-window.tsx'
import { act, screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { Episode } from '../../../../src/core/alerts/episode.ts'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { aFloor, anAlert, NOON_MS, rows } from '../../../fakes/a-floor.ts'

const MINUTE_MS = 60_000
const site = anAlert({ id: 'site', key: '*', keyName: 'Demo', ruleName: 'Whole site' })
const held: Partial<Episode> = {
  ...{
    id: 'held',
    keyName: 'Support',
    severity: 'warning',
    highest: 'critical',
    heldBy: 'site',
    threshold: 8,
    clear: 5
  },
  critical: { threshold: 20, clear: 15 },
  also: {
    ...{ join: 'all', holds: true },
    conditions: [
      {
        ...{ over: 'each', metric: { kind: 'measure', measure: { role: 'offered' } }, unit: 'number', op: '>' },
        ...{ threshold: 10, clear: null, value: 12, holds: true }
      }
    ]
  },
  unstable: { count: 7, firstAtMs: NOON_MS - 10 * MINUTE_MS, lastAtMs: NOON_MS - MINUTE_MS },
  acknowledgedAtMs: NOON_MS - MINUTE_MS,
  acknowledgedUntilMs: NOON_MS + 30 * MINUTE_MS
}

async function explained(alerts: readonly ReturnType<typeof anAlert>[]) {
  const shown = await openWindow(<MainWindow />, { state: aFloor({ alerts: [...alerts] }), rows })
  act(() => shown.bridge.push('view:requested', { view: 'alerts', focusId: 'held' }))
  const drawer = await screen.findByRole('dialog')
  const fact = (label: string) => within(drawer).getByText(label, { selector: 'dt' }).nextElementSibling?.textContent
  return { ...shown, drawer, fact }
}

it('an explanation says what explains it, how often it came, until when it is acknowledged, and what else was judged', async () => {
  const { drawer, fact } = await explained([site, anAlert(held)])
  expect(fact('explained by')).toMatch(/^Whole site/)
  expect(drawer.textContent).toMatch(/explained by "Whole site: .*", told when that is over/)
  expect(fact('comes and goes')).toMatch(/^7 times, first .*, last /)
  expect(fact('acknowledged until')).toBeTruthy()
  expect(fact('no longer critical at')).toBe('15')
  expect(fact('further conditions')).toBe('all of: Offered over 10: 12, holds')
  expect(fact('worst severity')).toBe('critical')
})

it('does without the name of a cause that is over', async () => {
  const { fact } = await explained([anAlert(held)])
  expect(fact('explained by')).toBe('a wider alert, told when that is over')
})

it('the history says that it was worse, and came and went', async () => {
  const over = anAlert({ ...held, state: 'closed', closedAtMs: NOON_MS })
  const { user } = await openWindow(<MainWindow />, { state: aFloor({ alerts: [], history: [over] }), rows })
  await user.keyboard('{Control>}4{/Control}')
  await user.click(screen.getByRole('tab', { name: 'History' }))
  expect(screen.getByRole('row', { name: /Support/ }).textContent).toContain('was critical · came and went, 7 times')
})
