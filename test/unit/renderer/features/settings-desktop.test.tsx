import { openWindow } from '../../../fakes/open-window.tsx'
import { act, fireEvent, screen, within } from '@testing-library/react'
import type { ComponentType } from 'react'
import { describe, expect, it } from 'vitest'
import type { StateView } from '../../../../src/contract/views.ts'
import { DEFAULT_QUIET_HOURS } from '../../../../src/core/quiet/quiet-hours.ts'
import { DEFAULT_NOTICES } from '../../../../src/core/settings/choices.ts'
import type { Settings } from '../../../../src/core/settings/settings.ts'
import { AboutSection } from '../../../../src/renderer/features/settings/about-section.tsx'
import { GeneralSection } from '../../../../src/renderer/features/settings/general-section.tsx'
import { NoticesSection } from '../../../../src/renderer/features/settings/notices-section.tsx'
import { QuietSection } from '../../../../src/renderer/features/settings/quiet-section.tsx'
import type { SectionProps } from '../../../../src/renderer/features/settings/use-settings.ts'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aFloor, rows } from '../../../fakes/a-floor.ts'
import type { FakeBridge } from '../../../fakes/fake-bridge.ts'

/** The sections of the settings that have to do with the desktop: start at login, shortcut, notices, quiet hours, about. */

const floor = aFloor()

interface Surroundings {
  readonly prepare?: (bridge: FakeBridge) => void
  readonly desktop?: Partial<StateView['desktop']>
}

/** One section by itself: all of them together are `settings.test.tsx`, and take eight times as long to draw. */
const shows =
  (Shown: ComponentType<SectionProps>) =>
  (over: Partial<Settings> = {}, { prepare, desktop }: Surroundings = {}) =>
    openWindow(
      <WhenLoaded>
        <Shown called={0} />
      </WhenLoaded>,
      {
        state: aFloor({ settings: { ...floor.settings, ...over }, desktop: { ...floor.desktop, ...desktop } }),
        rows,
        ...(prepare ? { prepare } : {})
      }
    )
const section = (name: string) => within(screen.getByRole('region', { name }))
const unwritable = { code: 'autostart', step: 'autostart', detail: '/autostart/floorwatch.desktop: EACCES' }

describe('start at login', () => {
  const show = shows(GeneralSection)
  const theSwitch = () => screen.getByRole<HTMLInputElement>('switch', { name: /^Start Floorwatch at login/ })

  it('shows what the system has, and where it keeps it', async () => {
    await show(
      {},
      {
        prepare: (bridge) =>
          bridge.answer('autostart:get', async () => ({ ok: true, value: { on: true, file: '/a/b.desktop' } }))
      }
    )
    expect(theSwitch().checked).toBe(true)
    expect(section('General').getByText('Kept in /a/b.desktop')).toBeTruthy()
  })

  it('is asked for again when the window comes to the front', async () => {
    const { bridge } = await show()
    expect(theSwitch().checked).toBe(false)
    bridge.answer('autostart:get', async () => ({ ok: true, value: { on: true, file: '' } }))
    await act(async () => {
      window.dispatchEvent(new Event('focus'))
    })
    expect(theSwitch().checked).toBe(true)
    expect(section('General').queryByText(/^Kept in/)).toBeNull()
  })

  it('stays as the system has it when it could not be changed, and says why', async () => {
    const { user, bridge } = await show()
    bridge.refuse('autostart:set', unwritable)
    await user.click(theSwitch())
    expect(theSwitch().checked).toBe(false)
    expect((await section('General').findByRole('alert')).textContent).toContain('EACCES')
  })

  it('can not be switched as long as it is not known, and says why', async () => {
    await show({}, { prepare: (bridge) => bridge.refuse('autostart:get', unwritable) })
    expect(theSwitch().disabled).toBe(true)
    expect(section('General').getByRole('alert').textContent).toContain('EACCES')
  })
})

