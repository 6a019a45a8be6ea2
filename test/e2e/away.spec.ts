import { join } from 'node:path'
import { expect, test, type Locator } from '@playwright/test'
import { openAlertsView } from './rig/alerts-view.ts'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'
import { feedLost } from './rig/rules.ts'

/** A screen that is locked as the desktop locks it: what happened meanwhile is there when it is opened, also over a restart. */
test.skip(process.platform !== 'linux', 'not for this system: a lock told over a message bus')
test.describe.configure({ mode: 'serial', timeout: 90_000 })

const LOST = /alert fired: \[\w+\].*the live feed is lost/
const BACK = /alert closed: \[\w+\].*the live feed is lost/

/** A silent connection is noticed within 20 s. */
const LOST_WITHIN_MS = 30_000

let desktop: FakeDesktop
let centre: OutsideCentre
let app: RunningApp
let profile: string
/** Without a keyring secrets are kept for one run: each gets them anew. */
let args: string[]

test.beforeAll(async () => {
  desktop = await startDesktop()
  await desktop.setScreenSaver(true)
  centre = await startOutsideCentre('quiet-day')
  profile = freshProfile()
  const file = join(profile, 'provisioning.json')
  centre.writeProvisioning(file, { rules: [feedLost({ pendingForMs: 500, keepFiringForMs: 500 })] })
  args = ['--hidden', '--provision', file]
  app = await launchApp({ profile, args })
  await app.line(/feed Queue.*: live/)
})

test.afterAll(async () => {
  await app.quit()
  await centre.kill()
  desktop.close()
})

const pause = (isPaused: boolean): Promise<unknown> => centre.control({ faults: { pauseSockets: isPaused } })

async function cardOf(running: RunningApp): Promise<Locator> {
  await (await desktop.trayItem()).choose('Open Floorwatch')
  const page = await openAlertsView(running)
  return page.getByRole('region', { name: 'While you were away' })
}

test('the card names what came up and ended while the screen was locked, and goes when it is read', async () => {
  desktop.setScreenLocked(true)
  await pause(true)
  await app.line(LOST, LOST_WITHIN_MS)
  await pause(false)
  await app.line(BACK, LOST_WITHIN_MS)
  const card = await cardOf(app)
  await expect(card).toHaveCount(0)
  desktop.setScreenLocked(false)
  await expect(card).toContainText('1 alert came up · 1 ended · 0 still burn')
  await expect(card.getByRole('listitem')).toHaveText(/: no live data/)
  await card.getByRole('button', { name: 'Dismiss' }).click()
  await expect(card).toHaveCount(0)
})

test('it knows since when, also where the application was started anew meanwhile', async () => {
  desktop.setScreenLocked(true)
  await pause(true)
  const from = app.lines().length
  await until(
    () =>
      app
        .lines()
        .slice(from)
        .some((line) => LOST.test(line)),
    'an alert',
    LOST_WITHIN_MS
  )
  await app.kill()
  await pause(false)
  app = await launchApp({ profile, args })
  await app.line(BACK, LOST_WITHIN_MS)
  const card = await cardOf(app)
  await expect(card).toHaveCount(0)
  desktop.setScreenLocked(false)
  await expect(card).toContainText('1 alert came up · 1 ended · 0 still burn')
})
