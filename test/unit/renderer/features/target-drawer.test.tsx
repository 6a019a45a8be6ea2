import { openWindow } from '../../../fakes/open-window.tsx'
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { RequestOutput } from '../../../../src/contract/requests.ts'
import type { TargetDetail } from '../../../../src/contract/reporting-views.ts'
import { TargetsView } from '../../../../src/renderer/features/targets/targets-view.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aFloor, aTarget } from '../../../fakes/a-floor.ts'
import { aTargetDetail, aTargetLine } from '../../../fakes/a-reporting.ts'
import type { FakeBridge } from '../../../fakes/fake-bridge.ts'
import { settle } from '../../../fakes/settle.ts'

const PLACE = { connectionId: 'c2', workflowId: 'w1', targetId: 't1' }
const TARGET = aTarget({ ...{ connectionId: 'c2', workflowId: 'w1', id: 't1' }, name: 'Chats handled today' })

async function open(over: Partial<TargetDetail> = {}, prepare: (bridge: FakeBridge) => void = () => undefined) {
  const shown = await openWindow(
    <WhenLoaded>
      <TargetsView focusId={undefined} />
    </WhenLoaded>,
    { state: aFloor({ targets: [TARGET] }) }
  )
  const { bridge, user } = shown
  bridge.answer('target:detail', async () => ({ ok: true, value: aTargetDetail(over) }))
  prepare(bridge)
  await user.click(screen.getByRole('button', { name: 'Details: Chats handled today' }))
  await act(settle)
  return { ...shown, drawer: await screen.findByRole('dialog', { name: 'Business target' }) }
}

const factsOf = (drawer: HTMLElement): Record<string, string> =>
  Object.fromEntries(
    [...drawer.querySelectorAll('dl > div')].map((one) => [
      one.querySelector('dt')?.textContent ?? '',
      one.querySelector('dd')?.textContent ?? ''
    ])
  )

describe('a target in detail', () => {
  it('says how it stands, where it is heading, and when it counts; its service is asked at once', async () => {
    const { drawer, bridge } = await open()
    expect(bridge.askedOf('target:detail')).toEqual([{ connectionId: 'c2', targetId: 't1' }])
    expect(bridge.askedOf('reporting:refresh')).toEqual([PLACE])
    expect(factsOf(drawer)).toEqual({
      'on pace': '248 / 400',
      'of the period gone': '50.0%',
      'per hour': '41.3',
      'heads for': 'about 460 (418 to 502)',
      'can be reached until': '17:00',
      workflow: 'Chat service',
      'column of the query': 'count',
      counts: 'always'
    })
  })

  it.each([
    [{ activeFromMs: 0, activeUntilMs: null }, 'from Thu, Jan 1, 00:00'],
    [{ activeFromMs: null, activeUntilMs: 0 }, 'until Thu, Jan 1, 00:00'],
    [{ activeFromMs: 0, activeUntilMs: 86_400_000 }, 'from Thu, Jan 1, 00:00 until Fri, Jan 2, 00:00']
  ])('counts as the service says: %o', async (part, words) => {
    const { drawer } = await open({ line: aTargetLine(part) })
    expect(factsOf(drawer)['counts']).toBe(words)
  })

  it('gives neither verdict nor pace where the periods differ, and says why', async () => {
    const { drawer } = await open({ line: aTargetLine({ state: 'noVerdict', reportingPeriod: 'P1M' }), pace: null })
    expect(factsOf(drawer)).toMatchObject({ 'no verdict': '248' })
    expect(drawer.textContent).toContain('The two cannot be compared, so there is no verdict.')
  })

  it('is read anew when something about it changed, and not for another', async () => {
    const { bridge, drawer } = await open()
    const push = async (id: string): Promise<void> => {
      bridge.answer('target:detail', async () => ({
        ok: true,
        value: aTargetDetail({ line: aTargetLine({ value: 300 }) })
      }))
      await act(async () => {
        bridge.push('reporting:changed', {
          ...{ revision: 2, connections: [], workflows: [], removedWorkflows: [], removedTargets: [] },
          targets: [aTargetLine({ id })]
        })
        await settle()
      })
    }
    await push('t2')
    expect(bridge.askedOf('target:detail')).toHaveLength(1)
    await push('t1')
    expect(factsOf(drawer)['on pace']).toBe('300 / 400')
  })

  it('lists its results, newest first', async () => {
    const { drawer } = await open()
    const table = within(drawer).getByRole('table')
    const lines = within(table).getAllByRole('row')
    expect(lines).toHaveLength(97)
    expect(lines[1]?.textContent).toBe('11:45244day')
    expect(table.textContent).toContain('nothing counted')
  })

  it('shows its query as the service keeps it', async () => {
    const { drawer, user } = await open()
    await user.click(within(drawer).getByText('Query'))
    expect(within(drawer).getByRole('region', { name: 'Query' }).textContent).toContain('"vendor": "com.giosg.chat"')
  })

  it('says why it can’t be shown', async () => {
    const { drawer } = await open({}, (bridge) =>
      bridge.refuse('target:detail', { code: 'notFound', step: 'targets', detail: 'gone' })
    )
    expect(within(drawer).getByRole('alert').textContent).toContain('gone')
  })
})

