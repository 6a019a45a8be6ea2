import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { quietAt, type Quiet, type QuietHours } from '../../core/quiet/quiet-hours.ts'

/** The wall clock is looked at so often at least: it may be set, and sleep may pass unseen. */
const LOOK_MS = 60_000

/** `desktop`: nothing but the desktop's own do-not-disturb holds them, until the user there ends it. */
export interface QuietNow extends Quiet {
  readonly by: 'hours' | 'desktop'
}

export interface QuietWatch extends Disposable {
  present(): QuietNow
  /** Hours or desktop may be others now. */
  review(): void
}

/** Knows whether notices are held, by quiet hours or by the desktop, and says when that ends: by the clock, by sleep, by a switch. */
export function createQuietWatch(deps: {
  readonly clock: Clock
  readonly zone: string
  readonly hours: () => QuietHours
  /** The desktop's do-not-disturb is on. */
  readonly doNotDisturb: () => boolean
  readonly ended: () => void
}): QuietWatch {
  const { clock, zone } = deps
  let hours = deps.hours()
  let atMs = clock.now().wallMs
  let quiet = quietAt(hours, atMs, zone)
  let timer: Disposable | undefined

  /** Cheap: computed anew only past the moment of change, or when clock or hours are others. */
  function hoursNow(): Quiet {
    const nowMs = clock.now().wallMs
    const wanted = deps.hours()
    const isSame = wanted === hours && nowMs >= atMs && (quiet.changesAtMs === null || nowMs < quiet.changesAtMs)
    if (!isSame) quiet = quietAt(wanted, nowMs, zone)
    hours = wanted
    atMs = nowMs
    return quiet
  }
  function present(): QuietNow {
    const now = hoursNow()
    if (now.quiet || !deps.doNotDisturb()) return { ...now, by: 'hours' }
    return { quiet: true, changesAtMs: null, by: 'desktop' }
  }
  function run(): void {
    timer?.dispose()
    const { changesAtMs } = hoursNow()
    const leftMs = changesAtMs === null ? LOOK_MS : changesAtMs - clock.now().wallMs
    timer = clock.after(Math.min(LOOK_MS, Math.max(1, leftMs)), look)
  }
  const isHeld = (): boolean => quiet.quiet || deps.doNotDisturb()
  let was = isHeld()
  /** What was asked meanwhile must not hide the end. */
  function look(): void {
    run()
    const isOver = was && !isHeld()
    was = isHeld()
    if (isOver) deps.ended()
  }
  run()
  return { present, review: look, ...disposable(() => timer?.dispose()) }
}
