import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { appArguments, electronArguments, secondsOf } from '../../../scripts/lib/app-arguments.mjs'
import { startChild } from '../../../scripts/lib/child.mjs'
import { findDisplay } from '../../../scripts/lib/display.mjs'
import { withLock } from '../../../scripts/lib/lock.mjs'
import { checkNode } from '../../../scripts/lib/node-version.mjs'
import { cacheFolder, root } from '../../../scripts/lib/paths.mjs'
import { isHarmless } from '../../../scripts/lib/quiet.mjs'
import { sandboxHelp, saysNoSandbox } from '../../../scripts/lib/sandbox.mjs'

describe('the arguments of npm start', () => {
  it('reach the app as they are, paths meant from where the caller stands', () => {
    const given = [
      '--seconds',
      '60',
      '--profile',
      'data',
      '--provision=roll/out.json',
      '--scenario',
      'monday-rush',
      '--hidden'
    ]
    expect(appArguments(given, '/home/me')).toEqual([
      ...['--seconds', '60', '--profile', path.resolve('/home/me/data')],
      ...[`--provision=${path.resolve('/home/me/roll/out.json')}`, '--scenario', 'monday-rush', '--hidden']
    ])
  })

  it('leave an absolute path and a missing value alone', () => {
    const absolute = path.resolve('/tmp/x')
    expect(appArguments(['--profile', absolute, '--capture', '--hidden'], '/home/me')).toEqual([
      ...['--profile', absolute, '--capture', '--hidden']
    ])
  })

  it('come after the project, Electron’s own before it', () => {
    const args = electronArguments(['--hidden'], { display: 'wayland' })
    expect(args.slice(args.indexOf(root))).toEqual([root, '--hidden'])
    expect(args.slice(0, args.indexOf(root))).toContain('--ozone-platform-hint=auto')
  })

  it.each([
    [['--seconds', '60'], 60],
    [['--seconds=5'], 5],
    [['--seconds', 'soon'], undefined],
    [['--seconds'], undefined],
    [[], undefined]
  ])('%j end after %s s', (args, wanted) => expect(secondsOf(args)).toBe(wanted))
})

describe('the Node version', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s will do', (version) =>
    expect(() => checkNode(version)).not.toThrow()
  )
  it.each(['18.20.0', '20.9.0', '20.18.3'])('%s is refused by name', (version) =>
    expect(() => checkNode(version)).toThrow(`this is ${version}`)
  )
})

describe('a child of the scripts', () => {
  const node = (code) => startChild(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ready = ({ child }) => new Promise((resolve) => child.stdout.once('data', resolve))

  it('that ends when asked tells its own exit code', async () => {
    const app = node("process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('ready')")
    await ready(app)
    expect(await app.stop()).toMatchObject({ code: 7 })
  })

  it('that does not end when asked is ended after its time', async () => {
    const app = node("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready')")
    await ready(app)
    expect(await app.stop(100)).toMatchObject({ signal: 'SIGKILL' })
  })

  it('that can not be started says so instead of throwing', async () => {
    expect((await startChild('/no/such/program', []).ended).error.code).toBe('ENOENT')
  })
})

describe('a lock between runs', () => {
  const name = `test-${process.pid}`
  const file = path.join(cacheFolder, 'locks', name)

  it('lets one at a time work, and is gone afterwards even when the work fails', async () => {
    const order = []
    const work = (label) => () => (
      order.push(`${label} begins`),
      Promise.resolve().then(() => order.push(`${label} ends`))
    )
    await Promise.all([withLock(name, work('a')), withLock(name, work('b'))])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
    await expect(withLock(name, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(fs.existsSync(file)).toBe(false)
  })

  it('left behind by a dead process is taken over', async () => {
    const dead = spawn(process.execPath, ['-e', ''])
    await new Promise((resolve) => dead.once('close', resolve))
    fs.writeFileSync(file, String(dead.pid))
    expect(await withLock(name, () => 'worked')).toBe('worked')
  })
})

describe('the display', () => {
  it('is only one that answers', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'floorwatch-display-'))
    const none = { DISPLAY: ':987', WAYLAND_DISPLAY: 'wayland-0', XDG_RUNTIME_DIR: folder }
    expect(await findDisplay(none)).toBe(process.platform === 'linux' ? undefined : 'native')
    fs.rmSync(folder, { recursive: true })
  })
})

it('only the known lines of Chromium are left out', () => {
  const bus =
    '[7407:1124/014050.3:ERROR:bus.cc(407)] Failed to connect to the bus: Failed to connect to socket /run/dbus/system_bus_socket: x'
  expect(isHarmless(bus)).toBe(true)
  expect(
    isHarmless('[1:ERROR:bus.cc(407)] Failed to connect to the bus: Failed to connect to socket /tmp/session')
  ).toBe(false)
  expect(isHarmless('TypeError: x is not a function')).toBe(false)
})

describe('a system that gives an ordinary user no sandbox', () => {
  it.each([
    "[5641:1126/011849.607988:FATAL:setuid_sandbox_host.cc(163)] The SUID sandbox helper binary was found, but is not configured correctly. Rather than run without sandboxing I'm aborting now.",
    '[31:0523/101010.123456:FATAL:zygote_host_impl_linux.cc(126)] No usable sandbox! If you are running on Ubuntu 23.10+ or another Linux distro'
  ])('is known by what Chromium says: %s', (line) => expect(saysNoSandbox(line)).toBe(true))

  it('is not taken for one that has other troubles', () => {
    expect(saysNoSandbox('[1:ERROR:viz_main_impl.cc(186)] Exiting GPU process')).toBe(false)
  })

  it('is told the command that helps, fit for a shell whatever the folder is called', () => {
    const command = sandboxHelp("/home/o'neil/my cache").split('\n').at(-2)
    expect(command.trim()).toBe(
      String.raw`sudo chown root:root '/home/o'\''neil/my cache/chrome-sandbox' && sudo chmod 4755 '/home/o'\''neil/my cache/chrome-sandbox'`
    )
  })
})