describe('the shortcut', () => {
  const show = shows(GeneralSection)
  const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Shortcut that opens the panel' })

  it('is written down as it is pressed, and saved with Enter', async () => {
    const { user, bridge } = await show()
    await user.click(field())
    await user.keyboard('{Control>}{Alt>}f{/Alt}{/Control}')
    expect(field().value).toBe('Control+Alt+F')
    expect(bridge.askedOf('settings:change')).toEqual([])
    await user.keyboard('{Enter}')
    expect(bridge.askedOf('settings:change')).toEqual([{ globalShortcut: 'Control+Alt+F' }])
  })

  it('can be typed by name, and is saved when the field is left', async () => {
    const { user, bridge } = await show()
    await user.type(field(), 'alt + ctrl + 9')
    await user.tab()
    expect(bridge.askedOf('settings:change')).toEqual([{ globalShortcut: 'Control+Alt+9' }])
  })

  it.each([
    ['f', /^Hold Control, Alt or Super/],
    ['Control+C', /^Every program needs it/],
    ['nonsense', /^Not keys that can be/]
  ])('"%s" is refused at the field with the reason, and stays there', async (typed, why) => {
    const { user, bridge } = await show()
    await user.type(field(), `${typed}{Enter}`)
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect(section('General').getByText(why)).toBeTruthy()
    expect(field().value).toBe(typed)
    expect(bridge.askedOf('settings:change')).toEqual([])
  })

  it('says at the field and as a status that it is taken, and Enter tries it again', async () => {
    const { user, bridge } = await show({ globalShortcut: 'Super+F' }, { desktop: { shortcut: 'taken' } })
    expect(field().getAttribute('aria-invalid')).toBe('true')
    const status = section('General').getAllByRole('status')
    expect(status.map((one) => one.textContent).join(' ')).toContain('Super+F is taken')
    await user.click(field())
    await user.keyboard('{Enter}')
    expect(bridge.askedOf('settings:change')).toEqual([{ globalShortcut: 'Super+F' }])
  })

  it('can be taken away, and what main refused is said', async () => {
    const { user, bridge } = await show({ globalShortcut: 'Super+F' }, { desktop: { shortcut: 'registered' } })
    expect(section('General').getByText('Super+F opens the panel.')).toBeTruthy()
    bridge.refuse('settings:change', { code: 'storage', step: 'settings', detail: 'disk full' })
    await user.click(screen.getByRole('button', { name: 'Remove the shortcut' }))
    expect(bridge.askedOf('settings:change')).toEqual([{ globalShortcut: null }])
    expect((await section('General').findByRole('alert')).textContent).toContain('disk full')
    expect(field().value).toBe('Super+F')
  })
})

describe('notices', () => {
  const show = shows(NoticesSection)
  it('change one thing without losing the other', async () => {
    const { user, bridge } = await show()
    await user.click(screen.getByRole('switch', { name: 'Sound for warnings' }))
    await user.click(screen.getByRole('switch', { name: /^Tell when an alert is over/ }))
    expect(bridge.askedOf('settings:change')).toEqual([
      { notices: { ...DEFAULT_NOTICES, sounds: { info: true, warning: false, critical: true } } },
      { notices: { sounds: { info: true, warning: false, critical: true }, announceEnds: false } }
    ])
  })

  it('have a tone for each severity where they are heard, and a volume where one of ours is chosen', async () => {
    const { user, bridge } = await show({
      notices: { ...DEFAULT_NOTICES, sounds: { info: false, warning: true, critical: true } }
    })
    expect(screen.queryByRole('combobox', { name: 'What info sounds like' })).toBeNull()
    expect(screen.queryByRole('slider')).toBeNull()
    await user.click(screen.getByRole('combobox', { name: 'What warnings sound like' }))
    await user.click(screen.getByRole('option', { name: 'Bell' }))
    expect(bridge.askedOf('settings:change').at(-1)).toMatchObject({
      notices: { tones: { info: 'desktop', warning: 'bell', critical: 'desktop' } }
    })
    screen.getByRole('slider', { name: 'Volume of our sounds' }).focus()
    await user.keyboard('{ArrowLeft}')
    expect(bridge.askedOf('settings:change').at(-1)).toMatchObject({
      notices: { tones: { info: 'desktop', warning: 'bell', critical: 'desktop' }, volume: 90 }
    })
  })

  it('stay as they are when main refused, and say why', async () => {
    const { user, bridge } = await show()
    bridge.refuse('settings:change', { code: 'storage', step: 'settings', detail: 'disk full' })
    await user.click(screen.getByRole('switch', { name: 'Sound for info' }))
    expect((await section('Notifications and sounds').findByRole('alert')).textContent).toContain('disk full')
    expect(screen.getByRole<HTMLInputElement>('switch', { name: 'Sound for info' }).checked).toBe(true)
  })

  const failed = { kind: 'failed', via: 'dbus', reason: 'org.x.Error: no' } as const
  it.each([
    ['a notice that was taken', { kind: 'delivered', via: 'dbus' }, /the desktop took the notice \(by way of dbus\)/],
    ['a notice nobody shows', { ...failed, cause: 'noServer' }, /Install or start a notification server/],
    ['a server that is silent', { ...failed, cause: 'silent' }, /does not answer/],
    ['a refused notice', failed, /The desktop refused it/]
  ] as const)('say what became of %s', async (_what, outcome, words) => {
    const { user, bridge } = await show(
      {},
      { prepare: (fake) => fake.answer('notice:try', async () => ({ ok: true, value: outcome })) }
    )
    await user.click(screen.getByRole('button', { name: 'Try critical' }))
    expect(bridge.askedOf('notice:try')).toEqual([{ severity: 'critical' }])
    const told = section('Notifications and sounds').getByRole('status').textContent
    expect(told).toMatch(words)
    expect(told).toContain(outcome.kind === 'failed' ? 'org.x.Error: no' : 'If you did not see it')
  })
})

