import { expect, test, type Locator, type Page } from '@playwright/test'
import { tabTo } from './rig/keyboard.ts'
import { freshProfile, launchApp, runToEnd, type RunningApp } from './rig/launch.ts'
import { panelBecomes } from './rig/panel-window.ts'

/** The main ways through the windows without any mouse: whatever a pointer would do is counted, and there must be none of it. */

let app: RunningApp
let page: Page
const profile = freshProfile()

const POINTER_EVENTS = ['mousedown', 'click', 'pointerdown', 'touchstart', 'wheel']

/** A button that is pressed by a key raises a click too, but one without a pointer behind it. */
async function countPointer(watched: Page): Promise<void> {
  await watched.evaluate((names) => {
    Reflect.set(globalThis, 'pointerEvents', 0)
    for (const name of names) {
      window.addEventListener(
        name,
        (event) => {
          const byKey = event instanceof MouseEvent && event.type === 'click' && event.detail === 0
          if (!byKey) Reflect.set(globalThis, 'pointerEvents', Number(Reflect.get(globalThis, 'pointerEvents')) + 1)
        },
        { capture: true }
      )
    }
  }, POINTER_EVENTS)
}
const pointerEvents = (watched: Page): Promise<unknown> =>
  watched.evaluate(() => Reflect.get(globalThis, 'pointerEvents') as unknown)

async function press(control: Locator): Promise<void> {
  await tabTo(control)
  await page.keyboard.press('Enter')
}

async function type(field: Locator, text: string): Promise<void> {
  await tabTo(field)
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

async function command(typed: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox')).toBeFocused()
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
}

test.beforeAll(async () => {
  app = await launchApp({ profile, args: ['--scenario', 'monday-rush', '--speed', '20'] })
  await app.line(/alert fired/, 60_000)
  page = await app.page('main')
  await countPointer(page)
})
test.afterAll(async () => {
  await app.quit()
})
test.afterEach(async () => {
  expect(await pointerEvents(page)).toBe(0)
})

test('an alert is explained, acknowledged with a note, and all are snoozed and told again', async () => {
  await command('go to alerts')
  const open = page.getByRole('button', { name: /^Acknowledge: / })
  const { length: before } = await open.all()
  expect(before).toBeGreaterThan(0)
  await press(page.getByRole('button', { name: /^Show details: / }).first())
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await press(open.first())
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused()
  await page.keyboard.type('Ann moves two people over')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('combobox', { name: 'Holds' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Ann moves two people over')).toBeVisible()
  await expect(page.getByText(/acknowledged .*told again at .* if it still goes on/)).toBeVisible()

  await press(page.getByRole('button', { name: /^Snooze: / }).first())
  await expect(page.getByRole('menu')).toBeVisible()
  for (const _ of ['1 hour', 'until tomorrow', 'until it ends']) await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'until it ends' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/snoozed until it ends/).first()).toBeVisible()

  await press(page.getByRole('button', { name: 'Snooze all' }))
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/All alerts snoozed until/)).toBeVisible()
  await command('end the snooze')
  await expect(page.getByText(/All alerts snoozed until/)).toHaveCount(0)
})

test('a rule is changed, the change refused where it makes no sense, saved, and taken back', async () => {
  await command('go to alerts')
  await tabTo(page.getByRole('tab', { name: 'Open' }))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await press(page.getByRole('button', { name: /Edit.*Contacts waiting/ }).first())
  const form = page.getByRole('form')
  const clear = form.getByLabel('Clears at')
  await type(form.getByLabel('Alert when over'), '40')
  await type(clear, '60')
  await page.keyboard.press('Enter')
  await expect(form.getByText('Must not be above the threshold')).toBeVisible()
  await type(clear, '30')
  await page.keyboard.press('Enter')
  await expect(form).toHaveCount(0)
  const line = page.getByRole('listitem').filter({ hasText: 'Contacts waiting' }).first()
  await expect(line).toContainText('over 40 · clears at 30')
  await page.keyboard.press('Control+z')
  await expect(line).not.toContainText('over 40')
  await expect(line).toContainText('version 3')
})

test('a target is tested now', async () => {
  await command('go to targets')
  const target = page.getByRole('article').first()
  const name = (await target.getAttribute('aria-label')) ?? ''
  await press(target.getByRole('button', { name: `Test ${name} now` }))
  await expect(target.getByText(/tested \d\ss ago/)).toBeVisible()
})

test('a queue is searched and pinned to the tray menu from the overview', async () => {
  await command('go to overview')
  const pin = page.getByRole('button', { name: /^Pin .* to the tray menu$/ }).first()
  await tabTo(pin)
  await page.keyboard.press('Space')
  await expect(pin).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Control+z')
  await expect(pin).toHaveAttribute('aria-pressed', 'false')
})

test('the panel is opened, answers an alert and is closed', async () => {
  await runToEnd(['--profile', profile, '--open=panel'])
  const panel = await app.page('panel')
  await countPointer(panel)
  const snooze = panel.getByRole('button', { name: /^Snooze 15 minutes: / }).first()
  await tabTo(snooze)
  await panel.keyboard.press('Enter')
  await expect(panel.getByText(/snoozed/).first()).toBeVisible()
  expect(await pointerEvents(panel)).toBe(0)
  await panel.keyboard.press('Escape')
  await panelBecomes(app, 'away')
})
