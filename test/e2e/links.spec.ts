import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import type { Bridge } from '../../src/contract/bridge.ts'
import { linkTo } from '../../src/core/links/link.ts'
import { freshProfile, launchApp, projectDir, runToEnd, type RunningApp } from './rig/launch.ts'

/** Links into the application and desktop actions, as the system starts it for them. */

let app: RunningApp
let page: Page
const profile = freshProfile()

test.beforeAll(async () => {
  app = await launchApp({ profile, args: ['--scenario', 'monday-rush', '--speed', '20'] })
  await app.line(/feed Agent.*: live/, 30_000)
  page = await app.page('main')
})
test.afterAll(async () => {
  await app.quit()
})

const title = () => page.getByRole('heading', { level: 1 })
const state = () =>
  page.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'floorwatch') as Bridge
    const [view, rows] = [await bridge.getState(), await bridge.getRows()]
    if (!view.ok || !rows.ok) throw new Error('main gave no answer')
    return { alerts: view.value.alerts, targets: view.value.targets, rows: rows.value.rows }
  })

async function follow(...args: string[]): Promise<void> {
  const { code, output } = await runToEnd(['--profile', profile, ...args])
  expect(output).toContain('runs already')
  expect(code).toBe(0)
}

async function picture(name: string): Promise<void> {
  const folder = join(projectDir, 'test-results', 'links')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

test('an alert, a target and a queue are shown to who follows a link to them', async () => {
  await expect.poll(async () => (await state()).alerts.length, { timeout: 40_000 }).toBeGreaterThan(0)
  const { alerts, targets, rows } = await state()
  const episodeId = alerts[0]?.episode.id ?? ''
  await follow(linkTo({ view: 'alerts', focusId: episodeId }))
  await expect(title()).toHaveText('Alerts')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')

  await follow(linkTo({ view: 'targets', focusId: targets[0]?.id ?? '' }))
  await expect(title()).toHaveText('Targets')

  const queue = rows.find(({ feedId }) => /queue/i.test(feedId))
  await follow(linkTo({ view: 'queues', focusId: queue?.id ?? '' }))
  await expect(title()).toHaveText('Queues')
  await expect(page.getByRole('searchbox', { name: 'Search' })).not.toHaveValue('')
})

test('what is not there is said, and a link that is not understood too', async () => {
  await follow('floorwatch://target/gone')
  await expect(page.getByText('What was asked for is not here')).toBeVisible()
  await picture('not-there')
  await follow('floorwatch://quit/now')
  await expect(page.getByText('A link to Floorwatch was not understood')).toBeVisible()
  await picture('not-understood')
})

test('a desktop action shows its view, and nothing behind a link is read', async () => {
  await follow('--open=agents')
  await expect(title()).toHaveText('Agents')
  await follow('floorwatch://overview', '--provision', '/nowhere.json')
  await expect(title()).toHaveText('Overview')
})

test('the first start can follow a link too', async () => {
  const other = await launchApp({ args: ['--hidden', 'floorwatch://targets'] })
  try {
    const first = await other.page('main')
    await expect(first.getByRole('heading', { level: 1 })).toHaveText('Targets')
  } finally {
    await other.quit()
  }
})
