import { interleave, median, spread } from '../rig/numbers.mjs'
import { LAST_KNOWN } from '../rig/sides.mjs'

const RUNS = 9
const WITHIN_MS = 15_000

/** Spawn until the tray is registered and, for ours, shows the last known state. */
export async function measureStart({ sides, host }) {
  async function timeOf(start, pattern) {
    const item = host.expectItem()
    const app = start()
    try {
      const registeredMs = await item.registered(WITHIN_MS)
      const atMs = pattern ? await item.says(pattern, WITHIN_MS) : registeredMs
      if (atMs === undefined) throw new Error(`no tray, or it says "${await item.tooltip()}":\n${app.output()}`)
      return atMs - app.startedMs
    } finally {
      await app.stop()
    }
  }
  const { a, b } = await interleave(
    RUNS,
    () => timeOf(() => sides.startFloorwatch(['--hidden']), LAST_KNOWN),
    () => timeOf(() => sides.startBare())
  )
  return [
    {
      measure: 'spawn to tray with last known state',
      unit: 'ms',
      ours: median(a),
      baseline: median(b),
      limit: { ratioAtMost: 1.6 },
      spread: Math.max(spread(a), spread(b)),
      runs: { ours: a, baseline: b }
    }
  ]
}
