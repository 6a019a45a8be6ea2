import { beforeEach, describe, expect, it } from 'vitest'
import type { TrayEntry, TrayModel } from '../../../../src/main/app/tray-model.ts'
import { createTraySchedule, type TraySchedule } from '../../../../src/main/platform/tray-schedule.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'

const item = (label: string, focusId = 'x'): TrayEntry => ({
  kind: 'item',
  label,
  enabled: true,
  action: { kind: 'open', view: 'alerts', focusId }
})
const base: TrayModel = { look: 'ok', count: '', tooltip: 'calm', menu: [item('Open')] }

let clock: VirtualClock
let log: string[]
let schedule: TraySchedule

beforeEach(() => {
  clock = createVirtualClock()
  log = []
  schedule = createTraySchedule(
    clock,
    {
      face: ({ look, count }) => log.push(`face ${look} ${count}`),
      tooltip: (text) => log.push(`tooltip ${text}`),
      menu: (entries) =>
        log.push(`menu ${entries.map((one) => (one.kind === 'separator' ? '-' : one.label)).join(',')}`)
    },
    base
  )
})
const taken = (): string[] => log.splice(0)

describe('the tray', () => {
  it('shows its first model at once and whole', () => {
    expect(log).toEqual(['face ok ', 'tooltip calm', 'menu Open'])
  })

  it('is left alone by an equal model', () => {
    taken()
    for (let second = 0; second < 10; second += 1) {
      schedule.update({ ...base, menu: [item('Open')] })
      clock.advance(1000)
    }
    expect(log).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
  })

  it('changes icon and tooltip at most twice a second, and the latest wins', () => {
    taken()
    for (let step = 1; step <= 100; step += 1) {
      schedule.update({ ...base, look: 'warning', count: String(step), tooltip: `step ${step}` })
      clock.advance(100)
    }
    clock.advance(500)
    expect(log.filter((line) => line.startsWith('face')).length).toBeLessThanOrEqual(21)
    expect(log.filter((line) => line.startsWith('face')).length).toBeGreaterThanOrEqual(19)
    expect(log.at(-2)).toBe('face warning 100')
    expect(log.at(-1)).toBe('tooltip step 100')
    expect(clock.pendingTimers()).toBe(0)
  })

  it('changes only the part that differs', () => {
    taken()
    clock.advance(500)
    schedule.update({ ...base, tooltip: 'still calm' })
    expect(taken()).toEqual(['tooltip still calm'])
    clock.advance(500)
    schedule.update({ ...base, tooltip: 'still calm', look: 'paused' })
    expect(taken()).toEqual(['face paused '])
  })

  it('shows nothing for a change that was taken back before its turn', () => {
    taken()
    schedule.update({ ...base, look: 'critical', count: '3' })
    schedule.update(base)
    clock.advance(5000)
    expect(log).toEqual([])
  })
})

describe('its menu', () => {
  const labels = (...texts: string[]): TrayModel => ({ ...base, menu: texts.map((text) => item(text)) })

  it('gets a new structure soon, new labels every 2 s at most', () => {
    taken()
    schedule.update(labels('Open', 'Alert'))
    clock.advance(499)
    expect(taken()).toEqual([])
    clock.advance(1)
    expect(taken()).toEqual(['menu Open,Alert'])
    for (let tick = 1; tick <= 40; tick += 1) {
      schedule.update(labels('Open', `Alert ${tick}`))
      clock.advance(100)
    }
    expect(taken()).toEqual(['menu Open,Alert 20', 'menu Open,Alert 40'])
  })

  it('counts another action behind the same label as structure', () => {
    clock.advance(500)
    taken()
    schedule.update({ ...base, menu: [item('Open', 'another')] })
    expect(taken()).toEqual(['menu Open'])
  })

  it('is not replaced while it is open, and is brought up to date when it closes', () => {
    clock.advance(5000)
    taken()
    schedule.menuOpened()
    schedule.update(labels('Open', 'Alert'))
    clock.advance(30_000)
    expect(taken()).toEqual([])
    schedule.menuClosed()
    expect(taken()).toEqual(['menu Open,Alert'])
  })

  it('holds the tooltip back while it is open, but neither the icon nor what another look means', () => {
    clock.advance(5000)
    taken()
    schedule.menuOpened()
    schedule.update({ ...base, look: 'critical', count: '1', tooltip: 'one waits' })
    expect(taken()).toEqual(['face critical 1', 'tooltip one waits'])
    schedule.update({ ...base, look: 'critical', count: '2', tooltip: 'two wait' })
    clock.advance(10_000)
    expect(taken()).toEqual(['face critical 2'])
    schedule.menuClosed()
    expect(taken()).toEqual(['tooltip two wait'])
    expect(clock.pendingTimers()).toBe(0)
  })

  it('a tooltip that was held back is shown when nobody said that the menu was closed', () => {
    clock.advance(5000)
    taken()
    schedule.submenuOpened()
    schedule.update({ ...base, tooltip: 'trouble' })
    clock.advance(9_999)
    expect(taken()).toEqual([])
    clock.advance(1)
    expect(taken()).toEqual(['tooltip trouble'])
  })

  it('is left alone for 10 s after a part of it was opened, or until something was chosen', () => {
    clock.advance(5000)
    taken()
    schedule.submenuOpened()
    schedule.update(labels('Open', 'Alert'))
    clock.advance(9_999)
    expect(taken()).toEqual([])
    clock.advance(1)
    expect(taken()).toEqual(['menu Open,Alert'])
    schedule.submenuOpened()
    clock.advance(1_000)
    schedule.update(labels('Open', 'Alert', 'Another'))
    expect(taken()).toEqual([])
    schedule.menuClosed()
    expect(taken()).toEqual(['menu Open,Alert,Another'])
  })

  it('a part of it that opens does not shorten how long the whole is left alone', () => {
    clock.advance(5000)
    taken()
    schedule.menuOpened()
    schedule.submenuOpened()
    schedule.update(labels('Open', 'Alert'))
    clock.advance(59_999)
    expect(taken()).toEqual([])
  })

  it('is replaced after a minute even when the desktop never said that it was closed', () => {
    clock.advance(5000)
    taken()
    schedule.menuOpened()
    schedule.update(labels('Open', 'Alert'))
    clock.advance(59_999)
    expect(taken()).toEqual([])
    clock.advance(1)
    expect(taken()).toEqual(['menu Open,Alert'])
  })
})

describe('a tray made anew', () => {
  it('is painted whole, with what was last wanted', () => {
    schedule.update({ ...base, look: 'stale', tooltip: 'no data' })
    taken()
    schedule.repaint()
    expect(taken()).toEqual(['face stale ', 'tooltip no data', 'menu Open'])
  })

  it('does nothing after dispose', () => {
    taken()
    schedule.update({ ...base, look: 'stale' })
    schedule.dispose()
    clock.advance(5000)
    schedule.update({ ...base, look: 'critical' })
    expect(log).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
  })
})
