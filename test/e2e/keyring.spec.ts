import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import * as z from 'zod'
import { openConnectionsView } from './rig/connections-view.ts'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, type FakeDesktop } from './rig/desktop.ts'
import { startKeyring, type TestKeyring } from './rig/keyring.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'
import { filesWithSecrets } from './rig/leaks.ts'
import { startPrivateBus } from './rig/private-bus.ts'

/** Credentials where a keyring is open, locked or missing: GNOME's own, in the real application. */
test.describe.configure({ mode: 'serial' })
test.skip(process.platform !== 'linux', 'not for this system: keyrings with a lock of their own')

const vaultSchema = z.object({
  secrets: z.record(z.string(), z.object({ backend: z.string(), protection: z.string() }))
})
const LOCKED = 'The keyring is locked'
const WEAK = 'Credentials are stored weakly on this computer'
const SESSION_ONLY = 'Credentials are kept for this session only'

let centre: OutsideCentre
let keyring: TestKeyring
let app: RunningApp | undefined
const stored = freshProfile()
const vaultOf = (profile: string): string => join(profile, 'vault.json')

test.beforeAll(async () => {
  centre = await startOutsideCentre('quiet-day')
  keyring = await startKeyring()
})

// Rejects when the application had to be killed: one that waits for a keyring does not end when asked to.
test.afterEach(async () => {
  const mine = app
  app = undefined
  await mine?.quit()
})

test.afterAll(async () => {
  await centre.kill()
  await keyring.stop()
})

async function start(profile: string, env: Readonly<Record<string, string>>, policy?: string): Promise<RunningApp> {
  const file = join(profile, 'provisioning.json')
  if (policy !== undefined) centre.writeProvisioning(file, { settings: { weakSecretStorage: policy } })
  app = await launchApp({ profile, env, args: policy === undefined ? [] : ['--provision', file] })
  return app
}

async function allLive(running: RunningApp): Promise<void> {
  for (const one of [/feed Queue.*: live/, /feed Agent.*: live/, /connection Demo targets: live/]) {
    await running.line(one)
  }
}

/** What the vault file says about its secrets, each different answer once. */
function storedHow(profile: string): readonly string[] {
  const { secrets } = vaultSchema.parse(JSON.parse(readFileSync(vaultOf(profile), 'utf8')))
  expect(Object.keys(secrets)).toHaveLength(centre.secrets().length)
  return [...new Set(Object.values(secrets).map(({ backend, protection }) => `${backend}, ${protection}`))]
}

/** Asks the main process again and again; each answer is due within a second. */
async function staysResponsive(running: RunningApp, forMs: number): Promise<void> {
  const end = Date.now() + forMs
  while (Date.now() < end) {
    const askedMs = Date.now()
    await Promise.race([
      running.electron.evaluate(({ app: main }) => main.isReady()),
      new Promise((_, reject) => setTimeout(reject, 5_000, new Error('the main process does not answer')))
    ])
    expect(Date.now() - askedMs).toBeLessThan(1_000)
  }
}

test('with an open keyring credentials are stored encrypted, come back after a restart and are in no file as they are', async () => {
  const first = await start(stored, keyring.env, 'refuse')
  await allLive(first)
  expect(storedHow(stored)).toEqual(['gnome_libsecret, os'])
  expect(statSync(vaultOf(stored)).mode & 0o777).toBe(0o600)
  await first.quit()
  expect(filesWithSecrets(stored, centre.secrets()).leaks).toEqual(['provisioning.json'])
  rmSync(join(stored, 'provisioning.json'))

  const again = await start(stored, keyring.env)
  await allLive(again)
  const { page } = await openConnectionsView(again)
  await expect(page.getByText(SESSION_ONLY)).toHaveCount(0)
  await again.quit()
  const { searched, leaks } = filesWithSecrets(stored, centre.secrets())
  expect(searched).toEqual(expect.arrayContaining(['vault.json', 'journal.db', 'floorwatch.log']))
  expect(leaks).toEqual([])
})

test('with a locked keyring nothing is taken over, the rest works and never stands still, and quitting ends it', async () => {
  await keyring.restartLocked()
  const desktop: FakeDesktop = await startDesktop({ address: keyring.address })
  try {
    const profile = freshProfile()
    const running = await start(profile, keyring.env, 'allow')
    const tray = await desktop.trayItem()
    await staysResponsive(running, 2_000)
    await running.line(/demo centre: ready/)
    expect(await tray.tooltip()).toContain('Demo centre')
    await running.line(/feed Queue.*: live/)
    const view = await openConnectionsView(running)
    await expect(view.problem(LOCKED)).toContainText('Unlock it')
    await expect(view.problem('The provisioning file was not imported')).toContainText(
      'connections[0].appKey: can not be stored: the keyring is locked. Unlock it and start again'
    )
    expect([existsSync(vaultOf(profile)), keyring.dialogs()]).toEqual([false, 0])
    const askedMs = Date.now()
    await running.quit()
    expect(Date.now() - askedMs).toBeLessThan(5_000)
  } finally {
    desktop.close()
  }
})

