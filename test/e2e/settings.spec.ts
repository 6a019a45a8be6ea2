import { AxeBuilder } from '@axe-core/playwright'
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { DEFAULT_SETTINGS } from '../../src/core/settings/settings.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'
import { tabTo } from './rig/keyboard.ts'
import { numberIn } from './rig/tray-picture.ts'
import type { Bridge } from '../../src/contract/bridge.ts'

/** Every section of the settings by keyboard alone, and what each does on a real desktop. */
test.skip(process.platform !== 'linux', 'not for this system: tray, notices and autostart over a message bus')
test.describe.configure({ mode: 'serial' })

let desktop: FakeDesktop
let app: RunningApp
let page: Page
const configDir = mkdtempSync(join(tmpdir(), 'floorwatch-e2e-config-'))
const entry = join(configDir, 'autostart', 'floorwatch.desktop')

test.beforeAll(async () => {
  desktop = await startDesktop()
  app = await launchApp({ args: ['--scenario', 'monday-rush', '--speed', '20'], env: { XDG_CONFIG_HOME: configDir } })
  page = await app.page('main')
  await app.line(/feed Queue.*: live/)
})

test.afterAll(async () => {
  await app.quit()
  desktop.close()
})

const section = (name: string): Locator => page.getByRole('region', { name, exact: true })
const kept = (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(app.profile, 'settings.json'), 'utf8')) as Record<string, unknown>

/** From now on every queue with so many contacts is worth an alert; those that have less are over. */
async function makeRestless(threshold: number): Promise<void> {
  await page.evaluate(async (atLeast) => {
    const { floorwatch } = window as unknown as { floorwatch: Bridge }
    const answer = await floorwatch.getState()
    const rule = answer.ok ? answer.value.rules.find(({ id }) => id === 'default-contacts-waiting') : undefined
    if (rule?.kind !== 'realtime') throw new Error('no such rule')
    const restless = { op: '>=', threshold: atLeast } as const
    const saved = await floorwatch.saveRule({ ...rule, condition: restless, pendingForMs: 0, keepFiringForMs: 0 })
    if (!saved.ok) throw new Error(saved.failure.detail)
  }, threshold)
}

const openAlerts = async (): Promise<number> =>
  await page.evaluate(async () => {
    const answer = await (window as unknown as { floorwatch: Bridge }).floorwatch.getState()
    return answer.ok ? answer.value.alerts.filter(({ episode }) => episode.state !== 'pending').length : 0
  })

/** What the desktop got but for trials. */
const told = () => desktop.notifications.shown.filter(({ title }) => !title.startsWith('Trying out'))

/** To the section by its button above, as the keyboard goes. */
async function goTo(name: string): Promise<Locator> {
  await page.getByRole('heading', { name: 'Settings' }).focus()
  await tabTo(
    page.getByRole('navigation', { name: 'Sections of the settings' }).getByRole('button', { name, exact: true })
  )
  await page.keyboard.press('Enter')
  await expect(section(name).getByRole('heading', { name, exact: true })).toBeFocused()
  return section(name)
}

async function press(control: Locator): Promise<void> {
  await tabTo(control)
  await page.keyboard.press('Space')
}

async function choose(field: Locator, steps: number): Promise<void> {
  await tabTo(field)
  await page.keyboard.press('Enter')
  await expect(field).toHaveAttribute('aria-expanded', 'true')
  for (let step = 0; step < Math.abs(steps); step += 1) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp')
  await page.keyboard.press('Enter')
  await expect(field).toHaveAttribute('aria-expanded', 'false')
}

test('are reached from the tray menu', async () => {
  await (await desktop.trayItem()).choose('Settings…')
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
  await (await desktop.trayItem()).choose('Quiet hours…')
  await expect(section('Quiet hours').getByRole('heading')).toBeFocused()
})

test('General: starting at login writes an entry, takes it away, and is read back from the desktop', async () => {
  const general = await goTo('General')
  await choose(general.getByRole('combobox', { name: 'Test targets every' }), 1)
  await expect.poll(() => kept()['targetTestIntervalMinutes']).toBe(30)
  const atLogin = general.getByRole('switch', { name: 'Start Floorwatch at login' })
  await expect(atLogin).not.toBeChecked()
  expect(existsSync(entry)).toBe(false)
  await press(atLogin)
  await expect(atLogin).toBeChecked()
  expect(readFileSync(entry, 'utf8')).toMatch(/^Exec=".+" .*"--hidden"/m)
  await expect(general.getByText(`Kept in ${entry}`)).toBeVisible()
  // The desktop's own tool switches it off.
  writeFileSync(
    entry,
    readFileSync(entry, 'utf8').replace('X-GNOME-Autostart-enabled=true', 'X-GNOME-Autostart-enabled=false')
  )
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(atLogin).not.toBeChecked()
  await press(atLogin)
  await expect(atLogin).toBeChecked()
  await press(atLogin)
  await expect(atLogin).not.toBeChecked()
  expect(existsSync(entry)).toBe(false)
})

