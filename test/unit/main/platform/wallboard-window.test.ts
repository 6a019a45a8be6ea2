import { beforeEach, describe, expect, it } from 'vitest'
import { disposable } from '../../../../src/core/disposable.ts'
import { createWallboardWindow, type WallboardWindow } from '../../../../src/main/platform/wallboard-window.ts'
import type { DisplayPlace } from '../../../../src/main/platform/window-place.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'
import { createRecordingLogger, type RecordingLogger } from '../recording-logger.ts'
import { aDisplay } from './a-display.ts'
import { asWindow, createFakeWindow, type FakeWindow } from './fake-window.ts'

const DESK = aDisplay(1, 'Desk', 0)
const WALL = aDisplay(2, 'Wall', 1920)

let clock: VirtualClock
let made: FakeWindow[]
let displays: DisplayPlace[]
let kept: string | undefined
let changed: Set<() => void>
let awake: boolean
let logger: RecordingLogger

const last = (): FakeWindow => made.at(-1)!
function displaysAre(...next: DisplayPlace[]): void {
  displays = next
  for (const run of changed) run()
}
function aRun(): WallboardWindow {
  return createWallboardWindow({
    clock,
    logger,
    title: 'Floorwatch',
    keepAwake: (on) => (awake = on),
    backgroundColor: () => '#000000',
    memory: { read: () => kept, write: (text) => (kept = text) },
    desktop: {
      isDark: () => true,
      onThemeChange: () => disposable(() => undefined),
      workArea: () => DESK.workArea,
      displays: () => displays,
      onDisplaysChange: (run) => {
        changed.add(run)
        return disposable(() => changed.delete(run))
      },
      onQuit: () => disposable(() => undefined)
    },
    createWindow: (shape, url) => {
      made.push(createFakeWindow(shape, url))
      return asWindow(last())
    }
  })
}

beforeEach(() => {
  clock = createVirtualClock()
  made = []
  displays = [DESK, WALL]
  kept = undefined
  changed = new Set()
  awake = false
  logger = createRecordingLogger()
})

