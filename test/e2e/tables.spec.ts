import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { tabTo } from './rig/keyboard.ts'
import { projectDir, type RunningApp } from './rig/launch.ts'
import { launchOnLiveFloor } from './rig/live-floor.ts'

/** The tables of queues and agents on the demo centre's floor. */

let app: RunningApp
let page: Page

test.beforeAll(async () => {
  ;({ app, page } = await launchOnLiveFloor())
})
test.afterAll(async () => {
  await app.quit()
})

const grid = (): Locator => page.getByRole('grid')
const firstCells = (): Promise<string[]> => grid().locator('tbody th[scope="row"]').allInnerTexts()
const activeCell = (): Locator => grid().locator('[data-active]')

async function go(view: 'Queues' | 'Agents'): Promise<void> {
  await page.getByRole('button', { name: view, exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(grid()).toBeVisible()
}

async function picture(name: string): Promise<void> {
  const folder = join(projectDir, 'test-results', 'tables')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

test('agents are searched, sorted, grouped and their columns chosen by keyboard, and it is remembered', async () => {
  await go('Agents')
  const before = await firstCells()
  expect(before.length).toBeGreaterThan(10)
  await tabTo(grid())
  await page.keyboard.press('ArrowUp')
  await expect(activeCell()).toHaveText('agent')
  await page.keyboard.press('End')
  await expect(activeCell()).toHaveText('time in state')
  await page.keyboard.press('Enter')
  await expect(grid().getByRole('columnheader', { name: 'time in state' })).toHaveAttribute('aria-sort', 'descending')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(activeCell()).toHaveAttribute('aria-sort', 'descending')
  const names = (await firstCells()).map((name) => name.trim())
  const { compare } = new Intl.Collator('en', { numeric: true })
  expect(names).toEqual([...names].sort((a, b) => compare(b, a)))

  await page.keyboard.press('Control+End')
  const total = Number(await grid().getAttribute('aria-rowcount'))
  await expect(activeCell().locator('xpath=..')).toHaveAttribute('aria-rowindex', String(total))
  await expect(activeCell()).toBeInViewport()
  await expect(grid()).toHaveAttribute('aria-activedescendant', (await activeCell().getAttribute('id')) ?? 'none')

  await tabTo(page.getByRole('button', { name: 'Views' }).or(page.getByRole('button', { name: 'Overview' })))
  await tabTo(page.getByRole('searchbox', { name: 'Search' }))
  await page.keyboard.insertText('demo.example')
  await expect(page.getByText(`${total - 1} of ${total - 1} agents`)).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('nobody is called so')
  await expect(page.getByText('Nothing fits the filter')).toBeVisible()
  await tabTo(page.getByRole('button', { name: 'Clear filter' }))
  await page.keyboard.press('Enter')
  await expect(grid()).toBeVisible()

  await tabTo(page.getByRole('combobox', { name: 'Group by' }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(grid().locator('tbody th[aria-expanded="true"]').first()).toBeVisible()
  await tabTo(page.getByRole('button', { name: 'Columns' }))
  await page.keyboard.press('Enter')
  const login = page.getByRole('menuitemcheckbox', { name: 'Login' })
  await expect(login).toHaveAttribute('aria-checked', 'false')
  for (let presses = 0; presses < 30; presses++) {
    if (await login.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await expect(login).toHaveAttribute('aria-checked', 'true')
  await page.keyboard.press('Escape')
  await expect(grid().getByRole('columnheader', { name: 'Login' })).toBeVisible()

  await go('Queues')
  await expect(grid().getByRole('columnheader', { name: 'waiting' })).toBeVisible()
  await go('Agents')
  await expect(grid().getByRole('columnheader', { name: 'Login' })).toBeVisible()
  const kept = await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'floorwatch') as {
      getState: () => Promise<{ value: { settings: { tables?: unknown } } }>
    }
    return (await bridge.getState()).value.settings.tables
  })
  expect(kept).toMatchObject({ agents: { sort: { column: 'name', descending: true }, group: 'agentState' } })
  // Searched names are nobody's setting.
  expect(JSON.stringify(kept)).not.toContain('demo.example')
})

test('times in state run every second without a message', async () => {
  await go('Agents')
  const times = (): Promise<string[]> => grid().locator('tbody time').allInnerTexts()
  const before = await times()
  expect(before.length).toBeGreaterThan(5)
  await expect.poll(async () => (await times()).filter((time) => !before.includes(time)).length).toBeGreaterThan(5)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`both tables are clean for axe and fit down to 320 px and 200 %, ${scheme}`, async () => {
    const session = await page.context().newCDPSession(page)
    await page.emulateMedia({ colorScheme: scheme })
    try {
      for (const view of ['Queues', 'Agents'] as const) {
        await go(view)
        for (const [width, height, percent] of [
          [1120, 720, 100],
          [1120, 720, 200],
          [320, 640, 100]
        ] as const) {
          const metrics = { width, height, deviceScaleFactor: 1, mobile: false }
          await session.send('Emulation.setDeviceMetricsOverride', metrics)
          await page.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), percent)
          await expect.poll(() => grid().locator('tbody th').count()).toBeGreaterThan(3)
          const { wide, right } = await page.evaluate(() => ({
            wide: document.documentElement.scrollWidth - innerWidth,
            right: document.querySelector('main')?.getBoundingClientRect().right ?? 0
          }))
          expect(wide, `${view} ${width} px ${percent} %`).toBeLessThanOrEqual(0)
          expect(right).toBeLessThanOrEqual(width)
          const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
          const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
          expect(found.map((text) => text.slice(0, 400))).toEqual([])
          await picture(`${view.toLowerCase()}-${scheme}-${width}-${percent}`)
        }
      }
    } finally {
      await page.evaluate(() => (document.documentElement.style.fontSize = ''))
      await session.send('Emulation.clearDeviceMetricsOverride')
      await page.emulateMedia({ colorScheme: null })
    }
  })
}
