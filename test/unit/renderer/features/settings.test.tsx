import { openWindow } from '../../../fakes/open-window.tsx'
import { screen, within } from '@testing-library/react'
import type { ComponentType } from 'react'
import { describe, expect, it } from 'vitest'
import { FloorSection } from '../../../../src/renderer/features/settings/floor-section.tsx'
import { FreshnessSection } from '../../../../src/renderer/features/settings/freshness-section.tsx'
import { TraySection } from '../../../../src/renderer/features/settings/tray-section.tsx'
import type { SectionProps } from '../../../../src/renderer/features/settings/use-settings.ts'
import { SettingsView } from '../../../../src/renderer/features/settings/settings-view.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import type { Settings } from '../../../../src/core/settings/settings.ts'
import { aFloor, rows } from '../../../fakes/a-floor.ts'
import type { FakeBridge } from '../../../fakes/fake-bridge.ts'

const floor = aFloor()

const show = (over: Partial<Settings> = {}, prepare?: (bridge: FakeBridge) => void, focusId?: string) =>
  openWindow(
    <WhenLoaded>
      <SettingsView focusId={focusId} />
    </WhenLoaded>,
    { state: aFloor({ settings: { ...floor.settings, ...over } }), rows, ...(prepare ? { prepare } : {}) }
  )
/** One section by itself takes an eighth of the time to draw. */
const showOne = (Shown: ComponentType<SectionProps>, over: Partial<Settings> = {}) =>
  openWindow(
    <WhenLoaded>
      <Shown called={0} />
    </WhenLoaded>,
    { state: aFloor({ settings: { ...floor.settings, ...over } }), rows }
  )
const section = (name: string) => within(screen.getByRole('region', { name }))

describe('the settings', () => {
  it('are sent as they are chosen', async () => {
    const { user, bridge } = await show()
    await user.click(screen.getByRole('combobox', { name: 'Colours' }))
    await user.click(await screen.findByRole('option', { name: 'dark' }))
    await user.click(screen.getByRole('combobox', { name: 'Test targets every' }))
    await user.click(await screen.findByRole('option', { name: '1 hour' }))
    expect(bridge.askedOf('settings:change')).toEqual([{ colourScheme: 'dark' }, { targetTestIntervalMinutes: 60 }])
  })

  it('test targets by their own periods, and at an interval again', async () => {
    const { user, bridge, change } = await show()
    const every = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Test targets every' })
    await user.click(every())
    await user.click(await screen.findByRole('option', { name: 'period, shortly before it ends' }))
    change({ settings: { ...floor.settings, targetTestTiming: 'period' } })
    expect(every().value).toBe('period, shortly before it ends')
    await user.click(every())
    await user.click(await screen.findByRole('option', { name: '30 min' }))
    expect(bridge.askedOf('settings:change')).toEqual([
      { targetTestTiming: 'period' },
      { targetTestIntervalMinutes: 30, targetTestTiming: 'interval' }
    ])
  })

  it('show what main has, and why it refused', async () => {
    const { user, bridge } = await show()
    bridge.refuse('settings:change', { code: 'storage', step: 'settings', detail: 'read-only file system' })
    const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Colours' })
    await user.click(field)
    await user.click(await screen.findByRole('option', { name: 'dark' }))
    expect((await section('Appearance').findByRole('alert')).textContent).toContain('read-only file system')
    expect(field.value).toBe('as the system')
  })

  it('choose the colours of the window, and their contrast', async () => {
    await show({ colourScheme: 'dark', contrast: 'more' })
    expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark')
    expect(document.documentElement.dataset['contrast']).toBe('more')
  })

  it('begin with the section that an address names, and go to another on demand', async () => {
    const { user } = await show({}, undefined, 'appearance')
    expect(document.activeElement?.textContent).toBe('Appearance')
    await user.click(screen.getByRole('button', { name: 'Log' }))
    expect(document.activeElement?.textContent).toBe('Log')
  })

  it('choose what the tray tells, one thing without losing the other', async () => {
    const { user, bridge } = await showOne(TraySection, { tray: { measure: 'openAlerts', numbers: 'capped' } })
    await user.click(screen.getByRole('combobox', { name: 'Number in the icon and the tooltip' }))
    await user.click(await screen.findByRole('option', { name: 'agents ready' }))
    await user.click(screen.getByRole('combobox', { name: 'Big numbers' }))
    await user.click(await screen.findByRole('option', { name: 'short: 1.2K' }))
    expect(bridge.askedOf('settings:change')).toEqual([
      { tray: { measure: 'agentsReady', numbers: 'capped' } },
      { tray: { measure: 'agentsReady', numbers: 'short' } }
    ])
  })

  it('take a pinned queue out of the tray menu, by its name or as one that is away', async () => {
    const { user, bridge } = await showOne(TraySection, { pinnedQueues: [rows[0]!.id, 'gone'] })
    const tray = section('Tray')
    expect(tray.getAllByRole('listitem')[1]?.textContent).toContain('not on the floor')
    await user.click(tray.getAllByRole('button')[0]!)
    expect(bridge.askedOf('settings:change')).toEqual([{ pinnedQueues: ['gone'] }])
  })
})

