import { performance } from 'node:perf_hooks'
import { receiveBare } from './bare-receiver.ts'
import type { Producer } from './floor-frames.ts'
import { receiveIntoTable } from './table-receiver.ts'

export interface SnapshotTime {
  /** From the first byte that could come until the first live message was taken, ms. */
  readonly ms: number
  /** CPU time of the whole process until then, ms: its start included. */
  readonly cpuMs: number
}

/** How long a whole snapshot takes to be read and parsed (`bare`), or until all its rows are in the table and the feed is live. */
export function timeSnapshot(
  kind: 'table' | 'bare',
  url: string,
  producers: readonly Producer[]
): Promise<SnapshotTime> {
  return new Promise((resolve) => {
    let beganMs = performance.now()
    let isLive = false
    const live = (): void => {
      if (isLive) return
      isLive = true
      const ms = performance.now() - beganMs
      // A snapshot that is not whole throws here.
      receiver.stop()
      const { user, system } = process.cpuUsage()
      resolve({ ms, cpuMs: (user + system) / 1000 })
    }
    const confirmed = (): void => {
      beganMs = performance.now()
    }
    const receiver =
      kind === 'bare' ? receiveBare(url, producers, live) : receiveIntoTable(url, producers, { confirmed, live })
  })
}
