import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { startFaultProxy, type FaultProxy } from '../faults/proxy/fault-proxy.ts'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { tabTo } from './rig/keyboard.ts'
import { freshProfile, launchApp, projectDir, type RunningApp } from './rig/launch.ts'

/** What a connection counts, against a demo centre that sends nonsense and goes away. */

const QUEUES = 'Queue_itd_1.0.0'
let centre: OutsideCentre
let proxy: FaultProxy
let app: RunningApp
let page: Page

test.beforeEach(async () => {
  centre = await startOutsideCentre('quiet-day')
  proxy = await startFaultProxy({ upstreamPort: centre.port })
  const profile = freshProfile()
  const file = join(profile, 'provisioning.json')
  centre.writeProvisioning(file, {}, { avaya: { restBaseUrl: proxy.url } })
  app = await launchApp({ profile, args: ['--provision', file] })
  await app.line(/feed Queue.*: live/, 30_000)
  page = await app.page('main')
})
test.afterEach(async () => {
  await app.quit()
  await proxy.close()
  await centre.kill()
})

const dialog = (): Locator => page.getByRole('dialog', { name: /^Diagnostics of/ })
const feed = (): Locator => dialog().getByRole('region', { name: QUEUES })
const fact = (name: string): Locator =>
  feed()
    .locator('dt', { hasText: new RegExp(`^${name}$`) })
    .locator('+ dd')

async function picture(name: string): Promise<void> {
  const folder = join(projectDir, 'test-results', 'diagnostics')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

test('shows what comes, what is nonsense and what is lost, by keyboard, and copies it without anybody’s data', async () => {
  await page.getByRole('button', { name: /Connections/ }).click()
  await tabTo(page.getByRole('button', { name: /^Diagnostics of/ }))
  await page.keyboard.press('Enter')
  await expect(fact('State')).toContainText('live')
  await expect(fact('Unusable messages')).toHaveText('none')
  const received = await fact('Received over this socket').textContent()
  await expect(fact('Received over this socket')).not.toHaveText(received ?? '', { timeout: 15_000 })
  await expect(fact('Ends')).toContainText('in ')

  await centre.control({ faults: { malformedFrames: 7 } })
  await expect(fact('Unusable messages')).toContainText('×')
  const counted = (await fact('Unusable messages').textContent()) ?? ''
  const counts = [...counted.matchAll(/([\d,]+) ×/g)].map(([, count]) => Number(count))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(7)
  await expect(fact('State')).toContainText('live')
  await expect(feed().getByRole('list').getByRole('listitem')).toHaveCount(5)

  for (const [name, width, zoom, colorScheme] of [
    ['light', 1280, 1, 'light'],
    ['dark', 1280, 1, 'dark'],
    ['large', 1280, 2, 'light'],
    ['narrow', 640, 2, 'dark']
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    await page.evaluate((size) => document.documentElement.style.setProperty('zoom', String(size)), zoom)
    await picture(name)
    const cut = await dialog().evaluate(
      (place) =>
        [...place.querySelectorAll('dd, dt, p, code, button')].filter(
          (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline'
        ).length
    )
    expect(cut, name).toBe(0)
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('[role=dialog]').analyze()
    expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  }
  await page.evaluate(() => document.documentElement.style.setProperty('zoom', '1'))

  const id = (await fact('Subscription').textContent()) ?? ''
  await centre.kill()
  await expect(fact('State')).toContainText('waiting to try again', { timeout: 20_000 })
  await expect(fact('Cause')).not.toBeEmpty()
  await expect(fact('Next try')).toContainText(/in 0:\d\d|due now/)
  await picture('backoff')

  await tabTo(dialog().getByRole('button', { name: 'Copy for support' }))
  await page.keyboard.press('Enter')
  await expect(dialog().getByRole('status')).toContainText('Copied')
  const text = await app.electron.evaluate(({ clipboard }) => clipboard.readText())
  expect(text).toContain(`subscription: ${id}`)
  expect(text).toContain(`feed ${QUEUES} (queue)`)
  expect(text).toMatch(/unusable: \w+ \d/)
  for (const secret of [...centre.secrets(), '127.0.0.1', 'Sales', 'Demo floor']) expect(text).not.toContain(secret)
  await page.keyboard.press('Escape')
  await expect(dialog()).toHaveCount(0)
})

test('measures are called in the language that is chosen, over the sockets that are open', async () => {
  const columns = async (view: string, button: string): Promise<Locator> => {
    await page.getByRole('button', { name: view, exact: true }).click()
    await page.getByRole('button', { name: button }).click()
    return page.getByRole('menu')
  }
  await expect(await columns('Queues', 'Columns')).toContainText('Engagements in ACW')
  await page.keyboard.press('Escape')
  const sockets = proxy.log.count('asked')
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'Suomi' }).click()
  await expect(await columns('Jonot', 'Sarakkeet')).toContainText('Yhteydenottoja jälkityössä')
  expect(proxy.log.count('asked')).toBe(sockets)
  expect(proxy.log.count('clientGone')).toBe(0)
})

test('two queues under one key are told at the connections, with key and names', async () => {
  const text = (queueName: string): string =>
    JSON.stringify({
      ...{ accountId: 'any', eventSourceId: 'IXCC_1.0.0', measureProducerId: QUEUES },
      ...{ payloadType: 'LIVE', eventAction: 'UPSERT' },
      keys: { channelId: 'VOICE', queueId: 'shared' },
      measures: { queueName, contactsQueueing: '1' }
    })
  for (const name of ['East', 'West', 'East', 'West', 'East']) proxy.inject('client', text(name))
  await page.getByRole('button', { name: /Connections/ }).click()
  await expect(page.getByText('Two queues or agents come as one row').first()).toBeVisible()
  await expect(page.getByText(/East/).first()).toBeVisible()
  await expect(page.getByText(/queueId shared/).first()).toBeVisible()
})
