import { openWindow } from '../../../fakes/open-window.tsx'
import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import type { FakeBridge } from '../../../fakes/fake-bridge.ts'
import { aFloor, anAlert, NOON_MS, rows } from '../../../fakes/a-floor.ts'
import { settle } from '../../../fakes/settle.ts'

const floor = aFloor()
const [waiting, acw] = floor.rules
if (waiting?.kind !== 'realtime' || !acw) throw new Error('the made-up floor has the rules of the product')

async function rulesTab(over = {}, prepare: (bridge: FakeBridge) => void = () => undefined) {
  const shown = await openWindow(<MainWindow />, { state: aFloor(over), rows, prepare })
  await shown.user.keyboard('{Control>}4{/Control}')
  await shown.user.click(screen.getByRole('tab', { name: 'Rules' }))
  return shown
}
const lines = () =>
  within(screen.getByRole('region', { name: 'Rules' }))
    .getAllByRole('listitem')
    .map((line) => line.textContent)
const more = async (user: Awaited<ReturnType<typeof rulesTab>>['user'], what: string, name = 'Contacts waiting') => {
  await user.click(screen.getByRole('button', { name: `More about: ${name}` }))
  await user.click(await screen.findByRole('menuitem', { name: what }))
}

describe('the list of rules', () => {
  it('says how each rule stands and what it came to lately', async () => {
    const days = [0, 0, 3, 0, 0, 0, 4].map((fired) => ({ fired, told: Math.min(fired, 2) }))
    await rulesTab({ alerts: [anAlert({ ruleId: waiting.id })] }, (bridge) =>
      bridge.answer('rule:noise', async () => ({
        ok: true,
        value: { rules: [{ ruleId: waiting.id, snoozedUntilMs: null, days, medianMs: 250_000 }] }
      }))
    )
    expect(lines()[0]).toContain('firing 1')
    expect(lines()[0]).toContain('7 alerts · told 4 · median 4:10')
    expect(screen.getByRole('img', { name: 'alerts by day, today last: 0, 0, 3, 0, 0, 0, 4' })).toBeTruthy()
    expect(lines()[1]).toContain('calm')
  })

  it('is put in the order that is wanted', async () => {
    const { user } = await rulesTab({ alerts: [anAlert({ ruleId: acw.id })] })
    expect(lines()[0]).toContain('Contacts waiting')
    await user.click(screen.getByRole('combobox', { name: 'Sort by' }))
    await user.click(await screen.findByRole('option', { name: 'state' }))
    expect(lines()[0]).toContain('Long after-contact work')
  })

  it('turns a rule off and on', async () => {
    const { user, bridge } = await rulesTab()
    await more(user, 'Turn off')
    expect(bridge.askedOf('rule:save')).toMatchObject([{ id: waiting.id, enabled: false }])
  })

  it('deletes a rule and offers to take that back', async () => {
    const { user, bridge } = await rulesTab()
    await more(user, 'Delete')
    expect(bridge.askedOf('rule:remove')).toEqual([{ ruleId: waiting.id, version: 1 }])
    expect(screen.getByText('Done: deletion of the rule "Contacts waiting"')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(bridge.askedOf('rule:restore')).toEqual([{ ruleId: waiting.id, version: 1, over: null }])
  })

  it('says why a rule could not be deleted', async () => {
    const { user } = await rulesTab({}, (bridge) =>
      bridge.refuse('rule:remove', { code: 'rejected', step: 'rule', detail: 'the rule was changed in the meantime' })
    )
    await more(user, 'Delete')
    expect((await screen.findByRole('alert')).textContent).toContain('the rule was changed in the meantime')
  })

  it('begins a copy that is a rule of its own only when it is saved', async () => {
    const { user, bridge } = await rulesTab()
    await more(user, 'Duplicate')
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Contacts waiting (copy)')
    expect(bridge.askedOf('rule:create')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Create rule' }))
    expect(bridge.askedOf('rule:create')).toMatchObject([
      { copyOf: waiting.id, rule: { name: 'Contacts waiting (copy)', condition: waiting.condition } }
    ])
    expect(screen.queryByRole('form')).toBeNull()
  })

  it('without any says what to do', async () => {
    await rulesTab({ rules: [] })
    expect(screen.getByText('No rules')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'New rule' })).toBeTruthy()
  })
})

