import { performance } from 'node:perf_hooks'

export interface Count {
  readonly perSecond: number
  /** CPU time of the whole process for one message, ns. */
  readonly cpuNs: number
  /**
   * Share of the time in which the event loop had work: near 1 means that this side set the pace, not the sender. Null in
   * Electron, where the loop is not Node's own.
   */
  readonly busy: number | null
}

/** Lets `taken` grow for `warmUpMs`, then answers what happens in `measureMs`. */
export async function countFor(warmUpMs: number, measureMs: number, taken: () => number): Promise<Count> {
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  await pause(warmUpMs)
  const before = {
    taken: taken(),
    ms: performance.now(),
    cpu: process.cpuUsage(),
    loop: performance.eventLoopUtilization()
  }
  await pause(measureMs)
  const messages = taken() - before.taken
  if (messages === 0) throw new Error('no message came')
  const cpu = process.cpuUsage(before.cpu)
  return {
    perSecond: (messages * 1000) / (performance.now() - before.ms),
    cpuNs: ((cpu.user + cpu.system) * 1000) / messages,
    busy: process.versions['electron'] ? null : performance.eventLoopUtilization(before.loop).utilization
  }
}
