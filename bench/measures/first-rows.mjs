import { askWindow } from '../rig/devtools.mjs'
import { interleave, median, spread } from '../rig/numbers.mjs'

const RUNS = 7
/** Later than any first paint that is worth measuring, so that the question does not disturb the answer. */
const ASK_AFTER_MS = 2_500
const WITHIN_MS = 15_000
const DEBUG = ['--remote-debugging-port=0']

// Epoch ms, by the window's own clock. The mark tells that the frame was made, the bare window's paint that it was presented:
// rows can't have been seen before anything was.
const FIRST_ROWS = `(() => {
  const mark = performance.getEntriesByName('floorwatch:first-rows')[0]
  const paint = performance.getEntriesByName('first-contentful-paint')[0]
  return mark && paint && performance.timeOrigin + Math.max(mark.startTime, paint.startTime)
})()`
const FIRST_PAINT = `(() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0]
  return paint && performance.timeOrigin + paint.startTime
})()`

/** Spawn until the main window painted rows that came over the wire, against a bare window's first paint. */
export async function measureFirstRows({ sides }) {
  async function timeOf(app, expression, what) {
    try {
      const atMs = await askWindow(app, expression, { afterMs: ASK_AFTER_MS, withinMs: WITHIN_MS })
      if (atMs === undefined) throw new Error(`${what}:\n${app.output()}`)
      return atMs - app.startedMs
    } finally {
      await app.stop()
    }
  }
  const { a, b } = await interleave(
    RUNS,
    () => timeOf(sides.startFloorwatch([], DEBUG), FIRST_ROWS, 'no window has the mark floorwatch:first-rows'),
    () => timeOf(sides.startBare(['--window'], DEBUG), FIRST_PAINT, 'the bare window never painted')
  )
  return [
    {
      measure: "main window's first paint of real rows",
      unit: 'ms',
      ours: median(a),
      baseline: median(b),
      limit: { ratioAtMost: 1.8 },
      spread: Math.max(spread(a), spread(b)),
      runs: { ours: a, baseline: b }
    }
  ]
}