describe('a rule that is made in the form', () => {
  const begin = async (prepare?: (bridge: FakeBridge) => void) => {
    const shown = await rulesTab({}, prepare)
    await shown.user.click(screen.getByRole('button', { name: 'New rule' }))
    const choose = async (field: string, option: string) => {
      await shown.user.click(screen.getByRole('combobox', { name: field }))
      await shown.user.click(await screen.findByRole('option', { name: option }))
    }
    const look = async (ms: number) => {
      shown.pass(ms)
      await act(settle)
    }
    return { ...shown, choose, look }
  }

  it('is written in sentences, its values picked from what is there', async () => {
    const { user, bridge, choose } = await begin()
    await user.type(screen.getByLabelText('Name'), 'Busy sales')
    await user.click(screen.getByRole('button', { name: 'Only some of them' }))
    await choose('What is looked at, filter 1', 'queueName')
    await choose('Which ones, filter 1', 'Sales')
    await choose('Take', 'sum')
    await choose('Look at', 'a share')
    await choose('Share of', 'Answered')
    await choose('Share out of', 'Offered')
    await choose('Compared', 'under')
    await user.type(screen.getByLabelText('Alert when under'), '80')
    await choose('Without data', 'alert')
    await user.click(screen.getByRole('button', { name: 'Create rule' }))
    expect(bridge.askedOf('rule:create')).toMatchObject([
      {
        copyOf: null,
        rule: {
          ...{ kind: 'realtime', name: 'Busy sales', producer: 'queue', over: 'sum' },
          scope: [{ by: { role: 'queueName' }, oneOf: ['Sales'] }],
          metric: { kind: 'ratio', numerator: { role: 'answered' }, denominator: { role: 'offered' } },
          condition: { op: '<', threshold: 80 },
          noData: { policy: 'alert', afterMs: 60_000 }
        }
      }
    ])
  }, 60_000)

  it('is refused in words at the field, which takes the focus', async () => {
    const { user, bridge } = await begin()
    await user.click(screen.getByRole('button', { name: 'Create rule' }))
    expect(screen.getByText('Give it a name')).toBeTruthy()
    expect(screen.getByText('Write a number')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByLabelText('Name'))
    expect(bridge.askedOf('rule:create')).toEqual([])
  })

  it('shows what it says now once it is complete, and again as numbers move', async () => {
    const { user, bridge, look } = await begin()
    const preview = () => screen.getByRole('region', { name: 'By the present numbers' }).textContent
    expect(preview()).toContain('as soon as the rule is complete')
    await user.type(screen.getByLabelText('Name'), 'x')
    await user.type(screen.getByLabelText('Alert when over'), '8')
    expect(preview()).toContain('Looking at the present numbers')
    await look(299)
    expect(bridge.askedOf('rule:preview')).toHaveLength(0)
    await look(1)
    expect(preview()).toContain('1 of 4 would be alerts · 4 of 4 in scope')
    expect(preview()).toContain('Sales12')
    bridge.answer('rule:preview', async () => ({
      ok: true,
      value: { state: 'stale', unit: 'number', rows: 4, inScope: 0, keys: 0, breaching: 0, worst: [] }
    }))
    await look(2_000)
    expect(preview()).toContain('The feed is not live')
    expect(preview()).toContain('Nothing is in scope now')
    expect(bridge.askedOf('rule:preview')).toHaveLength(2)
  })

  it('asks once for what was typed in one go, and not for what says nothing about its values', async () => {
    const { user, bridge, look } = await begin()
    await user.type(screen.getByLabelText('Name'), 'x')
    await user.type(screen.getByLabelText('Alert when over'), '123')
    await look(300)
    await user.type(screen.getByLabelText('Name'), 'y')
    await look(300)
    expect(bridge.askedOf('rule:preview')).toMatchObject([{ rule: { condition: { threshold: 123 } } }])
  })

  it.each([
    ['noFeed', 'No feed of this kind is there'],
    ['unknownMeasure', 'No feed lists what this rule reads']
  ] as const)('says where nothing can be looked at: %s', async (state, words) => {
    const { user, look } = await begin((bridge) =>
      bridge.answer('rule:preview', async () => ({
        ok: true,
        value: { state, unit: 'number', rows: 0, inScope: 0, keys: 0, breaching: 0, worst: [] }
      }))
    )
    await user.type(screen.getByLabelText('Name'), 'x')
    await user.type(screen.getByLabelText('Alert when over'), '8')
    await look(300)
    expect(screen.getByRole('region', { name: 'By the present numbers' }).textContent).toContain(words)
  })
})

