import fs from 'node:fs'
import path from 'node:path'
import { run } from './run.mjs'
import { say, seconds, Stop } from './say.mjs'

const LIBRARY_FOLDERS = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib']

const library = (name, ...packages) => ({ what: name, there: () => hasLibrary(name), packages })
const program = (name, ...packages) => ({ what: name, there: () => hasProgram(name), packages })

// The first package that the distribution knows is taken: Debian 13 and Ubuntu 24.04 renamed some.
const NEEDS = {
  run: [
    library('libgtk-3.so.0', 'libgtk-3-0t64', 'libgtk-3-0'),
    library('libnss3.so', 'libnss3'),
    library('libasound.so.2', 'libasound2t64', 'libasound2'),
    library('libgbm.so.1', 'libgbm1')
  ],
  headless: [
    program('Xvfb', 'xvfb'),
    program('dbus-daemon', 'dbus', 'dbus-daemon'),
    { what: 'a font', there: () => fs.existsSync('/usr/share/fonts/truetype'), packages: ['fonts-dejavu-core'] }
  ],
  test: [
    program('xauth', 'xauth'),
    program('pgrep', 'procps'),
    program('notify-send', 'libnotify-bin'),
    program('setpriv', 'util-linux'),
    program('ip', 'iproute2'),
    program('gnome-keyring-daemon', 'gnome-keyring'),
    program('certutil', 'libnss3-tools'),
    library('libsecret-1.so.0', 'libsecret-1-0')
  ]
}

let known
function hasLibrary(name) {
  known ??= new Set(LIBRARY_FOLDERS.flatMap((folder) => sharedObjects(folder)))
  return known.has(name)
}

/** The names in a folder and in the one for this architecture inside it (`x86_64-linux-gnu`). */
function sharedObjects(folder) {
  const entries = listFolder(folder)
  const nested = entries.filter((entry) => entry.isDirectory() && entry.name.includes('-linux-'))
  return [...entries, ...nested.flatMap(({ name }) => listFolder(path.join(folder, name)))].map(({ name }) => name)
}

const listFolder = (folder) => (fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : [])

function hasProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/sbin', '/usr/local/bin']
  return folders.some((folder) => fs.existsSync(path.join(folder, name)))
}

const missing = (kinds) => kinds.flatMap((kind) => NEEDS[kind]).filter((need) => !need.there())

/**
 * Sees to it that the libraries and programs of these kinds (`run`, `headless`, `test`) are there. On Debian and Ubuntu root
 * installs them; everybody else is told the command. Other systems than Linux bring what they need.
 */
export async function ensureSystemPackages(kinds) {
  if (process.platform !== 'linux') return
  const needs = missing(kinds)
  if (needs.length === 0) return
  const what = needs.map((need) => need.what).join(', ')
  if (!hasProgram('apt-get')) throw new Stop(`Missing on this system: ${what}. Install them with its package manager.`)
  if (process.getuid() !== 0) {
    const command = `sudo apt-get update && sudo apt-get install -y ${(await packagesFor(needs)).join(' ')}`
    throw new Stop(`Missing on this system: ${what}. To install them:\n\n  ${command}\n`)
  }
  await install(needs, what)
}

async function install(needs, what) {
  const startedMs = Date.now()
  say(`installing what is missing on this system: ${what}`)
  // One unreachable source out of several fails the update; the install may still find everything it needs.
  const update = await apt(['update', '-qq'])
  const packages = await packagesFor(needs)
  const done = await apt(['install', '-y', '-qq', '--no-install-recommends', ...packages])
  if (done.code !== 0)
    throw new Stop(`apt-get could not install ${packages.join(', ')}:\n${update.output}${done.output.trim()}`)
  known = undefined
  const still = needs.filter((need) => !need.there())
  if (still.length > 0) {
    throw new Stop(`${packages.join(', ')} did not bring ${still.map((need) => need.what).join(', ')}`)
  }
  say(`${packages.join(', ')} installed after ${seconds(startedMs)}`)
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], { env })
}

async function packagesFor(needs) {
  const chosen = []
  for (const { packages } of needs) chosen.push(await firstKnown(packages))
  return [...new Set(chosen)]
}

async function firstKnown(packages) {
  for (const name of packages) {
    const { output } = await run('apt-cache', ['policy', name])
    if (/Candidate: (?!\(none\))/.test(output)) return name
  }
  return packages.at(-1)
}
