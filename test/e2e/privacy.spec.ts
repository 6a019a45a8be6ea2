import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { createRoster } from '../../src/simulator/floor/roster.ts'
import { openAlertsView } from './rig/alerts-view.ts'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'
import { createLeakScan } from './rig/leak-scan.ts'
import { eachAgentWrappingUp } from './rig/rules.ts'
import { recordWindowWire, type WindowWire } from './rig/window-wire.ts'

/** What is told of people: by name, by pseudonym, with a locked screen, and not at all after the history was deleted. */
test.skip(process.platform !== 'linux', 'not for this system: notices, tray and lock over a message bus')
test.describe.configure({ mode: 'serial' })

const LABEL = /Agent [A-HJ-NP-Z2-9]{4,}/
/** Somebody wraps up every moment. */
const FLOOR_SPEED = 10
const SEED = 1

let desktop: FakeDesktop
let centre: OutsideCentre
let app: RunningApp
let wire: WindowWire
let page: Page

interface Said {
  readonly where: string
  readonly text: string
}

/** All who ever work on this floor. */
const { agents } = createRoster(SEED)
const displayNames = [...new Set(agents.map(({ firstName, lastName }) => `${firstName} ${lastName}`))]
/** First and last names alone too, which no other word of the product is. */
const words = new Set(agents.flatMap(({ firstName, lastName }) => [firstName, lastName]))
const identities = agents.flatMap(({ id, loginId }) => [id, loginId, loginId.replace(/@.*/, '')])

/** Whoever is named in the text, in any of their names. */
function namesIn(text: string): string[] {
  const found = new Set(text.match(/[\p{Letter}]+/gu)?.filter((word) => words.has(word)))
  return [...found, ...identities.filter((one) => text.includes(one))]
}

test.beforeAll(async () => {
  desktop = await startDesktop()
  await desktop.setScreenSaver(true)
  desktop.setScreenLocked(true)
  centre = await startOutsideCentre('quiet-day', SEED)
  const profile = freshProfile()
  const file = join(profile, 'provisioning.json')
  centre.writeProvisioning(file, { rules: [eachAgentWrappingUp] })
  app = await launchApp({ profile, args: ['--hidden', '--provision', file] })
  wire = await recordWindowWire(app)
  await app.line(/feed Agent.*: live/)
  await centre.control({ speed: FLOOR_SPEED })
  await (await desktop.trayItem()).choose('Open Floorwatch')
  page = await app.page('main')
})

test.afterAll(async () => {
  await app.quit()
  await centre.kill()
  desktop.close()
})

const view = (name: string): Promise<void> => page.getByRole('button', { name: new RegExp(`^${name}`) }).click()

async function choose(field: string, option: string): Promise<void> {
  await view('Settings')
  const box = page.getByRole('combobox', { name: field })
  await box.click()
  await page.getByRole('option', { name: option }).click()
  await expect(box).toHaveValue(option)
}

const noticesFrom = (first: number): Said[] =>
  desktop.notifications.shown.slice(first).map(({ title, body, hints, actions }) => ({
    where: 'notice',
    text: [title, body, JSON.stringify(hints), ...actions].join('\n')
  }))

const wireText = async (): Promise<string> =>
  (await wire.take()).map(({ channel, text }) => `${channel} ${text}`).join('\n')

/** Every place where somebody could look for a name. */
async function lookEverywhere(): Promise<Said[]> {
  const said: Said[] = []
  const look = async (where: string, on = page): Promise<void> => {
    said.push({ where: `screen: ${where}`, text: await on.locator('body').innerText() })
    said.push({ where: `page: ${where}`, text: await on.content() })
  }
  await view('Overview')
  await page.getByText('All agents', { exact: true }).click()
  await expect(page.getByRole('columnheader', { name: /^agent/i }).first()).toBeVisible()
  await look('agents')
  await page.getByText('Longest', { exact: false }).first().click()
  await look('longest after-contact work')

  await openAlertsView(app)
  await expect(page.getByRole('listitem').filter({ hasText: 'after-contact work' }).first()).toBeVisible()
  await look('alerts')
  await page
    .getByRole('button', { name: /^Show details/ })
    .first()
    .click()
  await expect(page.getByRole('dialog', { name: 'Why this alert' })).toBeVisible()
  await look('alert')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByRole('rowheader').first()).toBeVisible()
  await look('history')
  await page.getByRole('tab', { name: 'Rules' }).click()
  await look('rules')
  await view('Settings')
  await expect(page.getByRole('region', { name: 'Lines of the log' })).toBeVisible()
  await look('log')

  const tray = await desktop.trayItem()
  said.push({ where: 'tray tooltip', text: await tray.tooltip() })
  said.push({ where: 'tray menu', text: (await tray.labels()).join('\n') })
  await tray.activate()
  const panel = await app.page('panel')
  await expect(panel.getByRole('listitem').filter({ hasText: 'after-contact work' }).first()).toBeVisible()
  await look('panel', panel)
  return said
}

