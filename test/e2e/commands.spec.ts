import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import type { Bridge } from '../../src/contract/bridge.ts'
import { projectDir, type RunningApp } from './rig/launch.ts'
import { launchOnLiveFloor } from './rig/live-floor.ts'

/** The commands, shortcuts and undo of the main window, with the keyboard alone. */

let app: RunningApp
let page: Page

test.beforeAll(async () => {
  ;({ app, page } = await launchOnLiveFloor())
})
test.afterAll(async () => {
  await app.quit()
})

const title = () => page.getByRole('heading', { level: 1 })
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')
const setting = (name: 'colourScheme'): Promise<unknown> =>
  page.evaluate(async (key) => {
    const answer = await (Reflect.get(globalThis, 'floorwatch') as Bridge).getState()
    return answer.ok ? answer.value.settings[key] : undefined
  }, name)

async function command(typed: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const field = page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox')
  await expect(field).toBeFocused()
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
}

async function picture(name: string): Promise<void> {
  const folder = join(projectDir, 'test-results', 'commands')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

test('a view, a queue and an agent are found and shown, and the focus goes with it', async () => {
  await command('go to targets')
  await expect(title()).toHaveText('Targets')
  await expect.poll(focused).toBe('Targets')

  await command('show queue: sales')
  await expect(title()).toHaveText('Queues')
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue(/^Sales/)
  await page.keyboard.press('Control+1')
  await expect(title()).toHaveText('Overview')
})

test('Esc closes the commands and the focus is where it was', async () => {
  await page.keyboard.press('Control+2')
  await expect(title()).toHaveText('Queues')
  await page.keyboard.press('/')
  const search = page.getByRole('searchbox', { name: 'Search' })
  await expect(search).toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(search).toBeFocused()
})

test('a change is taken back by the keyboard, in main too', async () => {
  await page.keyboard.press('Control+1')
  await command('dark colours')
  await expect.poll(() => setting('colourScheme')).toBe('dark')
  await expect(page.getByText('Done: change of the settings')).toBeVisible()
  await picture('undo')
  await page.keyboard.press('Control+z')
  await expect.poll(() => setting('colourScheme')).toBe('system')
  await expect(page.getByText('Undone: change of the settings')).toBeVisible()
})

test('the list of shortcuts opens and closes by the keyboard', async () => {
  await page.keyboard.press('Shift+?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await picture('shortcuts')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the commands are clean for axe in ${scheme}, and nothing is cut at 200 % and in a narrow window`, async () => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
    // Colours are measured once the dialog stands still.
    await page.waitForTimeout(400)
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    await picture(`palette-${scheme}`)
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    await page.waitForTimeout(200)
    const cut = await page
      .getByRole('dialog')
      .evaluate((dialog) => [dialog.scrollWidth - dialog.clientWidth, dialog.getBoundingClientRect().right])
    expect(cut[0]).toBeLessThanOrEqual(0)
    await picture(`palette-${scheme}-200`)
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
}