describe('versions of a rule', () => {
  const versions = [
    { rule: { ...waiting, version: 3, severity: 'info' as const }, atMs: NOON_MS, how: 'edited' as const },
    { rule: { ...waiting, version: 2, name: 'Other' }, atMs: NOON_MS - 1000, how: 'imported' as const },
    { rule: waiting, atMs: NOON_MS - 2000, how: 'created' as const }
  ]
  const state = { rules: [{ ...waiting, version: 3, severity: 'info' as const }] }
  const told = (bridge: FakeBridge) => bridge.answer('rule:versions', async () => ({ ok: true, value: { versions } }))

  it('tell what each changed, and each can be restored', async () => {
    const { user, bridge } = await rulesTab(state, told)
    await more(user, 'Versions')
    const drawer = await screen.findByRole('dialog', { name: 'Versions of Contacts waiting' })
    expect(drawer.textContent).toContain('severity: critical → info')
    expect(drawer.textContent).toContain('name: Contacts waiting → Other')
    await user.click(within(drawer).getByRole('radio', { name: 'the rule as it is now' }))
    expect(drawer.textContent).toContain('name: Other → Contacts waiting')
    await user.click(within(drawer).getByRole('button', { name: 'Restore version 1 of Contacts waiting' }))
    expect(bridge.askedOf('rule:restore')).toEqual([{ ruleId: waiting.id, version: 1, over: 3 }])
  })

  it('that are removed rules can be restored', async () => {
    const gone = { rule: { ...waiting, id: 'gone', name: 'Gone', version: 4 }, atMs: NOON_MS, how: 'removed' as const }
    const { user, bridge } = await rulesTab({}, (bridge) =>
      bridge.answer('rule:removed', async () => ({ ok: true, value: { removed: [gone] } }))
    )
    await user.click(screen.getByRole('button', { name: 'Removed rules' }))
    await user.click(await screen.findByRole('button', { name: 'Restore version 4 of Gone' }))
    expect(bridge.askedOf('rule:restore')).toEqual([{ ruleId: 'gone', version: 4, over: null }])
  })

  it('are reached from an alert as the rule was when it fired', async () => {
    const alert = anAlert({ ruleId: waiting.id, ruleVersion: 2 })
    const shown = await openWindow(<MainWindow />, {
      state: aFloor({ ...state, alerts: [alert] }),
      rows,
      prepare: told
    })
    act(() => shown.bridge.push('view:requested', { view: 'alerts', focusId: alert.episode.id }))
    await shown.user.click(await screen.findByRole('button', { name: 'the rule as it was then' }))
    const drawer = screen.getByRole('dialog')
    expect(within(drawer).getByText('Other')).toBeTruthy()
    expect(drawer.textContent).toContain('over 8')
  })
})

