// The product's main window in a real renderer, with main played: 10 000 agents, of which 1 000 change in each batch.
/* global document, MessageChannel, PerformanceObserver, requestAnimationFrame, window */
import { aFloor, agentFeed, agentRow } from '../../test/fakes/a-floor.ts'
import { createFakeBridge } from '../../test/fakes/fake-bridge.ts'

const ROWS = 10_000
const CHANGED = 1_000
const WARM_UP = 20
const BATCHES = 60
/** As main sends them: one each 200 ms. */
const RUSH_MS = 60_000
const BATCH_MS = 200
const STATES = ['READY', 'ACTIVE', 'NOT_READY', 'AFTER_CONTACT_WORK']

let state = 12_345
/** The same numbers each time. */
function number(below) {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
/** After the microtasks, in which the window renders, and before the next frame. */
const afterScript = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = resolve
    port2.postMessage(undefined)
  })
const fresh = (index) =>
  agentRow(`Agent ${index}`, STATES[number(4)], Date.now() - number(1_000_000), `Reason ${number(5_000)}`)
const feed = () => ({ ...agentFeed(), heardAtMs: Date.now(), rowCount: ROWS })
const layout = {
  sort: { column: 'stateSince', descending: true },
  group: null,
  columns: null,
  facet: null,
  trouble: 'all'
}

const floor = aFloor({ feeds: [feed()], alerts: [] })
const bridge = createFakeBridge(
  { ...floor, settings: { ...floor.settings, tables: { agents: layout } } },
  Array.from({ length: ROWS }, (_, index) => fresh(index))
)
window.floorwatch = bridge
const longTasks = []
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
  entryTypes: ['longtask']
})

let rowsRevision = 1
let stateRevision = 1
function batch() {
  const start = number(ROWS)
  // A prime stride: all over the table, none twice.
  const changed = Array.from({ length: CHANGED }, (_, step) => fresh((start + step * 7) % ROWS))
  rowsRevision += 1
  return { revision: rowsRevision, changed, removed: [] }
}
function heard() {
  stateRevision += 1
  bridge.push('state:changed', { revision: stateRevision, feeds: [feed()] })
}
const seen = () => document.querySelector('[role="grid"], main table')?.textContent ?? ''

async function timesOf() {
  const times = []
  let moved = 0
  for (let run = 0; run < WARM_UP + BATCHES; run += 1) {
    if (run % 10 === 0) heard()
    const push = batch()
    const before = seen()
    await pause(50)
    const beganMs = performance.now()
    bridge.push('rows:changed', push)
    await afterScript()
    const tookMs = performance.now() - beganMs
    if (run >= WARM_UP) times.push(tookMs)
    await new Promise((resolve) => requestAnimationFrame(resolve))
    if (seen() !== before) moved += 1
  }
  if (moved < BATCHES / 2) throw new Error(`what is seen changed with ${moved} batches only`)
  return times
}

async function rush() {
  longTasks.length = 0
  const endMs = performance.now() + RUSH_MS
  let batches = 0
  while (performance.now() < endMs) {
    if (batches % 5 === 0) heard()
    const push = batch()
    // Making the rows is the bench's own work: a task of its own.
    await pause(BATCH_MS)
    bridge.push('rows:changed', push)
    batches += 1
  }
  await pause(500)
  return { batches, longTasks: [...longTasks] }
}

async function measure() {
  await import('../../src/renderer/main.tsx')
  await pause(1_000)
  bridge.push('view:requested', { view: 'agents' })
  await pause(3_000)
  const table = await timesOf()
  const agents = await rush()
  console.log(JSON.stringify({ table, agents }))
}
measure().catch((error) => console.log(`failed: ${error.stack}`))