const textOf = (said: readonly Said[], where: string): string =>
  said
    .filter((one) => one.where === where)
    .map(({ text }) => text)
    .join('\n')

/** Where names are to be seen while they are shown, and pseudonyms while they are not. */
const NAMING = [
  'screen: agents',
  'screen: longest after-contact work',
  'screen: alerts',
  'screen: alert',
  'screen: history',
  'tray menu',
  'screen: panel'
] as const

/** Until somebody's alert is there from now on, and its notice and line were told. */
async function oneMoreAlert(who: RegExp): Promise<void> {
  const first = desktop.notifications.shown.length
  const line = app.lines().length
  const fits = (text: string): boolean => who.test(text) && text.includes('Wrapping up')
  await until(() => noticesFrom(first).some(({ text }) => fits(text)), `a notice of ${String(who)}`, 30_000)
  const closed = (text: string): boolean => text.startsWith('alert closed') && fits(text)
  await until(() => app.lines().slice(line).some(closed), `the end of an alert of ${String(who)}`, 30_000)
}

/** Of one alert, or of many that came at once. */
const DISCREET =
  /^(An alert needs you\nQueue or agent alert, critical\. Unlock to see more\.|\d+ alerts at once\nUnlock to see more\.)/
const isDiscreet = ({ text }: Said): boolean => DISCREET.test(text)

const aName = new RegExp(displayNames.join('|'))

async function expectNames(): Promise<void> {
  const said = await lookEverywhere()
  for (const where of NAMING) {
    expect(namesIn(textOf(said, where)), where).not.toEqual([])
    expect(textOf(said, where), where).not.toMatch(LABEL)
  }
}

test('a screen that was locked before the start counts as locked until it is opened', async () => {
  await until(() => noticesFrom(0).length >= 3, 'three notices', 30_000)
  expect(noticesFrom(0).filter((notice) => !isDiscreet(notice))).toEqual([])
  desktop.setScreenLocked(false)
})

test('by name: every place that can name an agent does', async () => {
  await oneMoreAlert(aName)
  await expectNames()
  // What is looked for in the next test is found here: names, logins and ids of the service.
  const named = new Set(namesIn(await wireText()))
  for (const { id, loginId, firstName } of agents.filter(({ loginId }) => named.has(loginId))) {
    expect([named.has(id), named.has(firstName), loginId.length > 0]).toEqual([true, true, true])
  }
  expect(identities.filter((one) => named.has(one)).length).toBeGreaterThan(100)
})

test('by pseudonym: no name, login or id is in any window, the tray, a notice, a status line, or on the way to a window', async () => {
  test.setTimeout(90_000)
  const before = desktop.notifications.shown.map(({ id }) => id)
  await choose('Agents are called', 'by pseudonyms')
  await until(() => before.every((id) => desktop.notifications.closed.includes(id)), 'all notices with names gone')
  await wire.take()
  const first = desktop.notifications.shown.length
  const line = app.lines().length
  await oneMoreAlert(LABEL)
  const said = await lookEverywhere()
  for (const where of NAMING) expect(textOf(said, where), where).toMatch(LABEL)
  // A window that is opened now gets everything anew.
  await page.reload()
  await expect(page.getByRole('listitem').filter({ hasText: LABEL }).first()).toBeVisible()

  const told = await wireText()
  expect(told).toMatch(LABEL)
  for (const channel of ['state:changed', 'rows:changed', 'state:get', 'rows:get', 'log:read']) {
    expect(told).toContain(`${channel} `)
  }
  const everything = [
    ...said,
    ...noticesFrom(first),
    { where: 'wire', text: told },
    { where: 'status lines', text: app.lines().slice(line).join('\n') }
  ]
  expect(everything.flatMap(({ where, text }) => namesIn(text).map((name) => `${where}: ${name}`))).toEqual([])
})

