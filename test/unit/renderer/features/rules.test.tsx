import { openWindow } from '../../../fakes/open-window.tsx'
import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { RuleList } from '../../../../src/renderer/features/alerts/rule-list.tsx'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aFloor } from '../../../fakes/a-floor.ts'

const open = async (name: string) => {
  const shown = await openWindow(
    <WhenLoaded>
      <RuleList />
    </WhenLoaded>,
    { state: aFloor() }
  )
  await shown.user.click(screen.getByRole('button', { name }))
  return shown
}

describe('the rules', () => {
  it('say what they watch', async () => {
    await openWindow(
      <WhenLoaded>
        <RuleList />
      </WhenLoaded>,
      { state: aFloor() }
    )
    const [waiting, afterContact] = screen.getAllByRole('listitem')
    expect(waiting?.textContent).toContain('over 8 · clears at 5 · after 0:10 · version 1')
    expect(afterContact?.textContent).toContain('over 5:00 · version 1')
  })

  it('are saved with the version that was edited', async () => {
    const { user, bridge } = await open('Edit rule: Contacts waiting')
    const threshold = screen.getByLabelText('Alert when over')
    await user.clear(threshold)
    await user.type(threshold, '12')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(bridge.askedOf('rule:save')).toMatchObject([
      { id: 'default-contacts-waiting', version: 1, condition: { op: '>', threshold: 12, clear: 5 } }
    ])
    expect(screen.queryByRole('form')).toBeNull()
  })

  it('write and read times as m:ss', async () => {
    const { user, bridge } = await open('Edit rule: Long after-contact work')
    const threshold = screen.getByLabelText<HTMLInputElement>('Alert when over')
    expect(threshold.value).toBe('5:00')
    await user.clear(threshold)
    await user.type(threshold, '7:30')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(bridge.askedOf('rule:save')).toMatchObject([{ condition: { threshold: 450_000 } }])
  })

  it.each([
    ['Alert when over', 'many', 'Write a number'],
    ['Clears at', '9', 'Must not be above the threshold'],
    ['Tell after', '30:00:00', 'Must be at most 24 hours']
  ])('refuse a senseless %s beside its field and ask nobody', async (label, text, why) => {
    const { user, bridge } = await open('Edit rule: Contacts waiting')
    await user.clear(screen.getByLabelText(label))
    await user.type(screen.getByLabelText(label), text)
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText(why)).toBeTruthy()
    expect(screen.getByLabelText(label).getAttribute('aria-invalid')).toBe('true')
    expect(bridge.askedOf('rule:save')).toEqual([])
  })

  it('keep what was typed when main refuses, with the reason in words', async () => {
    const { user, bridge } = await open('Edit rule: Contacts waiting')
    bridge.refuse('rule:save', { code: 'rejected', step: 'rule', detail: 'the rule was changed in the meantime' })
    await user.clear(screen.getByLabelText('Alert when over'))
    await user.type(screen.getByLabelText('Alert when over'), '20')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    const notice = await screen.findByRole('alert')
    expect(notice.textContent).toContain('The request was refused')
    expect(notice.textContent).toContain('while saving the rule · Details: the rule was changed in the meantime')
    expect(screen.getByLabelText<HTMLInputElement>('Alert when over').value).toBe('20')
  })

  it('show one that is off', async () => {
    const floor = aFloor()
    await openWindow(
      <WhenLoaded>
        <RuleList />
      </WhenLoaded>,
      {
        state: { ...floor, rules: floor.rules.map((rule) => ({ ...rule, enabled: false })) }
      }
    )
    expect(screen.getAllByText('off')).toHaveLength(floor.rules.length)
  })
})

describe('a half-typed rule', () => {
  const threshold = (): HTMLInputElement => screen.getByLabelText<HTMLInputElement>('Alert when over')
  const halfTyped = async () => {
    const state = aFloor()
    const shown = await openWindow(<MainWindow />, { state })
    await shown.user.keyboard('{Control>}4{/Control}')
    await shown.user.click(screen.getByRole('tab', { name: 'Rules' }))
    await shown.user.click(screen.getByRole('button', { name: 'Edit rule: Contacts waiting' }))
    await shown.user.clear(threshold())
    await shown.user.type(threshold(), '12')
    const changedElsewhere = (): void =>
      shown.change({
        rules: state.rules.map((rule) =>
          rule.id === 'default-contacts-waiting' ? { ...rule, severity: 'info', version: 2 } : rule
        )
      })
    return { ...shown, changedElsewhere }
  }

  it('is found again after another view was shown', async () => {
    const { user } = await halfTyped()
    await user.keyboard('{Control>}1{/Control}')
    expect(screen.queryByLabelText('Alert when over')).toBeNull()
    await user.keyboard('{Control>}4{/Control}')
    expect(threshold().value).toBe('12')
  })

  it('is found again after another rule was opened', async () => {
    const { user } = await halfTyped()
    await user.click(screen.getByRole('button', { name: 'Edit rule: Long after-contact work' }))
    expect(threshold().value).toBe('5:00')
    await user.click(screen.getByRole('button', { name: 'Edit rule: Contacts waiting' }))
    expect(threshold().value).toBe('12')
  })

  it('outlives a change made elsewhere, says so, and is saved upon the version it then replaces', async () => {
    const { user, bridge, changedElsewhere } = await halfTyped()
    changedElsewhere()
    expect(threshold().value).toBe('12')
    expect(screen.getByText(/This rule was changed elsewhere/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(bridge.askedOf('rule:save')).toMatchObject([{ version: 2, condition: { threshold: 12 } }])
  })

  it.each(['Save', 'Cancel'])('is gone after %s', async (button) => {
    const { user } = await halfTyped()
    await user.click(screen.getByRole('button', { name: button }))
    await user.click(screen.getByRole('button', { name: 'Edit rule: Contacts waiting' }))
    expect(threshold().value).toBe('8')
  })
})
