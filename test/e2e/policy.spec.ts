import { join } from 'node:path'
import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { openAlertsView } from './rig/alerts-view.ts'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, type FakeDesktop } from './rig/desktop.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'
import { anyAgentReady } from './rig/rules.ts'

/** The pages keep to their own strict policy: from the first byte on, through every view, dialog and menu, and the panel. */

let desktop: FakeDesktop
let centre: OutsideCentre
let app: RunningApp

test.beforeAll(async () => {
  desktop = await startDesktop()
  centre = await startOutsideCentre('monday-rush')
  const profile = freshProfile()
  const file = join(profile, 'provisioning.json')
  centre.writeProvisioning(file, { rules: [anyAgentReady()] })
  app = await launchApp({ profile, args: ['--hidden', '--provision', file] })
  await app.line(/alert fired: .*Agents ready/)
})

test.afterAll(async () => {
  await app.quit()
  await centre.kill()
  desktop.close()
})

/** Keeps what pages that open from now on complain of. */
async function collectComplaints(electron: ElectronApplication): Promise<string[]> {
  const complaints: string[] = []
  await electron.context().exposeFunction('complain', (text: string) => void complaints.push(text))
  await electron.context().addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample, sourceFile, lineNumber }) => {
      const text = `${violatedDirective}: ${blockedURI} ${sample} (${sourceFile}:${lineNumber})`
      const complain: unknown = Reflect.get(globalThis, 'complain')
      if (typeof complain === 'function') Reflect.apply(complain, undefined, [text])
    })
  })
  electron.context().on('weberror', (error) => complaints.push(String(error.error())))
  electron.context().on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  return complaints
}

async function lookAtEverything(page: Page): Promise<void> {
  const go = (view: string) => page.getByRole('button', { name: new RegExp(`^${view}`) }).click()
  await expect(page.getByText('Sales').first()).toBeVisible()
  await openAlertsView(app)
  await page
    .getByRole('button', { name: /^Show details/ })
    .first()
    .click()
  await expect(page.getByRole('dialog', { name: 'Why this alert' })).toContainText('What was told')
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /^Snooze: / })
    .first()
    .click()
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'History' }).click()
  await page.getByRole('tab', { name: 'Rules' }).click()
  await page
    .getByRole('button', { name: /^Edit rule/ })
    .first()
    .click()
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible()
  await go('Targets')
  await expect(page.getByText('Answered today').first()).toBeVisible()
  await go('Connections')
  await expect(page.getByText('Problems')).toBeVisible()
  await go('Overview')
}

test('no view, no dialog and no menu breaks the policy or complains in the console', async () => {
  const complaints = await collectComplaints(app.electron)
  const tray = await desktop.trayItem()
  await tray.choose('Open Floorwatch')
  const page = await app.page('main')
  await lookAtEverything(page)
  await tray.activate()
  const panel = await app.page('panel')
  await expect(panel.getByText('Sales').first()).toBeVisible()
  expect(complaints).toEqual([])

  // What was collected would have been seen: both pages are watched.
  for (const one of [page, panel]) {
    complaints.length = 0
    await one.evaluate(() => document.body.setAttribute('style', 'color: red'))
    await expect.poll(() => complaints).toEqual(expect.arrayContaining([expect.stringMatching(/^style-src/)]))
  }
})