test('by name again: what was hidden is back at once', async () => {
  await choose('Agents are called', 'by their names')
  await oneMoreAlert(aName)
  await expectNames()
  expect(namesIn(await wireText()).length).toBeGreaterThan(100)
})

/** Notices from the first on that is as wanted; one may have been on its way already. */
async function noticesSince(wanted: (notice: Said) => boolean, what: string): Promise<readonly Said[]> {
  const first = desktop.notifications.shown.length
  const at = await until(
    () => {
      const index = noticesFrom(first).findIndex(wanted)
      return index >= 0 && noticesFrom(first + index).length >= 3 ? { first: first + index } : undefined
    },
    `three notices, the first of them ${what}`,
    30_000
  )
  return noticesFrom(at.first)
}

for (const saver of ['kde', 'gnome'] as const) {
  test(`while the screen saver of ${saver} says that the screen is locked, notices say nothing of anybody`, async () => {
    desktop.setScreenLocked(true, saver)
    const locked = await noticesSince(isDiscreet, 'discreet')
    expect(locked.filter((notice) => !isDiscreet(notice))).toEqual([])
    expect(locked.flatMap(({ text }) => namesIn(text))).toEqual([])

    desktop.setScreenLocked(false, saver)
    const open = await noticesSince((notice) => !isDiscreet(notice), 'in full')
    expect(open.filter(({ text }) => !aName.test(text))).toEqual([])
  })
}

test('a locked screen changes nothing where the preference is off', async () => {
  await view('Settings')
  const preference = page.getByRole('switch', { name: /^Hide the text of notifications/ })
  await preference.click()
  await expect(preference).not.toBeChecked()
  desktop.setScreenLocked(true)
  const shown = await noticesSince(() => true, 'whatever it is')
  expect(shown.filter(({ text }) => !aName.test(text))).toEqual([])
  desktop.setScreenLocked(false)
})

const NOTE = 'canary note 5f81c2: calls back about the refund'

test('deleted in the window, history is in no byte of the profile, the write-ahead log of the journal included', async () => {
  // Slow enough for somebody to write a note before the alert is over.
  await centre.control({ speed: 1 })
  await openAlertsView(app)
  await page
    .getByRole('button', { name: /^Acknowledge: .*after-contact work/ })
    .first()
    .click()
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.fill(NOTE)
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click()
  await expect(note).toBeHidden()

  // Off, the rule's alerts are over, and nobody is named in a line that is written later.
  await page.getByRole('tab', { name: 'Rules' }).click()
  await page.getByRole('button', { name: 'Edit rule: Wrapping up' }).click()
  await page.getByRole('switch', { name: 'This rule is on' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('tab', { name: 'Open' }).click()
  await expect(page.getByText('No open alerts')).toBeVisible()

  const scan = createLeakScan({ note: NOTE, ...Object.fromEntries(displayNames.map((name) => [name, name])) })
  const inFiles = () => scan.inFolder('profile', app.profile)
  const before = inFiles().found
  expect(before.some(({ where, secret }) => where.startsWith('profile: journal.db') && secret === 'note')).toBe(true)
  expect(before.filter(({ where }) => where.startsWith('profile: journal.db')).length).toBeGreaterThan(5)

  await view('Settings')
  await page.getByRole('button', { name: 'Delete history now' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete the history?' })
  await expect(dialog).toContainText(/\d+ alerts that are over/)
  await dialog.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByRole('status').filter({ hasText: /^Deleted: \d+ alerts/ })).toBeVisible({ timeout: 30_000 })

  const after = inFiles()
  expect(after.searched).toEqual(expect.arrayContaining(['journal.db', 'journal.db-wal']))
  expect(after.found).toEqual([])
  await openAlertsView(app)
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByText('No alert has ended yet')).toBeVisible()
})
