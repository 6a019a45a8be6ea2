#!/usr/bin/env node
// npm start [-- arguments of the app]: from a fresh checkout to the running app.
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { appArguments, electronArguments, has, needsNoSandbox, secondsOf } from './lib/app-arguments.mjs'
import { startChild } from './lib/child.mjs'
import { findDisplay } from './lib/display.mjs'
import { checkNode } from './lib/node-version.mjs'
import { root } from './lib/paths.mjs'
import { prepare } from './lib/prepare.mjs'
import { passOn } from './lib/quiet.mjs'
import { saysNoSandbox, sandboxHelp } from './lib/sandbox.mjs'
import { runMain, say } from './lib/say.mjs'
import { listenForStop } from './lib/stop-request.mjs'
import { startVirtualDesktop } from './lib/virtual-desktop.mjs'
import { runtimeName } from './electron-runtime.mjs'

const QUIT_MS = 5_000
/** How much longer than `--seconds` a run may take before it is ended from outside. */
const OVERTIME_MS = 60_000
const LAST_WORDS_MS = 1_000

await runMain(async () => {
  checkNode()
  const given = appArguments(process.argv.slice(2))
  const display = await findDisplay()
  const runtime = await prepare(display ? ['run'] : ['run', 'headless'])
  const stop = listenForStop()
  try {
    if (display) return await runApp(runtime, electronArguments(given, { display }), process.env, stop)
    return await runOnVirtualDesktop(runtime, given, stop)
  } finally {
    stop.dispose()
  }
})

async function runOnVirtualDesktop(runtime, given, stop) {
  const capture = path.join(root, 'screenshots')
  const args = [
    ...given,
    ...(has(given, '--print-status') ? [] : ['--print-status']),
    ...(has(given, '--capture') ? [] : [`--capture=${capture}`])
  ]
  const desktop = await startVirtualDesktop()
  try {
    say(
      `no display here: using a virtual one (${desktop.env.DISPLAY}) with a session bus of its own; no tray host on it`
    )
    return await runApp(runtime, electronArguments(args), { ...process.env, ...desktop.env }, stop)
  } finally {
    await desktop.stop()
  }
}

/** Runs the app to its end, which is this script's end too. Answers the exit code. */
async function runApp(runtime, args, env, stop) {
  say(`${runtimeName(runtime)}${runtime.source === 'fallback' ? ': for development only, not what is shipped' : ''}`)
  if (needsNoSandbox()) say('started as root, where Chromium cannot use its sandbox: running with --no-sandbox')
  const app = startChild(runtime.executable, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'pipe'] })
  let isRefusedSandbox = false
  const heardAll = passOn(app.child.stderr, (line) => {
    isRefusedSandbox ||= saysNoSandbox(line)
  })
  stop.onFirst(() => void app.stop(QUIT_MS))
  stop.onAgain(app.killNow)
  const watch = watchOvertime(app, secondsOf(args))
  const { code, signal, error } = await app.ended
  clearTimeout(watch)
  app.killNow() // what the app may have left of its process group
  if (error) say(`Electron could not be started: ${error.message}`)
  else if (signal) say(`the app ended by ${signal}`)
  // A browser that the app opened may hold the stream for hours: what Chromium said before its end is here sooner.
  await Promise.race([heardAll, pause(LAST_WORDS_MS, undefined, { ref: false })])
  if (isRefusedSandbox) say(sandboxHelp(runtime.folder))
  return code ?? 1
}

function watchOvertime(app, seconds) {
  if (seconds === undefined) return undefined
  return setTimeout(
    () => {
      say(`the app should have ended after ${seconds} s and did not: ending it`)
      void app.stop(QUIT_MS)
    },
    seconds * 1000 + OVERTIME_MS
  )
}