describe('the limits of freshness', () => {
  const field = (name: RegExp) => screen.getByRole<HTMLInputElement>('textbox', { name })
  const ask = /^Ask after/
  const dim = /^Numbers dim/

  it('are saved together when a field is left', async () => {
    const { user, bridge } = await showOne(FreshnessSection)
    await user.clear(field(dim))
    await user.type(field(dim), '20')
    expect(bridge.askedOf('settings:change')).toEqual([])
    await user.tab()
    expect(bridge.askedOf('settings:change')).toEqual([
      { freshness: { pingAfterMs: 8_000, pongWithinMs: 6_000, staleAfterMs: 20_000 } }
    ])
  })

  it.each([
    ['', /^From 1 to 120 seconds/],
    ['0', /^From 1 to 120 seconds/],
    ['121', /^From 1 to 120 seconds/],
    ['1.5', /^From 1 to 120 seconds/]
  ])('say at the field why "%s" is refused, and keep what was typed', async (typed, why) => {
    const { user, bridge } = await showOne(FreshnessSection)
    await user.clear(field(ask))
    if (typed !== '') await user.type(field(ask), typed)
    await user.keyboard('{Enter}')
    expect(field(ask).getAttribute('aria-invalid')).toBe('true')
    expect(section('Freshness').getByText(why)).toBeTruthy()
    expect(field(ask).value).toBe(typed)
    expect(bridge.askedOf('settings:change')).toEqual([])
  })

  it('must fit each other', async () => {
    const { user, bridge } = await showOne(FreshnessSection)
    await user.clear(field(ask))
    await user.type(field(ask), '15{Enter}')
    expect(field(dim).getAttribute('aria-invalid')).toBe('true')
    expect(section('Freshness').getByText(/^Must be longer than/)).toBeTruthy()
    await user.clear(field(dim))
    await user.type(field(dim), '16{Enter}')
    expect(bridge.askedOf('settings:change')).toEqual([
      { freshness: { pingAfterMs: 15_000, pongWithinMs: 6_000, staleAfterMs: 16_000 } }
    ])
  })
})

describe('my floor in the settings', () => {
  const part = (name: string) => ({ id: name, name })
  const nothing = { connections: [], sites: [], queues: [], teams: [] }

  it('is told in short, with the way to where it is chosen', async () => {
    const { user, bridge } = await showOne(FloorSection)
    expect(section('My floor').getByText('Everything that is connected is on your floor.')).toBeTruthy()
    await user.click(section('My floor').getByRole('button', { name: 'Choose my floor' }))
    expect(bridge.askedOf('window:open')).toEqual([{ view: 'floor' }])
  })

  it('names what was chosen, the first ones of many', async () => {
    const queues = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map(part)
    await showOne(FloorSection, {
      floor: { ...nothing, connections: [floor.connections[0]?.id ?? ''], queues, teams: [part('Blue')] }
    })
    const facts = section('My floor').getAllByRole('definition')
    expect(facts.map(({ textContent }) => textContent)).toEqual(['Floor', 'A, B, C, D, E, and 2 more', 'Blue'])
    expect(section('My floor').queryByText(/^Everything/)).toBeNull()
  })

  it('says why the way there is closed', async () => {
    const { user, bridge } = await showOne(FloorSection)
    bridge.refuse('window:open', { code: 'unexpected', step: 'view', detail: 'no window' })
    await user.click(section('My floor').getByRole('button', { name: 'Choose my floor' }))
    expect((await section('My floor').findByRole('alert')).textContent).toContain('no window')
  })
})
