import { openWindow } from '../../../fakes/open-window.tsx'
import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { aFloor, rows } from '../../../fakes/a-floor.ts'

const [waiting] = aFloor().rules
const target = aFloor().rules.find(({ kind }) => kind === 'target')
if (waiting?.kind !== 'realtime' || !target) throw new Error('the made-up floor has the rules of the product')
const lesser: Rule = { ...waiting, severity: 'warning', name: 'Mine' }

async function editing(rule: Rule) {
  const shown = await openWindow(<MainWindow />, { state: aFloor({ rules: [rule] }), rows })
  const { user } = shown
  await user.keyboard('{Control>}4{/Control}')
  await user.click(screen.getByRole('tab', { name: 'Rules' }))
  await user.click(screen.getByRole('button', { name: /^Edit rule/ }))
  const choose = async (field: string, option: string) => {
    await user.click(screen.getByRole('combobox', { name: field }))
    await user.click(await screen.findByRole('option', { name: option }))
  }
  const save = () => user.click(screen.getByRole('button', { name: 'Save' }))
  const saved = () => shown.bridge.askedOf('rule:save').at(-1)
  return { ...shown, choose, save, saved }
}
const focused = () => document.activeElement

describe('the second level in the form', () => {
  it('is refused on the wrong side, and saved on the right one', async () => {
    const { user, save, saved } = await editing(lesser)
    const field = screen.getByLabelText('Critical at')
    expect(screen.queryByLabelText('No longer critical at')).toBeNull()
    await user.type(field, '7')
    await save()
    expect(screen.getByText('Must be above the threshold')).toBeTruthy()
    expect(focused()).toBe(field)
    expect(saved()).toBeUndefined()
    await user.clear(field)
    await user.type(field, '20')
    await user.type(screen.getByLabelText('No longer critical at'), '12')
    await save()
    expect(saved()).toMatchObject({ critical: { threshold: 20, clear: 12 } })
  })

  it('is no question for a rule that is critical, and is not dropped unsaid when it gets so', async () => {
    const { user, choose, save, saved } = await editing({ ...lesser, critical: { threshold: 20 } })
    await choose('Severity', 'critical')
    await save()
    expect(screen.getByText(/^The rule is critical already/)).toBeTruthy()
    await user.clear(screen.getByLabelText('Critical at'))
    expect(screen.queryByLabelText('Critical at')).toBeNull()
    await save()
    expect(saved()).not.toHaveProperty('critical')
  })
})

describe('further conditions in the form', () => {
  it('are added and taken away by keys, and the keyboard goes on beside them', async () => {
    const { user, choose, save, saved } = await editing(lesser)
    const add = () => screen.queryByRole('button', { name: 'Further condition' })
    for (const number of [1, 2, 3, 4]) {
      add()?.focus()
      await user.keyboard('{Enter}')
      expect(focused()).toBe(screen.getByRole('combobox', { name: `Look at, further condition ${number}` }))
    }
    expect(add()).toBeNull()
    for (const [number, next] of [
      [4, 'Take away further condition 3'],
      [1, 'Take away further condition 1'],
      [1, 'Take away further condition 1'],
      [1, 'Further condition']
    ] as const) {
      screen.getByRole('button', { name: `Take away further condition ${number}` }).focus()
      await user.keyboard('{Enter}')
      expect(focused()).toBe(screen.getByRole('button', { name: next }))
    }
    await user.keyboard('{Enter}')
    await save()
    expect(screen.getByText('Choose a measure')).toBeTruthy()
    expect(focused()).toBe(screen.getByRole('combobox', { name: 'Measure, further condition 1' }))
    await choose('Measure, further condition 1', 'Offered')
    await choose('How further conditions count', 'also if any holds')
    await choose('Compared, further condition 1', 'at least')
    await user.type(screen.getByLabelText('Alert when at least, further condition 1'), '10')
    await user.type(screen.getByLabelText('Clears at, further condition 1'), '6')
    await save()
    expect(saved()).toMatchObject({
      also: {
        join: 'any',
        conditions: [
          {
            metric: { kind: 'measure', measure: { role: 'offered' } },
            condition: { op: '>=', threshold: 10, clear: 6 }
          }
        ]
      }
    })
  }, 60_000)

  it('may take the rows together in another way than the rule does', async () => {
    const { user, choose, save, saved } = await editing({ ...lesser, over: 'sum' })
    await user.click(screen.getByRole('button', { name: 'Further condition' }))
    await choose('Take, further condition 1', 'how many')
    expect(screen.queryByRole('combobox', { name: 'Measure, further condition 1' })).toBeNull()
    await user.type(screen.getByLabelText('Alert when over, further condition 1'), '2')
    await save()
    expect(saved()).toMatchObject({
      also: { join: 'all', conditions: [{ over: 'count', condition: { op: '>', threshold: 2 } }] }
    })
  })
})

describe('alerts that come and go, in the form', () => {
  it('have numbers of their own, or are told one by one', async () => {
    const { user, choose, save, saved } = await editing(lesser)
    expect(screen.getByText(/^After 4 within 15:00/)).toBeTruthy()
    await choose('Alerts that come and go', 'become one')
    const times = screen.getByLabelText('After how many')
    await user.clear(times)
    await user.type(times, '1')
    await save()
    expect(screen.getByText('Write a number from 2 to 20')).toBeTruthy()
    await user.clear(times)
    await user.type(times, '6')
    await save()
    expect(saved()).toMatchObject({
      unstable: { times: 6, withinMs: 900_000, calmForMs: 600_000, steadyForMs: 300_000 }
    })
  })

  it('are told one by one where it is switched off', async () => {
    const { choose, save, saved } = await editing(lesser)
    await choose('Alerts that come and go', 'are told one by one')
    await save()
    expect(saved()).toMatchObject({ unstable: null })
  })
})

describe('rules about targets in the form', () => {
  it('tell whichever of their states is wanted', async () => {
    const { user, choose, save, saved } = await editing(target)
    for (const state of ['at risk', 'out of reach', 'final: met', 'final: missed']) {
      await choose('Alert when a target is', state)
      await user.keyboard('{Escape}')
    }
    expect(screen.queryByRole('combobox', { name: 'Alerts that come and go' })).toBeNull()
    await save()
    const { states = [] } = saved() as { readonly states?: readonly string[] }
    for (const state of ['atRisk', 'outOfReach', 'finalMet', 'finalMissed']) expect(states).toContain(state)
  })
})
