#!/usr/bin/env node
// npm run demo-centre [-- arguments]: the demo centre by itself, for use from outside. Builds it first where that is due.
// --write FILE   also writes a provisioning file for `npm start -- --provision FILE`; all other arguments go to the demo centre.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const built = path.join(root, 'out/main/demo-centre.js')
const builder = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js')
/** What goes into the built file. */
const sources = ['src/simulator', 'src/core', 'electron.vite.config.ts']

const say = (text) => process.stdout.write(`${text}\n`)

function stop(message, code = 1) {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}

function newestMs(entry) {
  const stat = statSync(entry)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(entry).reduce((newest, name) => Math.max(newest, newestMs(path.join(entry, name))), 0)
}

function buildIfStale() {
  const due = sources.some((entry) => !existsSync(built) || newestMs(path.join(root, entry)) > statSync(built).mtimeMs)
  if (!due) return
  if (!existsSync(builder)) stop('The packages are not installed yet. Run: npm ci')
  say('Building the demo centre…')
  const build = spawnSync(process.execPath, [builder, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  if (build.status !== 0) stop('The build failed; what is wrong is said above.')
}

/** Takes `--write FILE` or `--write=FILE` out of the arguments. */
function splitArguments(given) {
  const rest = []
  let file
  for (let index = 0; index < given.length; index++) {
    const [name, value] = given[index].split(/=(.*)/s)
    if (name !== '--write') rest.push(given[index])
    else file = path.resolve(value ?? given[++index] ?? stop('--write needs the name of a file', 2))
  }
  return { rest, file }
}

/** A file that names anything but demo connections is somebody's own. */
function mayReplace(file) {
  if (!existsSync(file)) return true
  try {
    const { connections } = JSON.parse(readFileSync(file, 'utf8'))
    return connections.every((entry) => /^http:\/\/127\.0\.0\.1:/.test(entry.restBaseUrl ?? entry.apiBaseUrl))
  } catch {
    return false
  }
}

function writeProvisioning(file, ready) {
  const text = `${JSON.stringify({ version: 1, connections: ready.connections }, null, 2)}\n`
  try {
    writeFileSync(file, text, { mode: 0o600 })
    chmodSync(file, 0o600)
  } catch (error) {
    return `The provisioning file could not be written: ${error.message}`
  }
  return `Provisioning file: ${file}\n  npm start -- --provision ${JSON.stringify(file)}`
}

function describe(ready, file) {
  const { port, control, scenario, speed, seed } = ready
  const curl = `curl -H 'Authorization: Bearer ${control.token}' ${control.url}`
  say(`The demo centre plays "${scenario}" at speed ${speed} with seed ${seed}. Ctrl+C ends it.`)
  say('')
  say(`Services:  http://127.0.0.1:${port}  (Avaya and giosg, websocket included)`)
  say(`Control:   ${control.url}`)
  say(`  state:   ${curl}`)
  say(`  rush:    ${curl} -d '{"rush":true}'`)
  say(`  fault:   ${curl} -d '{"faults":{"dropSockets":true}}'`)
  say('')
  if (file) say(writeProvisioning(file, ready))
  else {
    say('For a provisioning file (or let --write FILE write it):')
    say(JSON.stringify({ version: 1, connections: ready.connections }, null, 2))
  }
}

const { rest, file } = splitArguments(process.argv.slice(2))
if (file && !mayReplace(file)) stop(`${file} exists and is not a file of the demo centre. Name another one.`, 2)
buildIfStale()

// The channel carries nothing: it is how the demo centre notices that this script is gone.
const centre = spawn(process.execPath, [built, ...rest], { cwd: root, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
let heard = ''
centre.stdout.on('data', (chunk) => {
  heard += chunk
  const end = heard.indexOf('\n')
  if (end < 0) return
  describe(JSON.parse(heard.slice(0, end)), file)
  heard = ''
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => centre.kill('SIGTERM'))
centre.on('error', (error) => stop(`The demo centre could not be started: ${error.message}`))
centre.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
