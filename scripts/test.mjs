#!/usr/bin/env node
// npm test [-- --only check|unit|e2e]: everything that must hold. The last line is `N passed, N failed`.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { printCheck, runChecks } from './lib/checks.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { checkNode } from './lib/node-version.mjs'
import { root } from './lib/paths.mjs'
import { checkTally, playwrightTally, sum, vitestTally } from './lib/results.mjs'
import { runBin } from './lib/run.mjs'
import { runMain, say, seconds, Stop } from './lib/say.mjs'
import { listenForStop } from './lib/stop-request.mjs'
import { ensureSystemPackages } from './lib/system-packages.mjs'
import { startVirtualDesktop } from './lib/virtual-desktop.mjs'
import { electronRuntime, runtimeName } from './electron-runtime.mjs'

const PASS_ON_MS = 2_000
const STAGES = { check, unit, e2e }
const report = (name) => path.join(root, 'test-results', name)

await runMain(async () => {
  checkNode()
  const stages = chosenStages(process.argv.slice(2))
  const startedMs = Date.now()
  const tallies = []
  for (const name of stages) tallies.push(await stage(name))
  const { passed, failures, notHere } = sum(tallies)
  console.log(`\n${stages.join(', ')} in ${seconds(startedMs)}`)
  for (const failure of failures) console.log(`failed: ${failure}`)
  if (notHere > 0) console.log(`${notHere} not for this system`)
  console.log(`${passed} passed, ${failures.length} failed`)
  return failures.length === 0 ? 0 : 1
})

function chosenStages(args) {
  if (args.length === 0) return Object.keys(STAGES)
  const [flag, name] = args[0].includes('=') ? args[0].split('=') : args
  if (flag === '--only' && Object.hasOwn(STAGES, name ?? '')) return [name]
  throw new Stop(`usage: npm test [-- --only ${Object.keys(STAGES).join('|')}]`)
}

/** A stage that can't even be prepared has failed, and the next one still gets its turn. */
async function stage(name) {
  const startedMs = Date.now()
  console.log(`\n== ${name}`)
  try {
    const result = await STAGES[name]()
    console.log(`== ${name}: ${result.passed} passed, ${result.failures.length} failed in ${seconds(startedMs)}`)
    return result
  } catch (error) {
    console.log(error instanceof Stop ? error.message : error)
    return checkTally(`${name}: ${error.message.split('\n')[0]}`, 1)
  }
}

async function check() {
  await ensureDependencies()
  const results = await runChecks({ cached: false, done: printCheck })
  return sum(results.map(({ name, code }) => checkTally(name, code)))
}

async function unit() {
  await ensureDependencies()
  await ensureSystemPackages(['headless', 'test']) // some tests talk to a real message bus and a real notify-send
  const file = report('vitest.json')
  fs.rmSync(file, { force: true }) // an old result must not pass for this run's
  const { code } = await runBin('vitest', ['run'], { show: true })
  return vitestTally(file, code)
}

async function e2e() {
  await ensureDependencies()
  await ensureSystemPackages(['run', 'headless', 'test'])
  const runtime = await electronRuntime()
  await ensureBuild()
  say(`${runtimeName(runtime)}`)
  const env = { ...process.env, FLOORWATCH_TEST_ELECTRON: runtime.executable }
  const parts = await Promise.all(partsOfE2e().map((part) => e2ePart(part, env)))
  const { passed, failures, notHere } = sum(parts)
  return { passed: passed + 1, failures, notHere } // the build is a test too
}

/** Each with a desktop of its own: most of these tests is waiting for what is shown. */
function partsOfE2e() {
  const count = process.platform === 'linux' && os.availableParallelism() > 1 ? 2 : 1
  return Array.from({ length: count }, (_, i) => ({ name: String(i + 1), shard: `${i + 1}/${count}` }))
}

async function e2ePart({ name, shard }, env) {
  const file = report(`playwright-${name}.json`)
  fs.rmSync(file, { force: true })
  const { code } = await onVirtualDesktop((desktopEnv, signal) =>
    runBin('@playwright/test', ['test', `--shard=${shard}`], {
      command: 'playwright',
      show: true,
      env: { ...env, ...desktopEnv, FLOORWATCH_E2E_PART: name },
      signal,
      killSignal: 'SIGINT'
    })
  )
  return playwrightTally(file, code)
}

/** Ends the desktop in every case, also when the run is interrupted: nobody else would. */
async function onVirtualDesktop(work) {
  const stop = listenForStop()
  const abort = new AbortController()
  // A Ctrl-C reaches the runner by itself; another request to end is passed on.
  stop.onFirst(() => setTimeout(() => abort.abort(), PASS_ON_MS).unref())
  const desktop = process.platform === 'linux' ? await startVirtualDesktop() : { env: {}, stop: async () => {} }
  try {
    return await work(desktop.env, abort.signal)
  } finally {
    await desktop.stop()
    stop.dispose()
  }
}
