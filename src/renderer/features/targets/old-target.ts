import { useCallback, useSyncExternalStore } from 'react'
import type { StateView, TargetView } from '../../../contract/views.ts'
import { useWindow } from '../../state/window-context.tsx'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** No month is longer. */
const PERIOD_MS = { P1D: DAY_MS, P1W: 7 * DAY_MS, P1M: 31 * DAY_MS } as const
/** A target's turn comes at its own place in the interval: up to one and a half intervals after the test before. */
const INTERVALS = 2

/**
 * True when the value is not what it claims to be any more: its connection is not live, or tests did not come when they were due. What
 * was known at the last exit is old, too, until it has been tested again.
 */
function isOld(target: TargetView, view: Pick<StateView, 'connections' | 'settings'>, nowMs: number): boolean {
  if (target.testedAtMs === null) return false
  const connection = view.connections.find((one) => one.id === target.connectionId)
  if (connection?.status.phase !== 'live') return true
  const { targetTestTiming, targetTestIntervalMinutes } = view.settings
  // Once in each period: by the end of the next one it should have come.
  const usualMs =
    targetTestTiming === 'period' ? PERIOD_MS[target.notificationPeriod] : targetTestIntervalMinutes * MINUTE_MS
  return nowMs - target.testedAtMs > INTERVALS * usualMs
}

/** Renders the caller only when the answer changes. */
export function useIsOld(target: TargetView): boolean {
  const { seconds, mirror } = useWindow()
  const subscribe = useCallback(
    (run: () => void) => {
      const stops = [seconds.subscribe(run), mirror.store.subscribe(run)]
      return () => stops.forEach((stop) => stop())
    },
    [seconds, mirror]
  )
  return useSyncExternalStore(subscribe, () => {
    const { view } = mirror.store.getState()
    return view !== null && isOld(target, view, seconds.nowMs())
  })
}
