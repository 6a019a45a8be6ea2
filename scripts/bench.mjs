#!/usr/bin/env node
// npm run bench [-- --only start,tray,rows,panel,stream,frames,rules,table,tree,window-batch]: what Floorwatch costs against bare Electron. See docs/bench.md.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { checkNode } from './lib/node-version.mjs'
import { root } from './lib/paths.mjs'
import { prepare } from './lib/prepare.mjs'
import { runMain, say, seconds, Stop } from './lib/say.mjs'
import { listenForStop } from './lib/stop-request.mjs'
import { startVirtualDesktop } from './lib/virtual-desktop.mjs'

/** From here on nothing more is begun; what runs is given up a little later. */
const WITHIN_MS = 15 * 60_000
const GROUPS = ['start', 'tray', 'rows', 'panel', 'stream', 'frames', 'rules', 'table', 'tree', 'window-batch']
/** Parts of the product without the application around them. */
const WITHOUT_APP = ['stream', 'frames', 'rules', 'table', 'tree', 'window-batch']
const LOUD_LOAD = 0.3

function groupsOf(args) {
  const at = args.indexOf('--only')
  const only = at < 0 ? GROUPS : (args[at + 1] ?? '').split(',')
  const unknown = only.filter((group) => !GROUPS.includes(group))
  if (unknown.length > 0) throw new Stop(`--only takes some of ${GROUPS.join(',')}, not "${unknown.join(',')}"`)
  return only
}

await runMain(async () => {
  checkNode()
  const groups = groupsOf(process.argv.slice(2))
  if (process.platform !== 'linux') throw new Stop('the bench reads /proc and listens on a session bus: Linux only')
  const runtime = await prepare(['run', 'headless'])
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'floorwatch-bench-'))
  const desktop = await startVirtualDesktop()
  // Before the bus library is loaded: it looks for the bus there.
  Object.assign(process.env, desktop.env)
  try {
    return await measureAll(runtime, folder, groups)
  } finally {
    await desktop.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
})

async function measureAll(runtime, folder, groups) {
  const startedMs = Date.now()
  const [{ openTrayHost }, { createSides }, { startDemoCentre }, { stopPrograms }, report] = await Promise.all(
    ['tray-host', 'sides', 'demo-centre', 'programs', 'report'].map((name) => import(`../bench/rig/${name}.mjs`))
  )
  const measures = {
    start: (await import('../bench/measures/start.mjs')).measureStart,
    tray: (await import('../bench/measures/tray-only.mjs')).measureTrayOnly,
    rows: (await import('../bench/measures/first-rows.mjs')).measureFirstRows,
    panel: (await import('../bench/measures/panel.mjs')).measurePanel,
    stream: (await import('../bench/measures/stream.mjs')).measureStream,
    frames: (await import('../bench/measures/frames.mjs')).measureFrames,
    rules: (await import('../bench/measures/rules.mjs')).measureRules,
    table: (await import('../bench/measures/table.mjs')).measureTable,
    tree: (await import('../bench/measures/tree.mjs')).measureTree,
    'window-batch': (await import('../bench/measures/window-batch.mjs')).measureWindowBatch
  }
  const notes = []
  const missing = []
  const rows = []
  const about = report.machine(runtime)
  const warn = (text) => notes.push(`warning: ${text}`)
  if (about.loadPerCore > LOUD_LOAD) warn(`other programs keep this machine busy (load ${about.loadPerCore} a core)`)
  const note = (text) => notes.push(text)
  const host = await openTrayHost()
  const { executable } = runtime
  const sides = createSides({ executable, folder, host })
  const context = { sides, host, executable, folder, warn, note }

  const stop = listenForStop()
  let over = false
  const giveUp = () => {
    over = true
    void stopPrograms()
  }
  stop.onFirst(giveUp)
  const timer = setTimeout(giveUp, WITHIN_MS)

  async function take(name, work) {
    if (over) {
      missing.push(`${name}: no time left`)
      return
    }
    say(`measuring: ${name}`)
    const beganMs = Date.now()
    try {
      rows.push(...((await work()) ?? []))
      say(`${name} took ${seconds(beganMs)}`)
    } catch (error) {
      missing.push(`${name}: ${error.message}`)
    }
  }

  const withApp = groups.filter((group) => !WITHOUT_APP.includes(group))
  try {
    if (withApp.length > 0) {
      const demo = await startDemoCentre()
      try {
        const tried = missing.length
        await take('a first run', () => sides.prepare(demo.connections))
        if (missing.length === tried)
          for (const group of withApp) await take(group, () => measures[group]({ ...context, demo }))
        else missing.push(...withApp.map((group) => `${group}: there is no prepared profile`))
      } finally {
        await demo.stop()
      }
    }
    for (const group of WITHOUT_APP) if (groups.includes(group)) await take(group, () => measures[group](context))
  } finally {
    clearTimeout(timer)
    await stopPrograms()
    host.close()
    stop.dispose()
  }

  const file = path.join(root, 'node_modules', '.cache', 'bench', 'last.json')
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const judged = rows.map((row) => ({ ...row, ...report.judge(row) }))
  fs.writeFileSync(file, `${JSON.stringify({ machine: about, rows: judged, notes, missing }, undefined, 2)}\n`)
  const facts = Object.entries(about).map(([name, value]) => `${name} ${value}`)
  console.log([report.table(rows), '', ...notes, facts.join(', '), ''].join('\n'))
  for (const what of missing) console.log(`NOT MEASURED ${what}`)
  say(`done after ${seconds(startedMs)}, details in ${path.relative(root, file)}`)
  return missing.length > 0 ? 1 : 0
}
