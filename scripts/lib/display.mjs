import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { startChild } from './child.mjs'
import { Stop } from './say.mjs'

const PROBE_MS = 2_000
const START_MS = 10_000

function connects(address) {
  return new Promise((resolve) => {
    const socket = net.connect(address)
    const done = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(PROBE_MS, () => done(false))
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
  })
}

/** Which display of the user's answers: `x11`, `wayland` or none. Other systems than Linux always have theirs. */
export async function findDisplay(env = process.env) {
  if (process.platform !== 'linux') return 'native'
  const x11 = /^(?<host>[^:]*):(?<number>\d+)(\.\d+)?$/.exec(env.DISPLAY ?? '')
  if (x11) {
    const { host, number } = x11.groups
    const local = host === '' || host === 'unix'
    const address = local ? { path: `/tmp/.X11-unix/X${number}` } : { host, port: 6000 + Number(number) }
    if ((await connects(address)) || (local && (await connects({ path: `\0/tmp/.X11-unix/X${number}` })))) return 'x11'
  }
  if (env.WAYLAND_DISPLAY) {
    const socket = path.resolve(env.XDG_RUNTIME_DIR ?? '/', env.WAYLAND_DISPLAY)
    if (await connects({ path: socket })) return 'wayland'
  }
  return undefined
}

/** Xauthority entry for any host and display number: two-byte family, then four counted strings. */
function authority(cookie) {
  const counted = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
  const wild = Buffer.from([0xff, 0xff])
  return Buffer.concat([
    wild,
    ...[Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), cookie].map(counted)
  ])
}

/** Waits for the one line a server writes into the pipe it was given. */
function firstLine(stream, server, name) {
  return new Promise((resolve, reject) => {
    let text = ''
    const timer = setTimeout(() => reject(new Stop(`${name} did not start within ${START_MS / 1000} s`)), START_MS)
    const settle = (finish) => (clearTimeout(timer), finish())
    stream.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) settle(() => resolve(text.slice(0, text.indexOf('\n')).trim()))
    })
    void server.ended.then(({ error, code }) =>
      settle(() => reject(new Stop(`${name} ended at once (${error?.message ?? `code ${code}`})`)))
    )
  })
}

/** A display in memory, open only to who has the cookie. `folder` is private to this run. */
export async function startVirtualDisplay(folder, size = '1280x800x24') {
  const file = path.join(folder, 'xauthority')
  fs.writeFileSync(file, authority(randomBytes(16)), { mode: 0o600 })
  // The server picks a free number and writes it into pipe 3.
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-auth', file]
  const server = startChild('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await firstLine(server.child.stdio[3], server, 'Xvfb')
  return { env: { DISPLAY: `:${number}`, XAUTHORITY: file }, stop: server.stop }
}

// No service folders: nothing is started behind the back of who uses this bus, and nothing outlives it.
const busConfig = (folder) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

/** A session bus of one's own: no tray host, no notification server and no keyring unless somebody brings them. */
export async function startSessionBus(folder) {
  const config = path.join(folder, 'bus.conf')
  fs.writeFileSync(config, busConfig(folder))
  const args = [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=3']
  const server = startChild('dbus-daemon', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const address = await firstLine(server.child.stdio[3], server, 'dbus-daemon')
  return { env: { DBUS_SESSION_BUS_ADDRESS: address }, stop: server.stop }
}
