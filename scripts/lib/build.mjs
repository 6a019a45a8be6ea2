import fs from 'node:fs'
import path from 'node:path'
import { withLock } from './lock.mjs'
import { root } from './paths.mjs'
import { runBin } from './run.mjs'
import { say, seconds, Stop } from './say.mjs'

const INPUTS = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json']
const stamp = path.join(root, 'out', '.stamp')

/** Folders count too: a deleted file shows only in its folder's date. */
function newestMs(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return fs.readdirSync(file).reduce((newest, name) => Math.max(newest, newestMs(path.join(file, name))), stat.mtimeMs)
}

const stale = () => newestMs(stamp) < Math.max(...INPUTS.map((name) => newestMs(path.join(root, name))))

/** Builds out/ when a source is newer. Answers whether it built. */
export function ensureBuild() {
  if (!stale()) return false
  return withLock('build', async () => {
    if (!stale()) return false
    const started = new Date()
    say('building')
    const { code, output } = await runBin('electron-vite', ['build', '--logLevel', 'warn'])
    if (code !== 0) throw new Stop(`the build failed:\n${output.trim()}`)
    fs.writeFileSync(stamp, '')
    // What was saved while the build ran may not be in it.
    fs.utimesSync(stamp, started, started)
    say(`built in ${seconds(started.getTime())}`)
    return true
  })
}
