import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { tabTo } from './rig/keyboard.ts'
import { freshProfile, launchApp, projectDir, type RunningApp } from './rig/launch.ts'

/** The overview is arranged and its wallboard opened on the whole screen, with the keyboard alone; by mouse once. */

const profile = freshProfile()
let app: RunningApp
let page: Page

test.describe.configure({ mode: 'serial' })

async function launch(): Promise<void> {
  app = await launchApp({ profile, args: ['--scenario', 'monday-rush', '--speed', '5'] })
  await app.line(/feed Agent.*: live/, 30_000)
  page = await app.page('main')
  await expect(page.getByText('Sales').first()).toBeVisible({ timeout: 30_000 })
}
test.beforeAll(launch)
test.afterAll(async () => {
  await app.quit()
})

async function picture(of: Page, name: string): Promise<void> {
  const folder = join(projectDir, 'test-results', 'wallboard')
  mkdirSync(folder, { recursive: true })
  await of.screenshot({ path: join(folder, `${name}.png`) })
}

async function isClean(of: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: of }).setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

const order = (): Promise<(string | undefined)[]> =>
  page
    .locator('[data-tile]')
    .evaluateAll((tiles) => tiles.map((tile) => (tile instanceof HTMLElement ? tile.dataset['tile'] : undefined)))
const handle = (name: string) => page.getByRole('button', { name: `Move: ${name}`, exact: true })
const ARRANGED = ['headline', 'alerts', 'queues', 'agentList', 'targets']

