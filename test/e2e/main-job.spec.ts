import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'
import { filesWithSecrets } from './rig/leaks.ts'
import { feedLost } from './rig/rules.ts'
import { shapeOf } from './rig/tray-picture.ts'

/** The main job from end to end: one floor, one desktop, one application that crashes and comes back. */
test.describe.configure({ mode: 'serial' })

/** Long enough to crash in, short enough to wait for. */
const KEEP_FIRING_MS = 10_000

let desktop: FakeDesktop
let centre: OutsideCentre
let app: RunningApp
const profile = freshProfile()
const provisioning = join(profile, 'provisioning.json')

const noticesLike = (words: string) => desktop.notifications.shown.filter(({ title }) => title.includes(words))
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const start = (): Promise<RunningApp> => launchApp({ profile, args: ['--hidden', '--provision', provisioning] })

test.beforeAll(async () => {
  desktop = await startDesktop()
  centre = await startOutsideCentre('monday-rush')
  centre.writeProvisioning(provisioning, { rules: [feedLost({ keepFiringForMs: KEEP_FIRING_MS })] })
  app = await start()
})

test.afterAll(async () => {
  await app.quit()
  await centre.kill()
  desktop.close()
})

test('the tray follows the floor: tooltip, picture and menu', async () => {
  const tray = await desktop.trayItem()
  await until(async () => (await tray.tooltip()).endsWith('· live'), 'a live tooltip', 15_000)
  expect(await tray.tooltip()).toMatch(/All calm · \d+ contacts? waiting · live/)
  await until(async () => shapeOf(await tray.picture()) === 'disc', 'the picture of calm')
  const has = async (wanted: RegExp, least: number): Promise<boolean> =>
    (await tray.labels()).filter((label) => wanted.test(label)).length >= least
  await until(() => has(/^Demo (floor|targets): live$/, 2), 'both connections live in the menu')
  await until(() => has(/: \d+ waiting$/, 3), 'live lines of three queues')
  expect(await tray.labels()).toEqual(
    expect.arrayContaining(['Open Floorwatch', 'No open alerts', 'Quit (alerts stop)'])
  )
})

test('a Monday rush fires the waiting rule exactly once, with two lines that say why', async () => {
  await centre.control({ rush: true })
  await until(() => noticesLike('Contacts waiting').length > 0, 'the notice', 90_000)
  const [notice] = noticesLike('Contacts waiting')
  expect(notice?.title).toMatch(/^Sales: Contacts waiting \d+$/)
  expect(notice?.body).toMatch(/over 8 · for 0:\d\d · clears at 5/)
  expect(notice?.actions).toEqual(expect.arrayContaining(['acknowledge', 'snooze']))
  const tray = await desktop.trayItem()
  await until(async () => (await tray.tooltip()).includes('Critical'), 'a critical tooltip')
  await until(async () => shapeOf(await tray.picture()) === 'octagon', 'the picture of critical')
  await pause(5_000)
  expect(noticesLike('Sales: Contacts waiting')).toHaveLength(1)
})

test('the notice’s button acknowledges it and the window shows that', async () => {
  const [notice] = noticesLike('Sales: Contacts waiting')
  desktop.notifications.invoke(notice?.id ?? 0, 'acknowledge')
  await app.line(/alert acknowledged.*Sales/)
  const tray = await desktop.trayItem()
  await tray.choose('Open Floorwatch')
  const page = await app.page('main')
  await page
    .getByRole('link', { name: /Alerts/ })
    .or(page.getByRole('button', { name: /Alerts/ }))
    .first()
    .click()
  await expect(page.getByText(/Sales/).first()).toBeVisible()
  await expect(page.getByText(/acknowledged/i).first()).toBeVisible()
})

test('the window shows live rows that keep moving', async () => {
  const page = await app.page('main')
  await page
    .getByRole('link', { name: /Overview/ })
    .or(page.getByRole('button', { name: /Overview/ }))
    .first()
    .click()
  await expect(page.getByText('Sales').first()).toBeVisible()
  const text = (): Promise<string> => page.locator('main').innerText()
  const before = await text()
  await expect.poll(text, { timeout: 15_000 }).not.toBe(before)
})

test('a target is reached and that is told once', async () => {
  test.setTimeout(200_000)
  const page = await app.page('main')
  await page
    .getByRole('link', { name: /Targets/ })
    .or(page.getByRole('button', { name: /Targets/ }))
    .first()
    .click()
  await centre.control({ speed: 60 })
  await until(
    async () => {
      await page
        .getByRole('button', { name: 'Test Answered today now' })
        .click({ timeout: 2_000 })
        .catch(() => undefined)
      await pause(1_000)
      return noticesLike('target reached').length > 0
    },
    'the target notice',
    180_000
  )
  await centre.control({ speed: 1 })
  expect(noticesLike('Answered today: target reached')).toHaveLength(1)
})

test('a dead demo centre is one notice and a stale tray; back within 3 s it is live again in 5 s', async () => {
  const tray = await desktop.trayItem()
  const livesBefore = app.lines().filter((line) => /feed (Queue|Agent).*: live/.test(line)).length
  await centre.kill()
  await until(() => noticesLike('live feed is lost').length > 0, 'the notice of the lost feed', 10_000)
  const stale = Promise.all([
    until(async () => (await tray.tooltip()).includes('Data is not live'), 'a stale tooltip'),
    until(async () => shapeOf(await tray.picture()) === 'hourglass', 'the picture of stale data')
  ])
  await centre.restart()
  const backMs = Date.now()
  const lives = (): number => app.lines().filter((line) => /feed (Queue|Agent).*: live/.test(line)).length
  await until(() => lives() >= livesBefore + 2, 'both feeds live again', 5_000)
  expect(Date.now() - backMs).toBeLessThan(5_000)
  await stale
  await until(async () => (await tray.tooltip()).endsWith('· live'), 'a live tooltip')
  await pause(2_000)
  expect(noticesLike('live feed is lost')).toHaveLength(1)
})

test('after kill -9 and a restart nothing is told twice, and the alert of the lost feed ends', async () => {
  const before = desktop.notifications.shown.map(({ title }) => title.replace(/ \d+$/, ''))
  const isOver = /alert closed: .*live feed is lost/
  await app.line(/alert recovering: .*live feed is lost/)
  expect(app.lines().filter((line) => isOver.test(line))).toEqual([])
  await app.kill()
  app = await start()
  await app.line(/feed Queue.*: live/)
  await app.line(/feed Agent.*: live/)
  await app.line(isOver, KEEP_FIRING_MS + 5_000)
  const after = desktop.notifications.shown.map(({ title }) => title.replace(/ \d+$/, '')).slice(before.length)
  expect(after.filter((title) => before.includes(title))).toEqual([])
})

test('no secret is in any file of the profile but the one it was imported from', () => {
  const { searched, leaks } = filesWithSecrets(profile, centre.secrets())
  expect(searched).toEqual(expect.arrayContaining(['journal.db', 'floorwatch.log']))
  expect(leaks).toEqual(['provisioning.json'])
})