describe('who is told of a target', () => {
  const toldOf = (drawer: HTMLElement): HTMLElement => within(drawer).getByRole('region', { name: 'Who is told' })

  it('is everybody that its service tells, with what keeps them from it and never a secret', async () => {
    const { drawer } = await open()
    const lines = within(toldOf(drawer)).getAllByRole('listitem')
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^BAR · Floor chatb1f0c1de.*on · last sent Sun, Mar 1, 12:00$/),
      expect.stringMatching(/^Slack · Floor channel#floor, as targetson · last sent/),
      expect.stringMatching(
        /^Slack · Managementby webhook · its access is not set: nothing can be senton · never sent yet$/
      ),
      expect.stringMatching(/^E-mail · Supervisorsupervisor@demo\.example · may be bundled with otherson · last sent/),
      expect.stringMatching(/^E-mail · Night shiftnight@demo\.examplethis one is off · never sent yet$/)
    ])
  })

  it('is nobody while the notifications of the target are off, and that is said first', async () => {
    const { drawer } = await open({ line: aTargetLine({ notificationsActive: false }) })
    expect(toldOf(drawer).textContent).toContain('nothing is sent, whatever stands here')
  })

  it.each([
    [{ settings: [] }, 'Nobody: it has no notification settings.'],
    [{ settings: [], line: aTargetLine({ settingsReadAtMs: null }) }, 'Reading the target'],
    [
      { settings: [], settingsFailure: { code: 'rateLimited', step: 'notifications', detail: 'slow down' } as const },
      'slow down'
    ]
  ])('is said where there is none, or it is not known: %#', async (over, words) => {
    const { drawer } = await open(over)
    expect(toldOf(drawer).textContent).toContain(words)
  })
})

describe('removing a target', () => {
  async function ask(prepare?: (bridge: FakeBridge) => void) {
    const shown = await open({}, prepare)
    await shown.user.click(within(shown.drawer).getByRole('button', { name: 'Remove target …' }))
    await act(settle)
    return shown
  }
  const dialog = () => screen.getByRole('dialog', { name: 'Remove Chats handled today?' })

  it('says what goes with it first, as the service has it now, and is asked for twice', async () => {
    const { bridge, user } = await ask()
    expect(bridge.askedOf('reporting:cascade')).toEqual([PLACE])
    expect(dialog().textContent).toContain('Its 5 notification settings go with it: BAR 1, Slack 2, E-mail 2.')
    expect(dialog().textContent).toContain('There is no way back.')
    expect(bridge.askedOf('edit:apply')).toEqual([])
    await user.click(within(dialog()).getByRole('button', { name: 'Remove' }))
    await act(settle)
    expect(bridge.askedOf('edit:apply')).toEqual([
      { connectionId: 'c2', edit: { kind: 'target', op: 'remove', workflowId: 'w1', id: 't1' } }
    ])
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Business target' })).toBeNull())
  })

  it('is not done where the answer is no', async () => {
    const { bridge, user } = await ask()
    await user.click(within(dialog()).getByRole('button', { name: 'Keep' }))
    await act(settle)
    expect(bridge.askedOf('edit:apply')).toEqual([])
  })

  it('is not offered where it can’t be told what goes with it', async () => {
    const { drawer } = await ask((bridge) =>
      bridge.refuse('reporting:cascade', { code: 'timeout', step: 'targets', detail: 'no answer' })
    )
    expect(screen.queryByRole('dialog', { name: 'Remove Chats handled today?' })).toBeNull()
    expect(within(drawer).getByRole('alert').textContent).toContain('no answer')
  })

  const failure = { code: 'forbidden', step: 'edit', detail: '' } as const
  it.each<[RequestOutput<'edit:apply'>, string]>([
    [{ kind: 'refused', complaints: { general: ['Not yours.'] }, failure }, 'Not yours.'],
    [{ kind: 'unknown', became: 'notDone', id: 't1', failure }, 'the target is still there'],
    [{ kind: 'unknown', became: 'unclear', id: 't1', failure }, 'can’t be told']
  ])('says what became of it: %#', async (value, words) => {
    const { drawer, user } = await ask((bridge) => bridge.answer('edit:apply', async () => ({ ok: true, value })))
    await user.click(within(dialog()).getByRole('button', { name: 'Remove' }))
    await act(settle)
    expect(drawer.textContent).toContain(words)
  })
})
