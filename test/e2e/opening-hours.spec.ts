import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import type { Bridge } from '../../src/contract/bridge.ts'
import { startDesktop, type FakeDesktop } from './rig/desktop.ts'
import { tabTo } from './rig/keyboard.ts'
import { launchApp, type RunningApp } from './rig/launch.ts'

/** Opening hours of a queue, by keyboard alone, and what they do to an alert on a real desktop. */
test.skip(process.platform !== 'linux', 'not for this system: notices over a message bus')

let desktop: FakeDesktop
let app: RunningApp
let page: Page

test.beforeAll(async () => {
  desktop = await startDesktop()
  app = await launchApp({ args: ['--scenario', 'monday-rush', '--speed', '20'] })
  page = await app.page('main')
  await app.line(/feed Queue.*: live/)
})

test.afterAll(async () => {
  await app.quit()
  desktop.close()
})

const card = (): Locator => page.getByRole('region', { name: 'Opening hours', exact: true })
const kept = (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(app.profile, 'settings.json'), 'utf8')) as Record<string, unknown>

async function press(control: Locator): Promise<void> {
  await tabTo(control)
  await page.keyboard.press('Space')
}

async function goToHours(): Promise<void> {
  await page.keyboard.press('Control+8')
  await page.getByRole('heading', { name: 'Settings' }).focus()
  const sections = page.getByRole('navigation', { name: 'Sections of the settings' })
  await press(sections.getByRole('button', { name: 'Opening hours', exact: true }))
  await expect(card().getByRole('heading', { name: 'Opening hours', exact: true })).toBeFocused()
}

/** From now on one queue alone is always worth an alert, and its end is told, too. */
async function makeRestless(): Promise<void> {
  await page.evaluate(async () => {
    const { floorwatch } = window as unknown as { floorwatch: Bridge }
    const answer = await floorwatch.getState()
    const rule = answer.ok ? answer.value.rules.find(({ id }) => id === 'default-contacts-waiting') : undefined
    if (rule?.kind !== 'realtime') throw new Error('no such rule')
    const scope = [{ by: { role: 'queueName' as const }, oneOf: ['Sales'] }]
    const instant = { pendingForMs: 0, keepFiringForMs: 0, announceEnd: true }
    const saved = await floorwatch.saveRule({ ...rule, ...instant, scope, condition: { op: '>=', threshold: 0 } })
    if (!saved.ok) throw new Error(saved.failure.detail)
  })
}

/** Queues with an open alert, and what ended last. */
const alerts = async (): Promise<{ readonly open: readonly string[]; readonly last: string }> =>
  await page.evaluate(async () => {
    const answer = await (window as unknown as { floorwatch: Bridge }).floorwatch.getState()
    if (!answer.ok) throw new Error(answer.failure.detail)
    const open = answer.value.alerts.filter(({ episode }) => episode.ruleId === 'default-contacts-waiting')
    const last = answer.value.history[0]?.episode
    return {
      open: open.map(({ episode }) => episode.keyName),
      last: `${String(last?.keyName)} ${String(last?.reason)}`
    }
  })

/** What the desktop was told of that queue, its end included. */
const told = () => desktop.notifications.shown.filter(({ title }) => title.includes('Sales'))

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

test('a queue that closes ends its alert without a word, and is told of when it opens', async () => {
  await makeRestless()
  await expect.poll(async () => (await alerts()).open).toContain('Sales')
  await expect.poll(() => told().length).toBeGreaterThan(0)
  await goToHours()
  await press(card().getByRole('button', { name: 'Add opening hours' }))
  await tabTo(card().getByRole('textbox', { name: 'Name' }))
  await page.keyboard.type('Weekly')
  await tabTo(card().getByRole('combobox', { name: 'Queues' }))
  await page.keyboard.type('Sales')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  // Open on one day alone, which is neither today nor about to be.
  const open = DAYS[(new Date().getDay() + 2) % 7]
  for (const day of DAYS) {
    const box = card().getByRole('checkbox', { name: day })
    if ((await box.isChecked()) !== (day === open)) await press(box)
  }
  await expect(card().getByText(/^By this: closed now, until/)).toBeVisible()
  const before = told().length
  await press(card().getByRole('button', { name: 'Save' }))
  await expect(card().getByText(/^closed now, until/)).toBeVisible()
  await expect.poll(async () => (await alerts()).last).toBe('Sales queueClosed')
  expect((await alerts()).open).not.toContain('Sales')
  expect(kept()['openingHours']).toMatchObject([{ name: 'Weekly', queues: [{ name: 'Sales' }] }])
  await page.keyboard.press('Control+2')
  await expect(page.getByRole('img', { name: 'closed' })).toHaveCount(1)

  await goToHours()
  await press(card().getByRole('button', { name: 'Remove opening hours: Weekly' }))
  await expect.poll(async () => (await alerts()).open).toContain('Sales')
  // The first word since: that it was over was not told.
  await expect.poll(() => told().length).toBe(before + 1)
  expect(told().at(-1)?.title).toMatch(/^Sales: Contacts waiting \d/)
})
