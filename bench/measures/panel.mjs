import { askWindow } from '../rig/devtools.mjs'
import { interleave, median, spread } from '../rig/numbers.mjs'
import { LIVE } from '../rig/sides.mjs'

const RUNS = 5
const WITHIN_MS = 20_000
/** Later than any paint that is worth measuring, so that the question does not disturb the answer. */
const ASK_AFTER_MS = 2_000
const HIDDEN_FOR_MS = 1_000
const DEBUG = ['--remote-debugging-port=0']

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

// Epoch ms, by the window's own clock.
const FIRST_PAINT = `(() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0]
  return paint && performance.timeOrigin + paint.startTime
})()`
const WATCH = `(() => {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') window.hiddenAt = Date.now()
    else requestAnimationFrame(() => setTimeout(() => (window.shownAt = performance.timeOrigin + performance.now())))
  })
  return true
})()`

/** Click on the tray until the panel is seen: made for the first time, and hidden a moment ago. */
export async function measurePanel({ sides, host }) {
  const warm = []

  async function ask(app, expression, afterMs, what) {
    const startMs = Date.now() - app.startedMs
    const answer = await askWindow(app, expression, { afterMs: startMs + afterMs, withinMs: startMs + WITHIN_MS })
    if (answer === undefined) throw new Error(`${what}:\n${app.output()}`)
    return answer
  }

  async function ours() {
    const item = host.expectItem()
    const app = sides.startFloorwatch(['--hidden'], DEBUG)
    try {
      if ((await item.says(LIVE, WITHIN_MS)) === undefined) throw new Error(`not live:\n${app.output()}`)
      const coldMs = await item.click()
      const paintedMs = await ask(app, FIRST_PAINT, ASK_AFTER_MS, 'the panel never painted')
      await ask(app, WATCH, 0, 'the panel does not answer')
      await item.click()
      await ask(app, 'window.hiddenAt', HIDDEN_FOR_MS, 'a second click does not hide the panel')
      const warmMs = await item.click()
      warm.push((await ask(app, 'window.shownAt', ASK_AFTER_MS, 'the panel did not come back')) - warmMs)
      return paintedMs - coldMs
    } finally {
      await app.stop()
    }
  }

  async function bare() {
    const item = host.expectItem()
    const app = sides.startBare(['--window-on-click'], DEBUG)
    try {
      if ((await item.registered(WITHIN_MS)) === undefined) throw new Error(`no tray icon:\n${app.output()}`)
      await pause(ASK_AFTER_MS)
      const clickedMs = await item.click()
      return (await ask(app, FIRST_PAINT, ASK_AFTER_MS, 'the bare window never painted')) - clickedMs
    } finally {
      await app.stop()
    }
  }

  const { a, b } = await interleave(RUNS, ours, bare)
  // The first of each is thrown away with the run it belongs to.
  const warmRuns = warm.slice(-a.length)
  return [
    {
      measure: 'panel, cold',
      unit: 'ms',
      ours: median(a),
      baseline: median(b),
      limit: { ratioAtMost: 2.5 },
      spread: Math.max(spread(a), spread(b)),
      runs: { ours: a, baseline: b }
    },
    {
      measure: 'panel, warm',
      unit: 'ms',
      ours: median(warmRuns),
      // A bare window made anew: nothing bare is kept warm.
      baseline: median(b),
      limit: { atMost: 150 },
      spread: spread(warmRuns),
      runs: { ours: warmRuns, baseline: b }
    }
  ]
}
