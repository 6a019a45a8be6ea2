import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { median } from '../rig/numbers.mjs'
import { cpuMs, pssMb } from '../rig/process-tree.mjs'
import { createSides, LIVE } from '../rig/sides.mjs'

const RATE = 100
/** Timers of the sender are not exact; less than this share is another measure. */
const LEAST_SHARE = 0.95
const RUNS = 2
const LIVE_WITHIN_MS = 20_000
const SETTLE_MS = 6_000
const CPU_MS = 15_000

async function runFor(app) {
  await pause(SETTLE_MS)
  const before = { cpu: cpuMs(app.pid), ms: performance.now() }
  await pause(CPU_MS)
  const cpuPercent = ((cpuMs(app.pid) - before.cpu) * 100) / (performance.now() - before.ms)
  return { cpuPercent, pss: pssMb(app.pid) }
}

/** Memory and CPU without a window, ours while it takes 100 messages a second, the bare one while it does nothing. */
export async function measureTrayOnly({ host, demo, executable, folder }) {
  // A copy of its own: pages of a file are shared by all who run it, and an Electron elsewhere on the machine would carry part.
  const copy = path.join(folder, 'electron')
  fs.cpSync(path.dirname(executable), copy, { recursive: true, verbatimSymlinks: true })
  const sides = createSides({ executable: path.join(copy, path.basename(executable)), folder, host })

  async function ours() {
    const item = host.expectItem()
    const app = sides.startFloorwatch(['--hidden'])
    try {
      if ((await item.says(LIVE, LIVE_WITHIN_MS)) === undefined) throw new Error(`not live: ${await item.tooltip()}`)
      const before = { sent: (await demo.state()).messagesSent, ms: performance.now() }
      const taken = await runFor(app)
      const { messagesSent, sockets } = await demo.state()
      const rate = ((messagesSent - before.sent) * 1000) / (performance.now() - before.ms)
      if (sockets === 0 || rate < RATE * LEAST_SHARE) {
        throw new Error(`only ${rate.toFixed(1)} messages/s over ${sockets} sockets`)
      }
      return { ...taken, rate }
    } finally {
      await app.stop()
    }
  }
  async function bare() {
    const item = host.expectItem()
    const app = sides.startBare()
    try {
      if ((await item.registered(LIVE_WITHIN_MS)) === undefined) throw new Error('the bare tray did not register')
      return await runFor(app)
    } finally {
      await app.stop()
    }
  }

  await demo.setRate(RATE)
  const runs = { ours: [], baseline: [] }
  try {
    for (let run = 0; run < RUNS; run++) {
      runs.ours.push(await ours())
      runs.baseline.push(await bare())
    }
  } finally {
    await demo.setRate(0)
  }
  const of = (side, name) => median(runs[side].map((run) => run[name]))
  return [
    {
      measure: `memory (PSS), tray only, ${RATE} messages/s`,
      unit: 'MB',
      ours: of('ours', 'pss'),
      baseline: of('baseline', 'pss'),
      limit: { ratioAtMost: 1.25 },
      runs
    },
    {
      measure: `CPU, tray only, ${RATE} messages/s`,
      unit: '% of a core',
      ours: of('ours', 'cpuPercent'),
      baseline: of('baseline', 'cpuPercent'),
      limit: { atMost: 3 },
      runs
    }
  ]
}
