import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { withLock } from './lock.mjs'
import { root } from './paths.mjs'
import { runNpm } from './run.mjs'
import { say, seconds, Stop } from './say.mjs'

const lockFile = path.join(root, 'package-lock.json')
/** npm writes it at the end of every install. */
const installed = path.join(root, 'node_modules', '.package-lock.json')
/** Says which lock file was installed, where the dates can't: switching branches touches files without changing them. */
const stamp = path.join(root, 'node_modules', '.floorwatch-lock')

const lockHash = () => createHash('sha256').update(fs.readFileSync(lockFile)).digest('hex')

function upToDate() {
  if (!fs.existsSync(installed)) return false
  if (fs.statSync(installed).mtimeMs >= fs.statSync(lockFile).mtimeMs) return true
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lockHash()
}

/** Installs what package-lock.json names, if that is not what is there. */
export async function ensureDependencies() {
  if (upToDate()) return
  await withLock('npm-ci', async () => {
    if (upToDate()) return
    const startedMs = Date.now()
    say('installing packages (npm ci)')
    // Playwright's own browsers are not used: the tests drive Electron.
    const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }
    const { code, output } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env })
    if (code !== 0) throw new Stop(`npm ci failed:\n${output.trim()}`)
    fs.writeFileSync(stamp, lockHash())
    say(`packages are installed after ${seconds(startedMs)}`)
  })
}
