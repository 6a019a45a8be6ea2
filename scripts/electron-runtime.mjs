#!/usr/bin/env node
// Prints the path of an Electron that runs here (with --json: everything known about it).
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runMain, Stop } from './lib/say.mjs'
import { fallbackFits, fallbackReady, fallbackRuntime } from './runtime/fallback.mjs'
import { describeRuntime, downloadRuntime, installedRuntime } from './runtime/official.mjs'

const PROBE_MS = 5_000
/** With a runtime at hand, nobody should wait long at every start for a host that is closed to this network. */
const BRIEF_PROBE_MS = 1_500

/**
 * Finds or fetches an Electron: the folder in ELECTRON_OVERRIDE_DIST_PATH, the official binary already here, the
 * official download, and on linux-x64 the fallback. FLOORWATCH_ELECTRON=fallback leaves the official ones out.
 * `source` is `override`, `official` or `fallback`.
 */
export async function electronRuntime() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return checked(describeRuntime(override, 'override'))
  if (process.env.FLOORWATCH_ELECTRON !== 'fallback') {
    const official = installedRuntime() ?? (await downloadRuntime(fallbackReady() ? BRIEF_PROBE_MS : PROBE_MS))
    if (official) return official
  }
  if (fallbackFits()) return fallbackRuntime()
  throw new Stop(
    `There is no Electron to run: the official download failed, and there is no fallback for ${process.platform}-${process.arch}. ` +
      'Set HTTPS_PROXY or ELECTRON_MIRROR if your network needs one, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.'
  )
}

function checked(runtime) {
  if (fs.existsSync(runtime.executable)) return runtime
  throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${runtime.executable}`)
}

export const runtimeName = ({ source, version }) => `Electron ${version} (${source})`

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    const runtime = await electronRuntime()
    console.log(process.argv.includes('--json') ? JSON.stringify(runtime) : runtime.executable)
    return 0
  })
}
