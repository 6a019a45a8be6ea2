import { monitorEventLoopDelay } from 'node:perf_hooks'
import { PRODUCERS } from './floor-frames.ts'
import { receiveAsProduct } from './product-receiver.ts'

const WARM_UP_MS = 3_000
const MEASURE_MS = 15_000
/** What the monitor adds to every delay it reports, ms. */
const RESOLUTION_MS = 1

export interface LoopDelay {
  /** ms; what the monitor itself adds is taken off. */
  readonly p50: number
  readonly p99: number
  readonly max: number
  readonly perSecond: number
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** How late the event loop is while the product takes a paced stream: what a click on the tray would have to wait. */
export async function measureLoopDelay(url: string, journalFile: string): Promise<LoopDelay> {
  const receiver = receiveAsProduct(url, journalFile, PRODUCERS)
  await pause(WARM_UP_MS)
  const before = { taken: receiver.taken(), ms: performance.now() }
  const monitor = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  monitor.enable()
  await pause(MEASURE_MS)
  monitor.disable()
  const perSecond = ((receiver.taken() - before.taken) * 1000) / (performance.now() - before.ms)
  receiver.stop()
  const ms = (ns: number): number => Math.max(0, ns / 1e6 - RESOLUTION_MS)
  return { p50: ms(monitor.percentile(50)), p99: ms(monitor.percentile(99)), max: ms(monitor.max), perSecond }
}
