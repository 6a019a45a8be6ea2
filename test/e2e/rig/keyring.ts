import { spawn, type ChildProcess } from 'node:child_process'
import { once, type EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Message, MessageType, NameFlag, sessionBus, Variant, type MessageBus } from '@jellybrick/dbus-next'
import { until } from './desktop.ts'
import { startPrivateBus } from './private-bus.ts'

/** The real GNOME Keyring on a message bus of the test's own, with a folder of its own: nobody's keyring is touched. */

const PASSWORD = 'opens the keyring of this test'
const SERVICE = 'org.freedesktop.secrets'
const ROOT = '/org/freedesktop/secrets'
const LOGIN = `${ROOT}/collection/login`
const PROMPTER = 'org.gnome.keyring.SystemPrompter'

export interface TestKeyring {
  /** For who should find this bus, and choose this keyring for its secrets. */
  readonly env: Readonly<Record<string, string>>
  readonly address: string
  /** How often a dialog was to ask for the password. Nobody answers it: who waits for that waits for ever. */
  dialogs(): number
  /** As a login without password leaves it: the service runs, and what is in it can't be read. */
  restartLocked(): Promise<void>
  /** What the user does when asked for the password. */
  unlock(): Promise<void>
  stop(): Promise<void>
}

async function connect(address: string): Promise<MessageBus> {
  const bus = sessionBus({ busAddress: address })
  const events: EventEmitter = bus
  events.on('error', () => undefined)
  await once(bus, 'connect')
  return bus
}

/** Begins with an unlocked keyring that has nothing in it. */
export async function startKeyring(): Promise<TestKeyring> {
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-keyring-'))
  mkdirSync(join(folder, 'control'), { mode: 0o700 })
  const bus = await startPrivateBus()
  const client = await connect(bus.address)
  let daemon: ChildProcess | undefined
  let dialogs = 0
  client.addMethodHandler((message) => {
    if (message.type !== MessageType.METHOD_CALL || message.member !== 'BeginPrompting') return false
    dialogs += 1
    client.send(Message.newMethodReturn(message, '', []))
    return true
  })
  await client.requestName(PROMPTER, NameFlag.DO_NOT_QUEUE)

  async function call(path: string, iface: string, member: string, signature: string, body: unknown[]) {
    const answer = await client.call(
      new Message({ destination: SERVICE, path, interface: iface, member, signature, body })
    )
    return answer?.body ?? []
  }

  async function locked(): Promise<boolean> {
    const body = ['org.freedesktop.Secret.Collection', 'Locked']
    const [value] = await call(LOGIN, 'org.freedesktop.DBus.Properties', 'Get', 'ss', body)
    return (value as Variant).value === true
  }

  async function start(password: string | undefined): Promise<void> {
    const args = ['--foreground', '--components=secrets', `--control-directory=${join(folder, 'control')}`]
    const mine = spawn('gnome-keyring-daemon', password === undefined ? args : [...args, '--unlock'], {
      env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus.address, HOME: folder, XDG_DATA_HOME: folder },
      stdio: ['pipe', 'ignore', 'ignore']
    })
    daemon = mine
    mine.stdin.end(password)
    await until(
      () =>
        locked()
          .then((now) => now === (password === undefined))
          .catch(() => false),
      'the keyring'
    )
  }

  async function end(): Promise<void> {
    const mine = daemon
    daemon = undefined
    if (!mine || mine.exitCode !== null) return
    const ended = once(mine, 'exit')
    mine.kill('SIGKILL')
    await ended
  }

  async function stop(): Promise<void> {
    await end()
    client.disconnect()
    await bus.stop()
    rmSync(folder, { recursive: true, force: true })
  }

  try {
    await start(PASSWORD)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    address: bus.address,
    dialogs: () => dialogs,
    env: { DBUS_SESSION_BUS_ADDRESS: bus.address, XDG_CURRENT_DESKTOP: 'GNOME' },
    async restartLocked() {
      await end()
      await start(undefined)
    },
    async unlock() {
      // Without a person there is no dialog to answer; this is how its makers test it.
      const [, session] = await call(ROOT, 'org.freedesktop.Secret.Service', 'OpenSession', 'sv', [
        'plain',
        new Variant('s', '')
      ])
      const secret = [session, Buffer.alloc(0), Buffer.from(PASSWORD), 'text/plain']
      await call(
        ROOT,
        'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface',
        'UnlockWithMasterPassword',
        'o(oayays)',
        [LOGIN, secret]
      )
      if (await locked()) throw new Error('the keyring is still locked')
    },
    stop
  }
}
