import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openAlertsView } from './rig/alerts-view.ts'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import type { Shown } from './rig/fake-notifications.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'
import { anyAgentReady, eachAgentThere, eachQueue, feedLost } from './rig/rules.ts'

/** What reaches the user, over a real message bus: each thing once, a storm as one notice, and nothing lost where the desktop fails. */
test.skip(process.platform !== 'linux', 'not for this system: notices over a message bus')

/** Longer than any notice is gathered or delayed. */
const SETTLED_MS = 4_000

let desktop: FakeDesktop
let centre: OutsideCentre
let app: RunningApp
let provisioned: readonly string[]

async function start(rules: readonly object[]): Promise<void> {
  centre = await startOutsideCentre('quiet-day')
  const profile = freshProfile()
  const file = join(profile, 'provisioning.json')
  centre.writeProvisioning(file, { rules })
  // Secrets are kept in memory here: each start brings them.
  provisioned = ['--hidden', '--provision', file]
  app = await launchApp({ profile, args: provisioned })
}

/** The newest state of each notice, oldest notice first. */
function notices(): readonly Shown[] {
  const newest = new Map<number, Shown>()
  for (const one of desktop.notifications.shown) newest.set(one.id, one)
  return [...newest.values()]
}

/** Nothing is told for so long after everything was. */
async function settled(ms = SETTLED_MS): Promise<void> {
  let count = desktop.notifications.shown.length
  let sinceMs = Date.now()
  await until(
    () => {
      if (desktop.notifications.shown.length !== count) {
        count = desktop.notifications.shown.length
        sinceMs = Date.now()
      }
      return Date.now() - sinceMs >= ms
    },
    'nothing more to be told',
    60_000
  )
}

test.beforeEach(async () => {
  desktop = await startDesktop()
})

test.afterEach(async () => {
  await app.quit()
  await centre.kill()
  desktop.close()
})

test('a breach is one notice; acknowledged there and started again, nothing is told twice', async () => {
  await start([anyAgentReady()])
  const notice = await until(() => notices()[0], 'the notice', 15_000)
  expect(notice.title).toMatch(/Agents ready \d+$/)
  expect(notice.body).toMatch(/^over 0 · for 0:0\d/)
  desktop.notifications.invoke(notice.id, 'acknowledge')
  await app.line(/alert acknowledged: /)
  await app.quit()
  app = await launchApp({ profile: app.profile, args: provisioned })
  await app.line(/feed Agent.*: live/, 30_000)
  await settled()
  expect(desktop.notifications.shown).toHaveLength(1)
})

test('a kill after the notice tells nothing twice either', async () => {
  await start([anyAgentReady()])
  await until(() => notices()[0], 'the notice', 15_000)
  await settled()
  await app.kill()
  app = await launchApp({ profile: app.profile, args: provisioned })
  await app.line(/feed Agent.*: live/, 30_000)
  await settled()
  expect(desktop.notifications.shown).toHaveLength(1)
})

test('a storm is one notice that counts and names the worst, opens the inbox, and stands in the ledger of each', async () => {
  await start([
    eachQueue({ id: 'every-queue', name: 'Every queue', severity: 'warning' }),
    eachQueue({ id: 'one-queue', name: 'Worst queue', scope: [{ by: { role: 'queueName' }, oneOf: ['Sales'] }] })
  ])
  const storm = await until(() => notices()[0], 'the notice', 15_000)
  await settled()
  expect(notices()).toHaveLength(1)
  expect(storm.title).toMatch(/^\d+ alerts at once$/)
  expect(Number.parseInt(storm.title, 10)).toBeGreaterThan(10)
  expect(storm.body.split('\n')[0]).toMatch(/^Sales: Worst queue \d+$/)
  expect(storm.body).toMatch(/and \d+ more$/)
  expect(storm.hints['urgency']).toBe(2)

  desktop.notifications.invoke(storm.id, 'default')
  const page = await app.page('main')
  await expect(page.getByRole('tab', { name: 'History' })).toBeVisible()
  await page
    .getByRole('button', { name: /^Show details: Sales/ })
    .first()
    .click()
  const drawer = page.getByRole('dialog', { name: 'Why this alert' })
  await expect(drawer.getByRole('listitem').filter({ hasText: 'told' }).first()).toContainText(
    /began · told · dbus · together with \d+ others in one notification/
  )
  // What it was made of is drawn, and comes to the same once more.
  await expect(drawer.getByRole('img', { name: /^Values from .* threshold .* fired at \d/ })).toBeVisible()
  await expect(drawer).toContainText('Running these values through the rule again gives the same result.')
  await expect(drawer).toContainText(/Fired by a value from \d\d:\d\d:\d\d/)
})