test('General: what stands in the way of it is named with the next step', async () => {
  const general = section('General')
  const folder = join(configDir, 'autostart')
  const { rmdirSync, rmSync } = await import('node:fs')
  rmdirSync(folder)
  writeFileSync(folder, '')
  chmodSync(folder, 0o400)
  await press(general.getByRole('switch', { name: 'Start Floorwatch at login' }))
  await expect(general.getByRole('alert').first()).toContainText('could not be read or changed')
  await expect(general.getByRole('alert').first()).toContainText('may write the file named in the details')
  await expect(general.getByRole('alert').first()).toContainText(entry)
  rmSync(folder)
})

test('Tray: another measure is another tooltip and another number in the icon', async () => {
  const tray = await desktop.trayItem()
  await until(async () => /contacts? waiting/.test(await tray.tooltip()), 'contacts waiting in the tooltip', 20_000)
  const card = await goTo('Tray')
  const measure = card.getByRole('combobox', { name: 'Number in the icon and the tooltip' })
  await choose(measure, 2)
  await until(async () => /\d+ open alerts?/.test(await tray.tooltip()), 'open alerts in the tooltip', 30_000)
  // The number in the tooltip is the one in the picture, as soon as there is trouble.
  await until(
    async () => {
      const [, look, count] = /(Warning|Critical) · (\d+) open alerts?/.exec(await tray.tooltip()) ?? []
      if (look === undefined) return false
      return numberIn(await tray.picture(), look === 'Warning' ? 'warning' : 'critical') === Number(count)
    },
    'the number of open alerts in the icon',
    60_000
  )
  await choose(measure, 1)
  await until(async () => !/open alert|waiting/.test(await tray.tooltip()), 'no measure in the tooltip')
  await choose(measure, -3)
  await expect.poll(() => kept()['tray']).toEqual({ measure: 'contactsWaiting', numbers: 'full' })
})

test('Notifications: a trial comes as a real notice, with and without sound, and its failure is told', async () => {
  const card = await goTo('Notifications and sounds')
  const trials = () => desktop.notifications.shown.filter(({ title }) => title.startsWith('Trying out'))
  await press(card.getByRole('button', { name: 'Try critical' }))
  await expect(card.getByRole('status')).toContainText('the desktop took the notice')
  expect(trials().at(-1)).toMatchObject({ title: 'Trying out a notice: critical', hints: { urgency: 2 } })
  expect(trials().at(-1)?.hints).not.toHaveProperty('suppress-sound')
  await goTo('Notifications and sounds')
  await press(card.getByRole('switch', { name: 'Sound for critical alerts' }))
  await expect.poll(() => kept()['notices']).toMatchObject({ sounds: { critical: false } })
  await press(card.getByRole('button', { name: 'Try critical' }))
  await until(() => trials().at(-1)?.hints['suppress-sound'] === true, 'a notice without sound')
  desktop.notifications.refuses = true
  try {
    await press(card.getByRole('button', { name: 'Try critical' }))
    await expect(card.getByRole('status')).toContainText('could not be shown', { timeout: 15_000 })
  } finally {
    desktop.notifications.refuses = false
  }
})

test('Quiet hours: alerts are held, and one digest comes when they end', async () => {
  const card = await goTo('Quiet hours')
  const enabled = card.getByRole('switch', { name: 'Hold notices during quiet hours' })
  await press(enabled)
  await expect(enabled).toBeChecked()
  const critical = card.getByRole('switch', { name: 'Critical alerts may break through' })
  await press(critical)
  await expect(critical).not.toBeChecked()
  await goTo('Quiet hours')
  // All day long, so that they are on now, whatever the hour.
  const to = card.getByLabel('To', { exact: true })
  await tabTo(to)
  await page.keyboard.type('0800PM')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => kept()['quietHours'])
    .toMatchObject({ enabled: true, criticalBreaksThrough: false, toMinute: 1200 })
  await expect(card.getByText('Quiet now')).toBeVisible()
  const tray = await desktop.trayItem()
  await until(async () => (await tray.tooltip()).includes('Quiet hours'), 'quiet hours in the tooltip')
  const before = told().length
  await makeRestless(0)
  await until(async () => (await openAlerts()) >= 4, 'four alerts', 30_000)
  expect(told().length).toBe(before)
  await goTo('Quiet hours')
  await press(enabled)
  await until(() => told().length > before, 'the digest')
  const digest = told()[before]
  expect(digest?.title).toMatch(/^Quiet hours are over: \d+ alerts need you$/)
  expect(digest?.body.split('\n').length).toBeGreaterThanOrEqual(2)
})

