import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openAlertsView } from './rig/alerts-view.ts'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'
import { anyAgentReady } from './rig/rules.ts'

/** What can be done with a notice, and who shows it when the desktop can't. */
test.skip(process.platform !== 'linux', 'not for this system: notices over a message bus')

let desktop: FakeDesktop
let centre: OutsideCentre
let app: RunningApp

async function start(rules: readonly object[], env: Readonly<Record<string, string>> = {}): Promise<void> {
  centre = await startOutsideCentre('quiet-day')
  const profile = freshProfile()
  const file = join(profile, 'provisioning.json')
  centre.writeProvisioning(file, { rules })
  app = await launchApp({ profile, env, args: ['--hidden', '--provision', file] })
}

test.afterEach(async () => {
  await app.quit()
  await centre.kill()
  desktop.close()
})

test('a click on a notice opens that alert, its snooze button leaves the alert alone for 15 minutes', async () => {
  desktop = await startDesktop()
  await start([
    anyAgentReady({ id: 'first', name: 'First rule' }),
    anyAgentReady({ id: 'second', name: 'Second rule', severity: 'warning' })
  ])
  const noticeOf = (rule: string) =>
    until(() => desktop.notifications.shown.find(({ title }) => title.includes(rule)), `the notice of ${rule}`, 15_000)
  const first = await noticeOf('First rule')
  const second = await noticeOf('Second rule')
  expect(app.electron.windows()).toHaveLength(0)

  desktop.notifications.invoke(second.id, 'default')
  const page = await app.page('main')
  const drawer = page.getByRole('dialog', { name: 'Why this alert' })
  await expect(drawer).toContainText('Second rule')
  await expect(drawer).not.toContainText('First rule')

  desktop.notifications.invoke(first.id, 'snooze')
  await app.line(/alert snoozed: \[critical\].*First rule/)
  await page.keyboard.press('Escape')
  const line = (rule: string) => page.getByRole('listitem').filter({ hasText: rule })
  await expect(line('First rule')).toContainText(/snoozed until \d/)
  await expect(line('Second rule')).not.toContainText('snoozed')
  expect(app.lines().filter((one) => one.startsWith('alert snoozed'))).toHaveLength(1)
})

test('where no server shows notices the helper program does, unasked, and the ledger names the way', async () => {
  desktop = await startDesktop({ notifications: false })
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-helper-'))
  const called = join(folder, 'called.txt')
  writeFileSync(join(folder, 'notify-send'), `#!/bin/sh\nprintf '%s\\n' "$@" >> '${called}'\n`, { mode: 0o755 })
  await start([anyAgentReady()], { PATH: `${folder}:${process.env['PATH'] ?? ''}` })
  await until(() => existsSync(called) && readFileSync(called, 'utf8').includes('critical'), 'a helper call', 15_000)
  const words = readFileSync(called, 'utf8')
  expect(words).toMatch(/Agents ready \d+/)
  expect(words).toMatch(/over 0 · for 0:0\d/)

  const log = readFileSync(join(app.profile, 'logs', 'floorwatch.log'), 'utf8')
  const refused = [...log.matchAll(/"via":"(\w+)"[^\n]*notice not shown/g)].map((match) => match[1])
  expect(refused).toEqual(['dbus', 'electron'])

  await (await desktop.trayItem()).choose('Open Floorwatch')
  const page = await openAlertsView(app)
  await page.getByRole('button', { name: /^Show details: .*Agents ready/ }).click()
  const drawer = page.getByRole('dialog', { name: 'Why this alert' })
  await expect(drawer.getByRole('listitem').filter({ hasText: 'told' })).toHaveText(/began · told · node$/)
})
