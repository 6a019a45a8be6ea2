import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { expect, test } from '@playwright/test'
import { startOutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, until } from './rig/desktop.ts'
import { freshProfile, projectDir } from './rig/launch.ts'
import { anyAgentReady } from './rig/rules.ts'
import { shapeOf } from './rig/tray-picture.ts'

interface Ended {
  readonly code: number | null
  readonly output: string
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd = projectDir): Promise<Ended> {
  const child = spawn(command, args, { cwd, env, timeout: 90_000, killSignal: 'SIGKILL' })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })))
}

/** What main loads at run time: the production packages less those that are built into the pages. */
function modulesOfMain(): string[] {
  const list = spawnSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], { cwd: projectDir, encoding: 'utf8' })
  const inPages =
    /node_modules\/(@tabler|@mantine|@tanstack|@fontsource-variable|@floating-ui|react|react-dom|uplot)(\/|$)/
  return list.stdout
    .split('\n')
    .filter((path) => path.includes('node_modules') && !inPages.test(path))
    .map((path) => relative(projectDir, path))
}

test('npm start without a display brings its own, prints live status lines and names its screenshots', async () => {
  test.setTimeout(120_000)
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, DBUS_SESSION_BUS_ADDRESS: _bus, ...env } = process.env
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-start-'))
  const args = ['start', '--', '--seconds', '16', '--profile', join(folder, 'profile'), '--capture', folder]
  const { code, output } = await run('npm', args, env)
  expect(output).toMatch(/feed Queue_itd_1\.0\.0: live/)
  expect(output).toMatch(/tray ok: Floorwatch · Demo centre · All calm/)
  const named = [...output.matchAll(/screenshot: (\S+\.png)/g)].map((match) => match[1] ?? '')
  expect(named.length).toBeGreaterThanOrEqual(5)
  for (const file of named) {
    const png = readFileSync(file)
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(png.length).toBeGreaterThan(10_000)
  }
  expect(code).toBe(0)
})

const AS_NOBODY = ['--reuid=nobody', '--clear-groups']

/** How Chromium can confine its pages here: by namespaces the user makes, else by its own helper, which needs the rights of root. */
function sandboxMeans(): 'namespaces' | 'helper' | undefined {
  const works = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0
  if (works('setpriv', ...AS_NOBODY, 'unshare', '--user', 'true')) return 'namespaces'
  return works('unshare', '--pid', '--net', '--fork', 'true') ? 'helper' : undefined
}

test('npm start on a desktop of the user’s own puts the icon into its tray and tells an alert there', async () => {
  test.setTimeout(90_000)
  test.skip(process.platform !== 'linux', 'not for this system: a tray over a message bus')
  const desktop = await startDesktop()
  const centre = await startOutsideCentre('quiet-day')
  let started: Promise<Ended> | undefined
  try {
    const profile = freshProfile()
    const file = join(profile, 'provisioning.json')
    centre.writeProvisioning(file, { rules: [anyAgentReady()] })
    const own = ['--hidden', '--print-status', '--profile', profile, '--provision', file]
    // It ends by the tray menu; the seconds are for when that fails.
    started = run('npm', ['start', '--', '--seconds', '30', ...own], process.env)
    const tray = await desktop.trayItem(30_000)
    const notice = await until(() => desktop.notifications.shown[0], 'the notice', 20_000)
    expect(notice.title).toMatch(/Agents ready \d+$/)
    await until(async () => (await tray.tooltip()).endsWith('· live'), 'a live tooltip')
    await until(async () => shapeOf(await tray.picture()) === 'octagon', 'the picture of critical')
    await tray.choose('Quit (alerts stop)')
    const { code, output } = await started
    expect(output).toMatch(/tray host: present/)
    expect(output.match(/alert fired: \[critical\] .*Agents ready \d+ · over 0 · for 0:0\d/g)).toHaveLength(1)
    expect(output).not.toContain('using a virtual one')
    expect(code, output.slice(-2_000)).toBe(0)
  } finally {
    await centre.kill()
    desktop.close()
  }
})

test('an ordinary user has the sandbox: every renderer is confined by the kernel', async () => {
  test.skip(
    process.platform !== 'linux' || process.getuid?.() !== 0,
    'not for this system: needs to become another user'
  )
  const means = sandboxMeans()
  test.skip(means === undefined, 'not for this system: the container lets nobody make namespaces')
  const executable = process.env['FLOORWATCH_TEST_ELECTRON'] ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-user-'))
  chmodSync(folder, 0o755)
  const home = join(folder, 'home')
  mkdirSync(home, { mode: 0o777 })
  chmodSync(home, 0o777)
  try {
    // A folder of another user's home can't be read by this one.
    cpSync(dirname(executable), join(folder, 'electron'), { recursive: true, verbatimSymlinks: true })
    // An installed Electron has these rights wherever users may not make namespaces: the packages of Debian set them.
    if (means === 'helper') chmodSync(join(folder, 'electron', 'chrome-sandbox'), 0o4755)
    for (const part of ['out', 'resources', 'package.json', ...modulesOfMain()]) {
      cpSync(join(projectDir, part), join(folder, 'app', part), { recursive: true, verbatimSymlinks: true })
    }
    const script = [
      `"$ELECTRON" "$APP" --seconds 9 --print-status --profile "$HOME/profile" & APP_PID=$!`,
      'sleep 6',
      `for p in $(pgrep -u "$(id -u)" -f -- "--[t]ype=renderer"); do echo "renderer seccomp $(awk '/^Seccomp:/ {print $2}' /proc/$p/status)"; done`,
      'wait $APP_PID; echo "ended $?"'
    ].join('\n')
    const inner = ['dbus-run-session', '--', 'sh', '-c', script]
    const asNobody = [...AS_NOBODY, 'env', `HOME=${home}`, `TMPDIR=${home}`, 'XAUTHORITY=']
    const { output } = await run(
      'xvfb-run',
      ['-a', '-s', '-ac -screen 0 1280x800x24', 'setpriv', ...asNobody, ...inner],
      { PATH: process.env['PATH'], ELECTRON: join(folder, 'electron', 'electron'), APP: join(folder, 'app') },
      folder
    )
    expect(output).toMatch(/feed Agent_itd_1\.0\.0: live/)
    const renderers = [...output.matchAll(/renderer seccomp (\d)/g)].map((match) => match[1])
    expect(renderers.length).toBeGreaterThan(0)
    expect(renderers.every((mode) => mode === '2')).toBe(true)
    expect(existsSync(join(home, 'profile', 'journal.db'))).toBe(true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