test("Quiet hours: the desktop's do-not-disturb is shown and holds alerts, too", async () => {
  const card = await goTo('Quiet hours')
  await expect(card.getByText("The desktop's do-not-disturb: can't be read")).toBeVisible()
  desktop.notifications.setInhibited(true)
  await expect(card.getByText("The desktop's do-not-disturb: on")).toBeVisible()
  const tray = await desktop.trayItem()
  await until(async () => (await tray.tooltip()).endsWith('Do not disturb'), 'do not disturb in the tooltip')
  await makeRestless(100_000)
  await until(async () => (await openAlerts()) <= 2, 'the end of those alerts', 30_000)
  const before = told().length
  const fired = () => app.lines().filter((line) => line.startsWith('alert fired')).length
  const firedBefore = fired()
  await makeRestless(0)
  await until(() => fired() >= firedBefore + 4, 'four alerts', 30_000)
  expect(told().length).toBe(before)
  desktop.notifications.setInhibited(false)
  await expect(card.getByText("The desktop's do-not-disturb: off")).toBeVisible()
  await until(() => told().length > before, 'the digest')
  expect(told()[before]?.title).toMatch(/^Do not disturb is over: \d+ alerts need you$/)
})

test('General: a shortcut opens the panel, and one that another program has is said to be taken', async () => {
  const general = await goTo('General')
  const field = general.getByRole('textbox', { name: 'Shortcut that opens the panel' })
  await tabTo(field)
  await page.keyboard.type('f')
  await page.keyboard.press('Enter')
  await expect(general.getByText(/^Hold Control, Alt or Super with it/)).toBeVisible()
  await page.keyboard.press('Control+Alt+F9')
  await expect(field).toHaveValue('Control+Alt+F9')
  await page.keyboard.press('Enter')
  await expect(general.getByText('Control+Alt+F9 opens the panel.')).toBeVisible()
  await expect.poll(() => kept()['globalShortcut']).toBe('Control+Alt+F9')
  expect(await app.electron.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('Control+Alt+F9'))).toBe(true)

  const profile = freshProfile()
  const same = { ...DEFAULT_SETTINGS, globalShortcut: 'Control+Alt+F9' }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify(same))
  const other = await launchApp({ profile })
  try {
    await other.line(/^shortcut Control\+Alt\+F9: taken$/)
    const window = await other.page('main')
    const goToView = (view: 'connections' | 'settings'): Promise<void> =>
      window.evaluate(async (name) => {
        await (globalThis as unknown as { floorwatch: Bridge }).floorwatch.openView({ view: name })
      }, view)
    await goToView('connections')
    await expect(window.getByText('The shortcut of the panel is taken').first()).toBeVisible()
    await goToView('settings')
    const taken = window.getByRole('textbox', { name: 'Shortcut that opens the panel' })
    await expect(taken).toHaveAttribute('aria-invalid', 'true')
    await expect(window.getByText(/^Control\+Alt\+F9 is taken: another program has it/).first()).toBeVisible()
    // Given back by the one, it can be had by the other.
    await press(general.getByRole('button', { name: 'Remove the shortcut' }))
    await expect.poll(() => kept()['globalShortcut']).toBe(null)
    await taken.press('Enter')
    await expect(window.getByText('Control+Alt+F9 opens the panel.')).toBeVisible()
    await goToView('connections')
    await expect(window.getByRole('heading', { name: 'Connections' }).first()).toBeVisible()
    await expect(window.getByText('The shortcut of the panel is taken')).toHaveCount(0)
  } finally {
    await other.quit()
  }
})

test('Freshness: what does not fit is said at its field; what fits is kept', async () => {
  const card = await goTo('Freshness')
  const dim = card.getByLabel(/^Numbers dim after/)
  await tabTo(dim)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('3')
  await page.keyboard.press('Enter')
  await expect(card.getByText(/^Must be longer than the silence/)).toBeVisible()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('20')
  await page.keyboard.press('Enter')
  await expect.poll(() => kept()['freshness']).toMatchObject({ staleAfterMs: 20_000 })
})

