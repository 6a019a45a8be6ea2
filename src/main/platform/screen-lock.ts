import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { SessionBus } from './session-bus.ts'

/** What Electron tells of the session, on Windows and macOS. */
export interface SessionEvents {
  on(event: 'lock-screen' | 'unlock-screen', run: () => void): unknown
  off(event: 'lock-screen' | 'unlock-screen', run: () => void): unknown
  /** Says `locked` too, on systems that can tell. */
  getSystemIdleState?(idleAfterS: number): 'active' | 'idle' | 'locked' | 'unknown'
}

/** Who tells on Linux: KDE and most others, GNOME, Cinnamon, MATE. */
const SCREEN_SAVERS = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver'
] as const

/** For the answer of one screen saver, ms. */
const PATIENCE_MS = 1_000
/** For the first of all answers, ms: owner and answer. */
const UNKNOWN_MS = 2_000

export interface ScreenLock extends Disposable {
  /** False also where nobody tells. */
  locked(): boolean
  /** Nobody has told yet, and somebody still may: for 2 s at most, on Linux only. */
  unknown(): boolean
}

/**
 * Follows whether the screen is locked, by whatever this desktop has for it. `bus`: on Linux only. There it is asked at each link to the
 * bus too, because a lock of before was told to nobody here. What is told meanwhile is newer than such an answer.
 */
export function watchScreenLock(deps: {
  readonly clock: Pick<Clock, 'after'>
  readonly session: SessionEvents
  readonly bus: Pick<SessionBus, 'listen' | 'call' | 'hasOwner'> | undefined
  /** It was locked or unlocked, or is known for the first time to be one or the other. */
  readonly changed?: (locked: boolean) => void
}): ScreenLock {
  const { session, bus } = deps
  let isLocked = false
  let isUnknown = bus !== undefined
  let told: boolean | undefined
  const patience = deps.clock.after(bus === undefined ? 0 : UNKNOWN_MS, firstLook)
  /** Counts what was told and asked: an answer to an older question changes nothing. */
  let turn = 0
  function known(): void {
    isUnknown = false
  }
  function set(locked: boolean): void {
    isLocked = locked
    if (locked === told) return
    told = locked
    deps.changed?.(locked)
  }
  /** A lock of an earlier run may be over without anybody having said so here. */
  function firstLook(): void {
    known()
    if (told !== undefined) return
    const state = bus === undefined ? (session.getSystemIdleState?.(1) ?? 'unknown') : 'active'
    if (state !== 'unknown') set(state === 'locked')
  }
  function be(locked: boolean): void {
    turn += 1
    set(locked)
    known()
  }
  const lock = (): void => be(true)
  const unlock = (): void => be(false)

  /** `absent`: nobody there who could tell. No service is started for the question. */
  async function ask(on: Pick<SessionBus, 'call' | 'hasOwner'>, name: string): Promise<boolean | 'absent' | 'silent'> {
    if (!(await on.hasOwner(name, PATIENCE_MS))) return 'absent'
    const saver = { destination: name, path: `/${name.replaceAll('.', '/')}`, interface: name }
    const answer = await on.call({ ...saver, member: 'GetActive' }, PATIENCE_MS)
    return answer.ok && typeof answer.value[0] === 'boolean' ? answer.value[0] : 'silent'
  }

  async function askAll(): Promise<void> {
    if (!bus) return
    turn += 1
    const mine = turn
    const answers = await Promise.all(SCREEN_SAVERS.map((name) => ask(bus, name)))
    if (mine !== turn) return
    known()
    if (answers.includes(true)) set(true)
    else if (!answers.includes('silent') || answers.includes(false)) set(false)
  }

  session.on('lock-screen', lock)
  session.on('unlock-screen', unlock)
  // The last one asks: by then the bus knows that all are listened to.
  const heard = SCREEN_SAVERS.map((name, index) =>
    bus?.listen(
      { interface: name, member: 'ActiveChanged' },
      ({ body }) => {
        if (typeof body[0] === 'boolean') be(body[0])
      },
      index === SCREEN_SAVERS.length - 1 ? () => void askAll() : undefined
    )
  )
  return {
    locked: () => isLocked,
    unknown: () => isUnknown,
    ...disposable(() => {
      turn += 1
      patience.dispose()
      session.off('lock-screen', lock)
      session.off('unlock-screen', unlock)
      for (const one of heard) one?.dispose()
    })
  }
}
