import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { tabTo } from './rig/keyboard.ts'
import { projectDir, type RunningApp } from './rig/launch.ts'
import { launchOnLiveFloor } from './rig/live-floor.ts'

/** My floor: chosen by keyboard on the demo centre's floor, and what overview, tables and panel make of it. */

let app: RunningApp
let page: Page

test.beforeAll(async () => {
  ;({ app, page } = await launchOnLiveFloor())
})
test.afterAll(async () => {
  await app.quit()
})

async function go(view: string): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^${view}`) })
    .first()
    .focus()
  await page.keyboard.press('Enter')
}
async function picture(name: string): Promise<void> {
  const folder = join(projectDir, 'test-results', 'my-floor')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
async function isClean(what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    const found = violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.html)
          .join(' ')
          .slice(0, 300)}`
    )
    expect(found, `${what}, ${colorScheme}`).toEqual([])
    await picture(`${what}-${colorScheme}`)
  }
}
/** Runs with the window so large, and its text. */
async function sized(width: number, height: number, textPercent: number, run: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
  await page.evaluate((percent) => (document.documentElement.style.fontSize = `${percent}%`), textPercent)
  try {
    await run()
  } finally {
    await page.evaluate(() => (document.documentElement.style.fontSize = ''))
    await session.send('Emulation.clearDeviceMetricsOverride')
  }
}

test('a queue is chosen by keyboard; overview, tables and panel show it alone, and everything comes back', async () => {
  await go('My floor')
  await expect(page.getByText('Everything that is connected is on your floor.')).toBeVisible()
  await expect(page.getByText(/No connection lists teams/)).toBeVisible()
  await isClean('everything')
  await tabTo(page.getByRole('combobox', { name: 'Queues' }))
  await page.keyboard.insertText('Sales')
  await page.getByRole('option', { name: 'Sales', exact: true }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'On your floor now' })).toContainText('1 queue,')
  await page.keyboard.press('Escape')
  await isClean('one-queue')

  await go('Overview')
  const queues = page.getByRole('region', { name: 'Queues' })
  await expect(queues.getByRole('row')).toHaveCount(2)
  await expect(queues).toContainText('Sales')
  await go('Queues')
  await expect(page.getByText('1 of 1 queue', { exact: true })).toBeVisible()
  await tabTo(page.getByRole('combobox', { name: 'Rows' }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByText('12 of 12 queues')).toBeVisible()
  await picture('queues-everything')

  const address = page.url()
  await page.goto(address.replace('main.html', 'panel.html'))
  const listed = page.getByRole('region', { name: 'Queues' }).getByRole('listitem')
  await expect(listed).toHaveCount(1)
  await isClean('panel')
  await page.goto(address)

  await go('My floor')
  await tabTo(page.getByRole('button', { name: 'Watch everything' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Everything that is connected is on your floor.')).toBeVisible()
  await go('Overview')
  await expect(page.getByRole('region', { name: 'Queues' }).getByRole('row')).toHaveCount(13)
})

test('with little room or large text the navigation is at the top, and two numbers stand beside a queue', async () => {
  const navigation = page.getByRole('navigation', { name: 'Views' })
  await go('Queues')
  await sized(900, 700, 200, async () => {
    expect((await navigation.boundingBox())?.width).toBeGreaterThan(800)
    await picture('queues-200')
  })
  await sized(450, 700, 100, async () => {
    expect((await navigation.boundingBox())?.width).toBeGreaterThan(400)
  })
  await sized(320, 900, 100, async () => {
    await picture('queues-320')
    const heads = page.getByRole('grid').getByRole('columnheader')
    const edges = await heads.evaluateAll((all) => all.map((head) => head.getBoundingClientRect().right))
    expect(edges.filter((right) => right <= 320).length).toBeGreaterThanOrEqual(3)
  })
  await sized(320, 900, 100, async () => {
    await go('My floor')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await picture('my-floor-320')
  })
})

test('the panel draws the last half hour of its queues once there is one', async () => {
  test.setTimeout(120_000)
  const address = page.url()
  await page.goto(address.replace('main.html', 'panel.html'))
  await expect(page.getByRole('img', { name: /^last 30 min: \d+ to \d+, last \d+$/ }).first()).toBeVisible({
    timeout: 90_000
  })
  await picture('panel-trends')
  await page.goto(address)
})