describe('the wallboard', () => {
  it('fills the display that was chosen, and has the focus of whoever opened it', () => {
    const wallboard = aRun()
    expect(wallboard.displays().chosenId).toBe(1)
    wallboard.open(2)
    last().load()
    expect(last()).toMatchObject({ url: 'floorwatch-app://app/wallboard.html', fullScreen: true, at: WALL.bounds })
    expect(last().shape).toMatchObject({ frame: false, fullscreenable: true, ...WALL.bounds })
    expect(last().done).toEqual(['show', `bounds ${JSON.stringify(WALL.bounds)}`, 'focus'])
    expect(wallboard.displays().chosenId).toBe(2)
  })

  it('remembers the display over a restart, under another id too, and takes the primary one when it is gone', () => {
    aRun().open(2)
    displays = [DESK, aDisplay(99, 'Wall', 1920)]
    const again = aRun()
    expect(again.displays().chosenId).toBe(99)
    again.open(null)
    last().load()
    expect(last().at).toEqual(WALL.bounds)
    displays = [DESK]
    const alone = aRun()
    expect(alone.displays().chosenId).toBe(1)
    alone.open(null)
    last().load()
    expect(last().at).toEqual(DESK.bounds)
  })

  it('opens where it was when a display is asked for that is not there', () => {
    const wallboard = aRun()
    wallboard.open(4711)
    last().load()
    expect(last().at).toEqual(DESK.bounds)
    expect(kept).toBeUndefined()
  })

  it('moves to the primary display when its own is unplugged, back when it is plugged in, and takes no focus for it', () => {
    const wallboard = aRun()
    wallboard.open(2)
    last().load()
    const before = last().done.length
    displaysAre(DESK)
    expect(last()).toMatchObject({ at: DESK.bounds, fullScreen: true })
    displaysAre(DESK, WALL)
    expect(last()).toMatchObject({ at: WALL.bounds, fullScreen: true })
    expect(last().done.slice(before)).toEqual([DESK, WALL].map(({ bounds }) => `bounds ${JSON.stringify(bounds)}`))
  })

  it('follows another size of its display, and stays as it is when others change', () => {
    const wallboard = aRun()
    wallboard.open(2)
    last().load()
    const before = last().done.length
    displaysAre({ ...DESK, workArea: DESK.bounds }, WALL)
    expect(last().done).toHaveLength(before)
    const larger = { ...WALL.bounds, width: 3840, height: 2160 }
    displaysAre(DESK, { ...WALL, bounds: larger })
    expect(last().at).toEqual(larger)
  })

  it('does not come by itself, and is gone when it was closed', () => {
    const wallboard = aRun()
    displaysAre(DESK)
    expect(made).toEqual([])
    wallboard.open(null)
    last().load()
    wallboard.close()
    expect(last().destroyed).toBe(true)
    expect(wallboard.current()).toBeUndefined()
    displaysAre(DESK, WALL)
    expect(made).toHaveLength(1)
    wallboard.close()
    wallboard.dispose()
    expect([changed.size, clock.pendingTimers()]).toEqual([0, 0])
  })

  it('keeps displays awake as long as it can be seen', () => {
    const wallboard = aRun()
    wallboard.open(null)
    expect(awake).toBe(false)
    last().load()
    expect(awake).toBe(true)
    last().emit('minimize')
    expect(awake).toBe(false)
    last().emit('restore')
    expect(awake).toBe(true)
    last().close()
    expect(awake).toBe(false)
    wallboard.open(null)
    expect(awake).toBe(true)
    wallboard.close()
    expect(awake).toBe(false)
  })

  it('goes on without a display, and with a memory that can not be read', () => {
    kept = '{"id":"x"}'
    displays = []
    const wallboard = aRun()
    expect(wallboard.displays()).toEqual({ displays: [], chosenId: null })
    wallboard.open(null)
    last().load()
    expect(last().done).toEqual(['show', 'focus'])
  })

  const crash = (): void => void last().webContents.emit('render-process-gone', {}, { reason: 'oom' })
  const logged = (): readonly string[] => logger.lines.map(({ level, message }) => `${level} ${message}`)

  it('is back on its display when its page crashed while it could be seen, without the focus', () => {
    const wallboard = aRun()
    wallboard.open(2)
    last().load()
    crash()
    expect([made[0]?.destroyed, awake, wallboard.current()]).toEqual([true, false, undefined])
    clock.advance(1_000)
    expect(made).toHaveLength(2)
    last().load()
    expect(last()).toMatchObject({ url: made[0]?.url, fullScreen: true, at: WALL.bounds })
    expect(last().done).toEqual(['showInactive', `bounds ${JSON.stringify(WALL.bounds)}`])
    expect(awake).toBe(true)
    expect(logged()).toEqual(['error page is gone', 'warn window is opened again'])
    wallboard.open(null)
    expect(last().done.at(-1)).toBe('focus')
  })

  it('comes back once a minute at most: a page that crashes again at once stays closed', () => {
    const wallboard = aRun()
    wallboard.open(null)
    last().load()
    crash()
    clock.advance(1_000)
    last().load()
    clock.advance(30_000)
    crash()
    clock.advance(600_000)
    expect(made).toHaveLength(2)
    expect(logged().at(-1)).toBe('error window stays closed')
    wallboard.open(null)
    last().load()
    crash()
    clock.advance(1_000)
    expect(made).toHaveLength(4)
  })

  it('stays closed when its page crashed where nobody saw it, or somebody closed it meanwhile', () => {
    const wallboard = aRun()
    wallboard.open(null)
    crash()
    clock.advance(2_000)
    wallboard.open(null)
    last().load()
    last().close()
    crash()
    clock.advance(2_000)
    wallboard.open(null)
    last().load()
    last().minimized = true
    crash()
    clock.advance(2_000)
    expect(made).toHaveLength(3)
    wallboard.open(null)
    last().load()
    crash()
    wallboard.close()
    clock.advance(2_000)
    expect(made).toHaveLength(4)
    wallboard.open(null)
    last().load()
    clock.advance(60_000)
    crash()
    wallboard.dispose()
    clock.advance(2_000)
    expect([made.length, clock.pendingTimers()]).toEqual([5, 0])
  })
})