test('tiles are moved, sized and hidden by keys', async () => {
  await tabTo(page.getByRole('button', { name: 'Arrange' }))
  await page.keyboard.press('Enter')
  await tabTo(handle('Alerts'))
  await page.keyboard.press('Space')
  await expect(page.getByText('Alerts picked up, place 3 of 6')).toBeAttached()
  await page.keyboard.press('ArrowUp')
  await expect(handle('Alerts')).toBeFocused()
  await picture(page, 'arranging')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Alerts put down, place 2 of 6')).toBeAttached()
  expect(await order()).toEqual(['headline', 'alerts', 'queues', 'agents', 'agentList', 'targets'])

  await tabTo(page.getByRole('button', { name: 'Wider: Targets' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Targets: 2 columns wide')).toBeAttached()
  await tabTo(page.getByRole('button', { name: 'Hide: Agents by state' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Show: Agents by state' })).toBeFocused()
  expect(await order()).toEqual(ARRANGED)

  await tabTo(handle('Queues'))
  await page.keyboard.press('Space')
  await page.keyboard.press('End')
  expect((await order()).at(-1)).toBe('queues')
  await page.keyboard.press('Escape')
  expect(await order()).toEqual(ARRANGED)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`arranging is clean for axe in ${scheme}`, async () => {
    await page.emulateMedia({ colorScheme: scheme })
    await isClean(page)
    await picture(page, `arranging-${scheme}`)
  })
}

test('the arrangement is there after a restart, is taken back by Ctrl+Z and is as at the beginning when one wants', async () => {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Arrange' })).toBeFocused()
  await app.quit()
  await launch()
  expect(await order()).toEqual(ARRANGED)
  await tabTo(page.getByRole('button', { name: 'Arrange' }))
  await page.keyboard.press('Enter')
  await tabTo(page.getByRole('button', { name: 'As at the beginning' }))
  await page.keyboard.press('Enter')
  await expect.poll(order).toEqual(['headline', 'queues', 'alerts', 'agents', 'agentList', 'targets'])
  await page.keyboard.press('Control+z')
  await expect.poll(order).toEqual(ARRANGED)
  await page.keyboard.press('Escape')
})

test('a tile is dragged by mouse', async () => {
  await page.getByRole('button', { name: 'Arrange' }).click()
  await page.getByRole('button', { name: 'As at the beginning' }).click()
  await expect.poll(order).toEqual(['headline', 'queues', 'alerts', 'agents', 'agentList', 'targets'])
  await page.locator('main').evaluate((main) => main.scrollTo(0, 0))
  const from = await handle('Queues').boundingBox()
  const to = await page.locator('[data-tile="alerts"]').boundingBox()
  if (!from || !to) throw new Error('a tile is out of sight')
  await page.mouse.move(from.x + 20, from.y + 10)
  await page.mouse.down()
  await page.mouse.move(from.x + 40, from.y + 14, { steps: 3 })
  await page.mouse.move(to.x + 40, to.y + 60, { steps: 12 })
  await expect(page.locator('[data-held]')).toHaveAttribute('data-tile', 'queues')
  await picture(page, 'dragging')
  await page.mouse.up()
  await expect.poll(order).toEqual(['headline', 'alerts', 'queues', 'agents', 'agentList', 'targets'])
  await expect(page.locator('[data-held]')).toHaveCount(0)
  await page.getByRole('button', { name: 'As at the beginning' }).click()
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width: 1920, height: 1080 })
    await picture(page, `overview-${scheme}`)
  }
})

interface Sizes {
  readonly screen: readonly [number, number]
  readonly window: readonly [number, number]
  /** Height of a capital or digit, in hundredths of the screen's height. */
  readonly digits: number
  readonly queueName: number
  readonly overflow: readonly [number, number]
}

function sizes(wallboard: Page): Promise<Sizes> {
  return wallboard.evaluate(() => {
    const inkOf = (selector: string, text: string): number => {
      const element = document.querySelector(selector)
      const context = document.createElement('canvas').getContext('2d')
      if (!element || !context) throw new Error(`no ${selector}`)
      const { fontSize, fontFamily, fontWeight } = getComputedStyle(element)
      context.font = `${fontWeight} ${fontSize} ${fontFamily}`
      return (context.measureText(text).actualBoundingBoxAscent / window.innerHeight) * 100
    }
    const root = document.documentElement
    return {
      screen: [screen.width, screen.height] as const,
      window: [window.innerWidth, window.innerHeight] as const,
      digits: inkOf('dd', '8'),
      queueName: inkOf('section[aria-labelledby] li span:not([data-mark])', 'S'),
      overflow: [root.scrollWidth - root.clientWidth, root.scrollHeight - root.clientHeight] as const
    }
  })
}

/** The window goes with the key that is still down. */
async function leave(wallboard: Page, key: 'Escape' | 'F11'): Promise<void> {
  await expect(wallboard.getByRole('button', { name: 'Leave', exact: true })).toBeVisible()
  await wallboard.keyboard.press(key).catch(() => undefined)
  await expect.poll(() => app.electron.windows().some((one) => one.url().includes('wallboard'))).toBe(false)
}

/** How many times the displays are kept from sleeping now. */
const sleepBlocks = (): Promise<number> =>
  app.electron.evaluate(
    ({ powerSaveBlocker }) =>
      Array.from({ length: 20 }, (_, id) => powerSaveBlocker.isStarted(id)).filter(Boolean).length
  )

test('F11 fills the screen with the wallboard, readable from afar, and Esc leaves it', async () => {
  await page.bringToFront()
  await page.keyboard.press('F11')
  const wallboard = await app.page('wallboard')
  await expect(wallboard.getByText('Sales').first()).toBeVisible()
  expect(await sleepBlocks()).toBe(1)
  const found = await sizes(wallboard)
  test.info().annotations.push({ type: 'sizes', description: JSON.stringify(found) })
  expect(found.window).toEqual(found.screen)
  expect(found.digits).toBeGreaterThanOrEqual(5)
  expect(found.queueName).toBeGreaterThanOrEqual(2.2)
  expect(found.overflow).toEqual([0, 0])
  await expect(wallboard.getByText('Nothing here is real')).toBeVisible()
  await expect(wallboard.getByRole('list', { name: 'State of the feeds' })).toContainText('live')
  await expect(wallboard.getByRole('navigation')).toHaveCount(0)
  for (const scheme of ['light', 'dark'] as const) {
    await wallboard.emulateMedia({ colorScheme: scheme })
    await isClean(wallboard)
    await wallboard.setViewportSize({ width: 1920, height: 1080 })
    await picture(wallboard, `full-${scheme}`)
  }
  // On its side there is less room beside the state: what is cut there is the demo's label, in two lines, not the feed's age.
  await wallboard.setViewportSize({ width: 1080, height: 1920 })
  const feeds = wallboard.getByRole('list', { name: 'State of the feeds' })
  expect(await feeds.evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0)
  await picture(wallboard, 'full-on-its-side')
  await leave(wallboard, 'Escape')
  expect(await sleepBlocks()).toBe(0)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
})

test('the button and the commands open it too', async () => {
  await tabTo(page.getByRole('button', { name: 'Full screen', exact: true }))
  await page.keyboard.press('Enter')
  await leave(await app.page('wallboard'), 'F11')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('wallboard')
  await page.keyboard.press('Enter')
  const wallboard = await app.page('wallboard')
  await expect(wallboard.getByRole('button', { name: 'Leave', exact: true })).toBeVisible()
  await leave(wallboard, 'Escape')
})

test('the main window is where and as large as it was before the restart', async () => {
  const bounds = (): Promise<unknown> =>
    app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().includes('/main.html'))
        ?.getNormalBounds()
    )
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((one) => one.webContents.getURL().includes('/main.html'))
      ?.setBounds({ x: 33, y: 44, width: 800, height: 600 })
  })
  await expect.poll(bounds).toEqual({ x: 33, y: 44, width: 800, height: 600 })
  await page.waitForTimeout(900)
  await app.quit()
  await launch()
  await expect.poll(bounds).toEqual({ x: 33, y: 44, width: 800, height: 600 })
})