test('Secrets, privacy, log and diagnostics are reached and answer', async () => {
  const secrets = await goTo('Secrets')
  await choose(secrets.getByRole('combobox'), 2)
  await expect.poll(() => kept()['weakSecretStorage']).toBe('session')
  const privacy = await goTo('Data and privacy')
  await choose(privacy.getByRole('combobox', { name: 'Keep history and log for' }), -1)
  await expect.poll(() => kept()['privacy']).toMatchObject({ keepHistoryDays: 30 })
  const log = await goTo('Log')
  await tabTo(log.getByRole('combobox', { name: 'At least' }))
  const about = await goTo('About and diagnostics')
  await expect(about.getByText('shows the icon')).toBeVisible()
  await expect(about.getByText(/^test desktop 1: actions, body/)).toBeVisible()
  await press(about.getByRole('button', { name: 'Copy diagnostics' }))
  await expect(about.getByText(/^Copied\./)).toBeVisible()
  const text = await app.electron.evaluate(({ clipboard }) => clipboard.readText())
  expect(text).toContain('Floorwatch diagnostics')
  expect(text).toContain('notices: test desktop 1: actions')
  expect(text).not.toContain(app.profile)
})

/** Texts that are cut, and elements that reach beyond the window. */
function measureRoom(): string[] {
  const cut: string[] = []
  for (const element of document.querySelectorAll('main *')) {
    if (element.closest('.visually-hidden, svg, input')) continue
    const clips = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === 'hidden'
    const beyond = element.getBoundingClientRect().right > innerWidth + 1
    // A switch hides its own knob, which is no text.
    const isText = element.textContent.trim() !== ''
    if ((clips && isText && element.clientWidth > 0) || beyond)
      cut.push(`${element.tagName} ${element.textContent.slice(0, 40)}`)
  }
  return cut
}

test('Appearance: no violation in either scheme nor with more contrast, and nothing is cut', async () => {
  const card = await goTo('Appearance')
  const colours = card.getByRole('combobox', { name: 'Colours' })
  const session = await page.context().newCDPSession(page)
  const size = async (width: number, height: number): Promise<void> => {
    await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
  }
  for (const [scheme, steps] of [
    ['light', 1],
    ['dark', 1]
  ] as const) {
    await choose(colours, steps)
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
    for (const [name, width, percent] of [
      ['normal', 1100, 100],
      ['200', 1100, 200],
      ['narrow', 320, 100]
    ] as const) {
      await size(width, 2600)
      await page.evaluate((text) => (document.documentElement.style.fontSize = `${text}%`), percent)
      await page.screenshot({ path: `test-results/settings-${scheme}-${name}.png` })
      expect(await page.evaluate(measureRoom), `${scheme} ${name}`).toEqual([])
    }
    await page.evaluate(() => (document.documentElement.style.fontSize = ''))
    await session.send('Emulation.clearDeviceMetricsOverride')
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`.slice(0, 400))
    ).toEqual([])
  }
  await choose(card.getByRole('combobox', { name: 'Contrast' }), 1)
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
  await size(1100, 2600)
  await page.screenshot({ path: 'test-results/settings-dark-contrast.png' })
  await goTo('Appearance')
  await choose(colours, -1)
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light')
  await page.screenshot({ path: 'test-results/settings-light-contrast.png' })
})

test('Forced colours: what is drawn with colour alone stays to be seen', async () => {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setDeviceMetricsOverride', {
    ...{ width: 1100, height: 900, deviceScaleFactor: 1, mobile: false }
  })
  await page.emulateMedia({ forcedColors: 'active' })
  await page.screenshot({ path: 'test-results/settings-forced.png' })
  await page.getByRole('button', { name: 'Overview' }).click()
  await expect(page.getByRole('region', { name: /^Agents/ }).first()).toBeVisible()
  await page.screenshot({ path: 'test-results/overview-forced.png' })
  const drawn = await page.evaluate(() => {
    const colour = (selector: string): string[] =>
      [...document.querySelectorAll(selector)].map((one) => getComputedStyle(one).backgroundColor)
    const mark = document.querySelector('[data-mark] svg')
    return {
      states: new Set(colour('main [data-state]')).size,
      canvas: getComputedStyle(document.body).backgroundColor,
      mark: mark && getComputedStyle(mark).color
    }
  })
  expect(drawn.states).toBeGreaterThanOrEqual(3)
  expect(drawn.mark).not.toBe(drawn.canvas)
})