test('200 rows in breach, then the feed is cut: one notice for the rows, one for the feed', async () => {
  await start([
    eachAgentThere({ id: 'there-1', name: 'There' }),
    eachAgentThere({ id: 'there-2', name: 'There as well' }),
    feedLost({ pendingForMs: 500 })
  ])
  const storm = await until(() => notices()[0], 'the notice', 20_000)
  await settled()
  expect(Number.parseInt(notices()[0]?.title ?? '', 10)).toBeGreaterThanOrEqual(200)
  expect(notices().map(({ id }) => id)).toEqual([storm.id])
  const before = desktop.notifications.shown.length
  await centre.kill()
  await until(() => notices()[1], 'the notice of the feed', 30_000)
  await settled()
  expect(
    notices()
      .map(({ title }) => title)
      .slice(1)
  ).toEqual([expect.stringMatching(/: the live feed is lost$/)])
  expect(desktop.notifications.shown).toHaveLength(before + 1)
})

test('200 rows in breach whose feed is cut before they are told: one notice, of the feed', async () => {
  const pendingForMs = 8_000
  await start([
    eachAgentThere({ id: 'there-1', name: 'There', pendingForMs }),
    eachAgentThere({ id: 'there-2', name: 'There as well', pendingForMs }),
    feedLost({ pendingForMs: 500 })
  ])
  await app.line(/feed Agent.*: live/, 30_000)
  await centre.kill()
  await until(() => notices()[0], 'the notice of the feed', 30_000)
  await settled(pendingForMs + SETTLED_MS)
  expect(notices().map(({ title }) => title)).toEqual([expect.stringMatching(/: the live feed is lost$/)])
})

test('a server that refuses: window and tray show the alert, the failure is said, and it is told once the server is well', async () => {
  desktop.notifications.refuses = true
  await start([anyAgentReady()])
  await app.line(/alert fired: .*Agents ready/)
  const tray = await desktop.trayItem()
  await until(async () => (await tray.labels()).some((label) => label.includes('Agents ready')), 'it in the tray')
  await tray.choose('Open Floorwatch')
  const page = await openAlertsView(app)
  await expect(page.getByRole('listitem').filter({ hasText: 'Agents ready' })).toContainText(
    'could not be shown as a notification',
    { timeout: 15_000 }
  )
  await page.getByRole('button', { name: /^Connections/ }).click()
  await expect(page.locator('main')).toContainText('Notifications cannot be shown')
  expect(desktop.notifications.shown).toEqual([])
  desktop.notifications.refuses = false
  await until(() => notices()[0], 'the notice after all', 45_000)
  await settled()
  expect(desktop.notifications.shown).toHaveLength(1)
  await expect(page.locator('main')).not.toContainText('Notifications cannot be shown')
})

test('a tone of its own is heard without any window, the notice is silent then, and the ledger says so', async () => {
  await start([])
  await (await desktop.trayItem()).choose('Open Floorwatch')
  const page = await app.page('main')
  await page.getByRole('button', { name: /^Settings/ }).click()
  await page.getByRole('combobox', { name: 'What critical alerts sound like' }).click()
  await page.getByRole('option', { name: 'Bell' }).click()
  await page.getByRole('button', { name: 'Try critical' }).click()
  const trial = await until(() => notices()[0], 'the trial')
  expect(trial.hints['suppress-sound']).toBe(true)
  // In the main window as well: that it could not be played would stand among the problems.
  await page.getByRole('button', { name: /^Connections/ }).click()
  await expect(page.locator('main')).not.toContainText('could not be played')
  await app.quit()

  centre.writeProvisioning(provisioned.at(-1) ?? '', { rules: [anyAgentReady()] })
  app = await launchApp({ profile: app.profile, args: provisioned })
  const notice = await until(() => notices().find(({ title }) => title.includes('Agents ready')), 'the notice', 15_000)
  expect(notice.hints['suppress-sound']).toBe(true)
  desktop.notifications.invoke(notice.id, 'default')
  const drawer = (await app.page('main')).getByRole('dialog', { name: 'Why this alert' })
  await expect(drawer.getByRole('listitem').filter({ hasText: 'sound' })).toContainText('sound played · bell')
})