describe('quiet hours', () => {
  const show = shows(QuietSection)
  const time = (name: string) => screen.getByLabelText<HTMLInputElement>(name, { selector: 'input[type="time"]' })

  it('can be set while they are off', async () => {
    const { user, bridge } = await show()
    fireEvent.change(time('From'), { target: { value: '21:30' } })
    fireEvent.keyDown(time('From'), { key: 'Enter' })
    await user.click(screen.getByRole('checkbox', { name: 'Sun' }))
    await user.click(screen.getByRole('switch', { name: /^Critical alerts may break/ }))
    // Main has told of none of them yet: each keeps what was taken before it.
    const first = { ...DEFAULT_QUIET_HOURS, fromMinute: 21 * 60 + 30 }
    const second = { ...first, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] }
    expect(bridge.askedOf('settings:change')).toEqual([
      { quietHours: first },
      { quietHours: second },
      { quietHours: { ...second, criticalBreaksThrough: false } }
    ])
  })

  it('refuse a time that is none, and the last day that is taken away', async () => {
    const { user, bridge } = await show({ quietHours: { ...DEFAULT_QUIET_HOURS, enabled: true, days: ['mon'] } })
    fireEvent.change(time('To'), { target: { value: '' } })
    fireEvent.blur(time('To'))
    expect(time('To').getAttribute('aria-invalid')).toBe('true')
    expect(section('Quiet hours').getByText('A time such as 20:00.')).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: 'Mon' }))
    expect(section('Quiet hours').getByText(/^At least one day/)).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Mon' }).checked).toBe(true)
    expect(bridge.askedOf('settings:change')).toEqual([])
  })

  it('say when they are on, and why main did not take a change', async () => {
    const always = { ...DEFAULT_QUIET_HOURS, enabled: true, toMinute: DEFAULT_QUIET_HOURS.fromMinute }
    const { user, bridge } = await show({ quietHours: always })
    expect(section('Quiet hours').getByText('Quiet now, without an end')).toBeTruthy()
    bridge.refuse('settings:change', { code: 'storage', step: 'settings', detail: 'disk full' })
    await user.click(screen.getByRole('switch', { name: /^Hold notices during/ }))
    expect((await section('Quiet hours').findByRole('alert')).textContent).toContain('disk full')
  })

  it.each([
    ['on', ': on', /held until it is switched off/],
    ['off', ': off', /While it is on, notices are held/],
    ['unknown', ": can't be read", /handed to the desktop/],
    ['system', ': kept by this system', /the system holds them/]
  ] as const)('say what was read of the do-not-disturb of the desktop: %s', async (doNotDisturb, state, hint) => {
    await show({}, { desktop: { doNotDisturb } })
    expect(section('Quiet hours').getByText(`The desktop's do-not-disturb${state}`)).toBeTruthy()
    expect(section('Quiet hours').getByText(hint)).toBeTruthy()
  })
})

describe('about and diagnostics', () => {
  const show = shows(AboutSection)
  it('says what runs where, and what this desktop can do', async () => {
    await show()
    const about = section('About and diagnostics')
    expect(await about.findByText('Linux 6.1 x64')).toBeTruthy()
    expect(about.getByText('shows the icon')).toBeTruthy()
    expect(about.getByText('test desktop 1: actions, body')).toBeTruthy()
  })

  it('says what this desktop does not have', async () => {
    const bare = { system: 'Linux', tray: false, notices: null }
    await show({}, { prepare: (bridge) => bridge.answer('diagnostics:read', async () => ({ ok: true, value: bare })) })
    const about = section('About and diagnostics')
    expect(await about.findByText(/^none on this desktop/)).toBeTruthy()
    expect(about.getByText('nothing on this desktop shows them')).toBeTruthy()
  })

  it('copies for support, and says so only when it did', async () => {
    const { user, bridge } = await show()
    const about = section('About and diagnostics')
    bridge.refuse('diagnostics:copy', { code: 'unexpected', step: 'diagnostics', detail: 'no clipboard' })
    await user.click(about.getByRole('button', { name: 'Copy diagnostics' }))
    expect((await about.findByRole('alert')).textContent).toContain('no clipboard')
    expect(about.queryByText(/^Copied/)).toBeNull()
    bridge.answer('diagnostics:copy', async () => ({ ok: true, value: undefined }))
    await user.click(about.getByRole('button', { name: 'Copy diagnostics' }))
    expect(await about.findByText(/^Copied\./)).toBeTruthy()
    expect(about.queryByRole('alert')).toBeNull()
  })
})
