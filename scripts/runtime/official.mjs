import fs from 'node:fs'
import path from 'node:path'
import { withLock } from '../lib/lock.mjs'
import { root } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'
import { say } from '../lib/say.mjs'

const DOWNLOAD_MS = 10 * 60_000
const DEFAULT_MIRROR = 'https://github.com/electron/electron/releases/'
const EXECUTABLE = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }

const folder = path.join(root, 'node_modules', 'electron')

/** A dist folder of somebody else's choice. `version` is what it says of itself. */
export function describeRuntime(dist, source) {
  const executable = path.join(dist, EXECUTABLE[process.platform] ?? 'electron')
  let version = 'of unknown version'
  try {
    version = fs.readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
  } catch {
    // A build of one's own need not carry the file.
  }
  return { source, folder: dist, executable, version }
}

/** The official binary if it is already here and of the version that is asked for. */
export function installedRuntime() {
  const runtime = describeRuntime(path.join(folder, 'dist'), 'official')
  const wanted = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).version
  return runtime.version === wanted && fs.existsSync(runtime.executable) ? runtime : undefined
}

async function hostAnswers(withinMs) {
  const mirror = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || DEFAULT_MIRROR
  try {
    const signal = AbortSignal.timeout(withinMs)
    return (await fetch(mirror, { method: 'HEAD', redirect: 'manual', signal })).status < 500
  } catch {
    return false
  }
}

/**
 * Downloads the official binary with Electron's own installer, which checks its sum. Undefined when that can't be done, or when
 * the host does not answer within `probeMs`.
 */
export async function downloadRuntime(probeMs) {
  if (!(await hostAnswers(probeMs))) {
    say("Electron's download host does not answer")
    return undefined
  }
  return withLock('electron-official', async () => {
    if (installedRuntime()) return installedRuntime()
    say("downloading Electron's official binary (about 120 MB, once)")
    const { code, output } = await run(process.execPath, [path.join(folder, 'install.js')], { timeout: DOWNLOAD_MS })
    if (code !== 0) say(`the official download failed:\n${output.trim()}`)
    return installedRuntime()
  })
}