test('stored credentials outlast a locked keyring: each connection says so, and goes live when it is unlocked', async () => {
  const before = readFileSync(vaultOf(stored), 'utf8')
  const running = await start(stored, keyring.env)
  await running.line(/feed Queue.*: failed \(vaultLocked/)
  await running.line(/connection Demo targets: failed \(vaultLocked/)
  await staysResponsive(running, 500)
  const view = await openConnectionsView(running)
  await expect(view.problem(LOCKED)).toBeVisible()
  await expect(view.vault).toContainText('The keyring is locked.')
  for (const name of ['Demo floor', 'Demo targets']) {
    await expect(view.connection(name)).toContainText('The keyring of this computer is locked')
    await expect(view.connection(name)).toContainText('Unlock the keyring')
  }
  await keyring.unlock()
  await allLive(running)
  await expect(view.problem(LOCKED)).toHaveCount(0)
  await expect(view.connection('Demo targets')).not.toContainText('locked')
  // Nothing is to be entered again.
  await expect(view.vault).toContainText('Encrypted with the keyring of this desktop')
  await expect(view.vault.getByRole('listitem')).toHaveCount(0)
  expect(keyring.dialogs()).toBe(0)
  expect(readFileSync(vaultOf(stored), 'utf8')).toBe(before)
})

test('without a keyring and without consent credentials live in memory, which is said, and are asked for after a restart', async () => {
  // GNOME by its name, without its keyring.
  const bus = await startPrivateBus()
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address, XDG_CURRENT_DESKTOP: 'GNOME' }
  try {
    const profile = freshProfile()
    const first = await start(profile, env, 'refuse')
    await allLive(first)
    const view = await openConnectionsView(first)
    await expect(view.problem(SESSION_ONLY)).toContainText('Install and unlock a keyring')
    // Asking would be idle: this store can't be told to go on without protection.
    await expect(view.vault).toContainText('this session only')
    await expect(view.vault.getByRole('button')).toHaveCount(0)
    await first.quit()
    expect(existsSync(vaultOf(profile))).toBe(false)
    rmSync(join(profile, 'provisioning.json'))
    expect(filesWithSecrets(profile, centre.secrets()).leaks).toEqual([])

    const again = await start(profile, env)
    await again.line(/feed Queue.*: failed \(secretForgotten/)
    const after = await openConnectionsView(again)
    await expect(after.connection('Demo floor')).toContainText('The credential was kept for the last session only')
    await expect(after.connection('Demo floor')).toContainText('Enter it again: edit the connection.')
    await again.quit()
  } finally {
    await app?.kill()
    app = undefined
    await bus.stop()
  }
})

test('where nothing protects the window asks: kept for the session nothing is on the disk, stored weakly they come back', async () => {
  const profile = freshProfile()
  const first = await start(profile, {}, 'ask')
  await allLive(first)
  rmSync(join(profile, 'provisioning.json'))
  const { page, vault, problem } = await openConnectionsView(first)
  await expect(problem('How should credentials be kept?')).toContainText('Until you choose')
  const question = vault.getByRole('group', { name: 'How should credentials be kept?' })
  await expect(question.getByRole('button')).toHaveCount(2)
  // Chromium's targets can't be opened anew in Electron, which the other mode of axe would do.
  expect((await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations.map(({ id }) => id)).toEqual([])

  await question.getByRole('button', { name: 'Keep for this session only' }).press('Enter')
  await expect(question).toHaveCount(0)
  await expect(vault).toContainText('not on the disk')
  expect([existsSync(vaultOf(profile)), filesWithSecrets(profile, centre.secrets()).leaks]).toEqual([false, []])

  await vault.getByRole('button', { name: 'Store them weakly' }).press('Enter')
  await expect(problem(WEAK)).toContainText('A keyring such as')
  expect(storedHow(profile)).toEqual(['basic_text, weak'])
  await first.quit()

  const again = await start(profile, {})
  await allLive(again)
  const after = await openConnectionsView(again)
  await expect(after.problem(WEAK)).toBeVisible()
  await after.vault.getByRole('button', { name: 'Stop storing them' }).press('Enter')
  await expect(after.vault).toContainText('kept in memory until Floorwatch quits')
  expect(JSON.parse(readFileSync(vaultOf(profile), 'utf8'))).toEqual({ version: 2, secrets: {} })
  await again.quit()
  expect(filesWithSecrets(profile, centre.secrets()).leaks).toEqual([])
})

test('with consent in the provisioning file credentials are stored weakly without a question, and that is said', async () => {
  const profile = freshProfile()
  const first = await start(profile, {}, 'allow')
  await allLive(first)
  const view = await openConnectionsView(first)
  await expect(view.problem(WEAK)).toContainText('A keyring such as')
  expect(storedHow(profile)).toEqual(['basic_text, weak'])
})