describe('files of rules', () => {
  it('are shown for what they would do before anything is done', async () => {
    const { user, bridge } = await rulesTab({}, (bridge) =>
      bridge.answer('rule:readFile', async () => ({
        ok: true,
        value: {
          ...{ kind: 'read', fileName: 'rules.json', readId: 'r1' },
          entries: [
            { verdict: 'added', rule: { ...waiting, id: 'n', name: 'From afar' }, present: null },
            { verdict: 'changed', rule: { ...waiting, severity: 'info' }, present: waiting },
            { verdict: 'unchanged', rule: acw, present: acw }
          ],
          errors: [{ path: 'rules[3].severity', message: 'must be one of info, warning, critical' }]
        }
      }))
    )
    await user.click(screen.getByRole('button', { name: 'Import…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Import rules from rules.json' })
    expect(dialog.textContent).toContain('From afar')
    expect(dialog.textContent).toContain('severity: critical → info')
    expect(dialog.textContent).toContain('rules[3].severity: must be one of info, warning, critical')
    expect(bridge.askedOf('rule:import')).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Import 2 rules' }))
    expect(bridge.askedOf('rule:import')).toEqual([{ readId: 'r1' }])
  })

  it('that can not be used say why, and offer nothing to import', async () => {
    const { user } = await rulesTab({}, (bridge) =>
      bridge.answer('rule:readFile', async () => ({
        ok: true,
        value: {
          ...{ kind: 'refused', fileName: 'x.json' },
          errors: [{ path: 'version', message: 'is of a newer version of Floorwatch: update Floorwatch first' }]
        }
      }))
    )
    await user.click(screen.getByRole('button', { name: 'Import…' }))
    const dialog = await screen.findByRole('dialog', { name: 'x.json can not be imported' })
    expect(dialog.textContent).toContain('version: is of a newer version')
    expect(within(dialog).queryByRole('button', { name: /^Import/ })).toBeNull()
  })

  it('that were written say so, with what was left out', async () => {
    const { user } = await rulesTab({}, (bridge) =>
      bridge.answer('rule:export', async () => ({
        ok: true,
        value: { kind: 'written', fileName: 'rules.json', rules: 5, leftOut: 1 }
      }))
    )
    await user.click(screen.getByRole('button', { name: 'Export…' }))
    expect(await screen.findByText(/5 rules are in rules.json now. 1 rule that names agents was left out/)).toBeTruthy()
  })
})

describe('the search in the history', () => {
  it('asks the whole journal, goes on where it left off, and explains what it found', async () => {
    const old = (id: string, keyName: string) => anAlert({ id, keyName, state: 'closed', closedAtMs: NOON_MS })
    const shown = await openWindow(<MainWindow />, { state: floor, rows })
    const { user, bridge } = shown
    bridge.answer('alert:search', async ({ after }) => ({
      ok: true,
      value: after
        ? { alerts: [old('o2', 'Older')], next: null }
        : { alerts: [old('o1', 'Old one')], next: { breachedAtMs: 1, id: 'o1' } }
    }))
    await user.keyboard('{Control>}4{/Control}')
    await user.click(screen.getByRole('tab', { name: 'History' }))
    expect(bridge.askedOf('alert:search')).toEqual([])
    await user.type(screen.getByRole('textbox', { name: 'Rule, queue, agent or note' }), 'old')
    shown.pass(300)
    await act(settle)
    expect(bridge.askedOf('alert:search')).toMatchObject([{ text: 'old', after: null }])
    await user.click(screen.getByRole('button', { name: 'Show more' }))
    expect(bridge.askedOf('alert:search').at(-1)).toMatchObject({ after: { breachedAtMs: 1, id: 'o1' } })
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  })

  it('says when nothing was found, and why it could not be asked', async () => {
    const shown = await openWindow(<MainWindow />, { state: floor, rows })
    const { user, bridge } = shown
    await user.keyboard('{Control>}4{/Control}')
    await user.click(screen.getByRole('tab', { name: 'History' }))
    const field = screen.getByRole('textbox', { name: 'Rule, queue, agent or note' })
    await user.type(field, 'x')
    shown.pass(300)
    await act(settle)
    expect(screen.getByText('Nothing found')).toBeTruthy()
    bridge.refuse('alert:search', { code: 'storage', step: 'journal', detail: 'disk I/O error' })
    await user.type(field, 'y')
    shown.pass(300)
    await act(settle)
    expect(screen.getByRole('alert').textContent).toContain('disk I/O error')
  })
})
