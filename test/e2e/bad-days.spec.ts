import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openConnectionsView } from './rig/connections-view.ts'
import { startOutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import { boundByFileRights, freshProfile, launchApp, runToEnd, type RunningApp } from './rig/launch.ts'
import { filesWithSecrets } from './rig/leaks.ts'
import { anyAgentReady } from './rig/rules.ts'

/** What goes wrong on real machines: each names its cause, and the rest goes on. */

let desktop: FakeDesktop | undefined
let app: RunningApp | undefined

test.afterEach(async () => {
  await app?.quit()
  desktop?.close()
  app = undefined
  desktop = undefined
})

async function problemsOf(running: RunningApp): Promise<string> {
  const { page } = await openConnectionsView(running)
  return page.locator('main').innerText()
}

test('damaged settings and a damaged journal are set aside and reported, the floor is live all the same', async () => {
  const profile = freshProfile()
  writeFileSync(join(profile, 'settings.json'), '{ "version": 1, "colour')
  writeFileSync(join(profile, 'journal.db'), 'this is no database, '.repeat(500))
  app = await launchApp({ profile })
  await app.line(/feed Queue.*: live/, 30_000)
  const problems = await problemsOf(app)
  expect(problems).toMatch(/settings/i)
  expect(problems).toMatch(/journal|history/i)
  const names = readdirSync(profile)
  expect(names.some((name) => name.startsWith('settings.damaged-'))).toBe(true)
  expect(names.some((name) => name.startsWith('journal.damaged-'))).toBe(true)
})

test('a wrong provisioning file names its mistakes by path and takes nothing over', async () => {
  const profile = freshProfile()
  const file = join(profile, 'wrong.json')
  writeFileSync(
    file,
    JSON.stringify({ version: 1, connections: [{ system: 'avaya', name: 'Floor', accountId: 'ABC' }] })
  )
  app = await launchApp({ profile, args: ['--provision', file] })
  await app.line(/demo centre: ready/, 30_000)
  expect(await problemsOf(app)).toContain('connections[0].accountId')
})

test('a wrong key is told as such and is not tried over and over', async () => {
  const centre = await startOutsideCentre('quiet-day')
  try {
    const profile = freshProfile()
    const file = join(profile, 'provisioning.json')
    centre.writeProvisioning(file, {}, { avaya: { appKey: 'not-the-key' } })
    app = await launchApp({ profile, args: ['--provision', file] })
    await app.line(/feed Queue.*: failed \(badAppKey/, 30_000)
    await app.line(/connection Demo targets: live/)
    const failures = (): number => app?.lines().filter((line) => line.includes('badAppKey')).length ?? 0
    const before = failures()
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    expect(failures()).toBe(before)
    expect(await problemsOf(app)).toMatch(/application key/i)
  } finally {
    await centre.kill()
  }
})

test('without a tray host and without notifications it works as a window and says so', async () => {
  desktop = await startDesktop({ trayHost: false, notifications: false })
  app = await launchApp({ args: ['--hidden'] })
  await app.line(/tray host: none/)
  expect(await problemsOf(app)).toMatch(/no tray icons/i)
})

test('a port that is taken is said, and a free one is used', async () => {
  const taken = createServer()
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  try {
    app = await launchApp({ args: ['--demo-port', String(port)] })
    await app.line(new RegExp(`port ${String(port)} is in use`))
    await app.line(/feed Agent.*: live/, 30_000)
  } finally {
    taken.close()
  }
})

test('a second start opens the window of the first and ends', async () => {
  desktop = await startDesktop()
  app = await launchApp({ args: ['--hidden'] })
  await app.line(/feed Queue.*: live/, 30_000)
  expect(app.electron.windows()).toHaveLength(0)
  const second = await runToEnd(['--profile', app.profile])
  expect(second.code).toBe(0)
  expect(second.output).toContain('runs already')
  await app.page('main')
})

test('node-notifier shows the notice when it is the only way', async () => {
  desktop = await startDesktop()
  const centre = await startOutsideCentre('monday-rush')
  try {
    const profile = freshProfile()
    const file = join(profile, 'provisioning.json')
    centre.writeProvisioning(file, { rules: [anyAgentReady()] })
    app = await launchApp({ profile, args: ['--hidden', '--provision', file, '--notifier', 'node-notifier'] })
    const shown = await until(
      () => desktop?.notifications.shown.find(({ title }) => title.includes('Agents ready')),
      'the notice',
      30_000
    )
    expect(shown.hints['urgency']).toBe(2)
    const tray = await desktop.trayItem()
    await tray.choose('Open Floorwatch')
    const page = await app.page('main')
    await page
      .getByRole('link', { name: /Alerts/ })
      .or(page.getByRole('button', { name: /Alerts/ }))
      .first()
      .click()
    await expect(page.getByText(/Agents ready/).first()).toBeVisible()
  } finally {
    await centre.kill()
  }
})

test('a mistake in the arguments is named with the next step', async () => {
  const { code, output } = await runToEnd(['--speed', '600'])
  expect(code).toBe(2)
  expect(output).toContain('--speed must be a whole number from 1 to 60, not "600"')
})

test('a profile that can not be written is said, nothing is kept, and there is still only one application', async () => {
  test.skip(process.platform === 'win32', 'not for this system: rights of a folder by its mode')
  const centre = await startOutsideCentre('quiet-day')
  const profile = freshProfile()
  try {
    const file = join(profile, 'provisioning.json')
    centre.writeProvisioning(file)
    chmodSync(profile, 0o500)
    app = await launchApp({ profile, args: ['--provision', file], under: boundByFileRights })
    await app.line(/feed Queue.*: live/)
    await app.line(/connection Demo targets: live/)
    const view = await openConnectionsView(app)
    const problem = view.problem('The profile folder cannot be written')
    await expect(problem).toContainText('keeps nothing after it quits')
    await expect(problem).toContainText('Give this user the right to write there')
    await expect(problem).toContainText(`${profile}, EACCES`)
    await expect(view.problem('The journal cannot be written')).toBeVisible()
    await app.line(/^log: not written \(EACCES\)$/)
    await expect(view.problem('The log cannot be written')).toContainText('EACCES')
    await view.page.getByRole('button', { name: /^Settings/ }).click()
    await expect(view.page.getByText('Nothing is written to the log in this run (EACCES)')).toBeVisible()
    await expect(view.page.getByText('No line like this')).toBeHidden()
    const second = await runToEnd(['--profile', profile], boundByFileRights)
    expect(second.output).toContain('runs already')
    const work = await app.electron.evaluate(({ app: main }) => main.getPath('userData'))
    await app.quit()
    expect(readdirSync(profile)).toEqual(['provisioning.json'])
    expect(statSync(work).mode & 0o777).toBe(0o700)
    expect(filesWithSecrets(work, centre.secrets()).leaks).toEqual([])
    rmSync(work, { recursive: true })
  } finally {
    await centre.kill()
    chmodSync(profile, 0o700)
  }
})

test('without a message bus it works as a window, fires alerts and says what it can not show', async () => {
  test.skip(process.platform !== 'linux', 'not for this system: a desktop without a message bus')
  const centre = await startOutsideCentre('quiet-day')
  try {
    const profile = freshProfile()
    const file = join(profile, 'provisioning.json')
    centre.writeProvisioning(file, { rules: [anyAgentReady()], settings: { weakSecretStorage: 'refuse' } })
    const noSocketHere = join(profile, 'runtime')
    mkdirSync(noSocketHere, { mode: 0o700 })
    const env = { DBUS_SESSION_BUS_ADDRESS: undefined, XDG_RUNTIME_DIR: noSocketHere }
    app = await launchApp({ profile, env, args: ['--hidden', '--provision', file] })
    await app.line(/tray host: none/)
    await app.line(/feed Agent.*: live/)
    await app.line(/alert fired: \[critical\].*Agents ready/)
    const view = await openConnectionsView(app)
    await expect(view.problem('This desktop shows no tray icons')).toContainText('works as a window')
    const notices = view.problem('Notifications cannot be shown')
    await expect(notices).toContainText('Nothing on this desktop shows any. Alerts stand in this window')
    await expect(notices.getByText(/dbus:/)).toBeHidden()
    await notices.getByText('Details', { exact: true }).click()
    await expect(notices.getByText(/dbus:/)).toBeVisible()
    await expect(view.problem('Credentials are kept for this session only')).toBeVisible()
  } finally {
    await centre.kill()
  }
})
