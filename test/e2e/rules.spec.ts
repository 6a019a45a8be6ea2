import { expect, test, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tabTo } from './rig/keyboard.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'

/** Rules from the first word to the last: made, refused, previewed, versioned, copied, deleted, and carried in a file. */

// Each goes on from what the one before it left.
test.describe.configure({ mode: 'serial' })

let app: RunningApp
let page: Page
const profile = freshProfile()
const file = join(profile, 'rules of the floor.json')

/** The desktop's dialog is nobody's to press here: what a person would choose is chosen for them. Everything after it is the real thing. */
async function chooses(electron: ElectronApplication, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)
}

const line = (name: string): Locator =>
  page.getByRole('region', { name: 'Rules', exact: true }).getByRole('listitem').filter({ hasText: name })
const preview = (): Locator => page.getByRole('region', { name: 'By the present numbers' })

async function choose(field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
async function more(name: string, what: string): Promise<void> {
  await page.getByRole('button', { name: `More about: ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: what }).click()
}

test.beforeAll(async () => {
  app = await launchApp({ profile, args: ['--scenario', 'monday-rush', '--speed', '20'] })
  page = await app.page('main')
  await expect(page.getByText('Sales').first()).toBeVisible()
  await page.keyboard.press('Control+4')
  await page.getByRole('tab', { name: 'Rules' }).click()
})
test.afterAll(async () => {
  await app.quit()
})

test('a rule is made in sentences, refused where it makes no sense, and shows what it says now', async () => {
  await page.getByRole('button', { name: 'New rule' }).click()
  await page.getByRole('button', { name: 'Create rule' }).click()
  await expect(page.getByText('Give it a name')).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()

  await page.getByLabel('Name', { exact: true }).fill('Sales is busy')
  await page.getByRole('button', { name: 'Only some of them' }).click()
  await choose('What is looked at, filter 1', 'Queue')
  await choose('Which ones, filter 1', 'Sales')
  await page.keyboard.press('Escape')
  await choose('Take', 'sum')
  await page.getByLabel('Alert when over').fill('0')
  await page.getByLabel('Clears at').fill('3')
  await page.getByRole('button', { name: 'Create rule' }).click()
  await expect(page.getByText('Must not be above the threshold')).toBeVisible()
  await page.getByLabel('Clears at').fill('')
  await expect(preview()).toContainText(/Now \d+: (would be an alert|calm)/)
  await expect(preview()).toContainText(/\d+ of \d+ in scope/)
  await page.getByRole('button', { name: 'Create rule' }).click()
  await expect(page.getByRole('form')).toHaveCount(0)
  await expect(line('Sales is busy')).toContainText('is Sales · over 0')
  await expect(line('Sales is busy')).toContainText('version 1')
})

test('its versions are told in words, and an earlier one is restored', async () => {
  await page.getByRole('button', { name: 'Edit rule: Sales is busy', exact: true }).click()
  await page.getByLabel('Alert when over').fill('500')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(line('Sales is busy')).toContainText('version 2')
  await more('Sales is busy', 'Versions')
  const drawer = page.getByRole('dialog', { name: 'Versions of Sales is busy' })
  await expect(drawer).toContainText('alert when: over 0 → over 500')
  await drawer.getByRole('button', { name: 'Restore version 1 of Sales is busy' }).click()
  await expect(drawer).toContainText('restored from an earlier version')
  await page.keyboard.press('Escape')
  await expect(line('Sales is busy')).toContainText('over 0')
  await expect(line('Sales is busy')).toContainText('version 3')
  await page.keyboard.press('Control+z')
  await expect(line('Sales is busy')).toContainText('over 500')
})

test('it is copied into a rule of its own', async () => {
  await more('Sales is busy', 'Duplicate')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Sales is busy (copy)')
  await page.getByRole('button', { name: 'Create rule' }).click()
  await expect(line('Sales is busy (copy)')).toContainText('over 500')
})

test('it is deleted, and back again by undo and from the removed ones', async () => {
  const copy = 'Sales is busy (copy)'
  await more(copy, 'Delete')
  await expect(line(copy)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(line(copy)).toHaveCount(1)
  await more(copy, 'Delete')
  await expect(line(copy)).toHaveCount(0)
  await page.getByRole('button', { name: 'Removed rules' }).click()
  await page.getByRole('button', { name: /^Restore version \d+ of Sales is busy \(copy\)$/ }).click()
  await expect(page.getByText('No rule was removed')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(line(copy)).toHaveCount(1)
})

test('all are written to a file, which is looked at before it is imported, and comes out the same again', async () => {
  await chooses(app.electron, file)
  await page.getByRole('button', { name: 'Export…' }).click()
  await expect(page.getByText(/rules are in rules of the floor\.json now/)).toBeVisible()
  const written = readFileSync(file, 'utf8')
  expect(written).not.toContain(profile)

  const content = JSON.parse(written) as { rules: Record<string, unknown>[] }
  const busy = content.rules.find(({ name }) => name === 'Sales is busy')
  const changed = [
    { ...busy, severity: 'info' },
    { ...busy, id: 'from-afar', name: 'From afar' },
    { ...busy, id: 'bad', severity: 'loud' }
  ]
  writeFileSync(file, JSON.stringify({ version: 1, rules: changed }))
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import rules from rules of the floor.json' })
  await expect(dialog).toContainText('severity: warning → info')
  await expect(dialog).toContainText('From afar')
  await expect(dialog).toContainText('rules[2].severity: must be one of info, warning, critical')
  await expect(line('From afar')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Import 2 rules' }).click()
  await expect(line('From afar')).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(line('From afar')).toHaveCount(0)

  writeFileSync(file, written)
  await page.getByRole('button', { name: 'Import…' }).click()
  await dialog
    .getByRole('button', { name: /^(Import \d+ rules?|Close)$/ })
    .last()
    .click()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('a file of a newer version does no harm', async () => {
  writeFileSync(file, JSON.stringify({ version: 2, rules: [], more: true }))
  const { length: before } = await line('version').all()
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog', { name: 'rules of the floor.json can not be imported' })
  await expect(dialog).toContainText('is of a newer version of Floorwatch')
  await page.keyboard.press('Escape')
  expect(await line('version').all()).toHaveLength(before)
})

test('a rule is made by keys alone', async () => {
  const type = async (field: Locator, text: string): Promise<void> => {
    await tabTo(field)
    await page.keyboard.type(text)
  }
  await tabTo(page.getByRole('button', { name: 'New rule' }))
  await page.keyboard.press('Enter')
  await type(page.getByLabel('Name', { exact: true }), 'By keys')
  await tabTo(page.getByRole('combobox', { name: 'Compared' }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await type(page.getByLabel(/^Alert when/), '900')
  await page.keyboard.press('Enter')
  await expect(line('By keys')).toContainText('900')
})

test('a second level and a further condition are written by keys, refused where they make no sense, and told in versions', async () => {
  const type = async (field: Locator, text: string): Promise<void> => {
    await tabTo(field)
    await page.keyboard.press('Control+a')
    await page.keyboard.type(text)
  }
  const field = (name: string): Locator => page.getByLabel(name, { exact: true })
  await tabTo(page.getByRole('button', { name: 'New rule' }))
  await page.keyboard.press('Enter')
  await type(field('Name'), 'Two levels')
  await type(field('Alert when over'), '5')
  await type(field('Critical at'), '3')
  await tabTo(page.getByRole('button', { name: 'Further condition' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Look at, further condition 1' })).toBeFocused()
  await tabTo(page.getByRole('combobox', { name: 'Measure, further condition 1' }))
  await page.keyboard.type('Offered')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await type(field('Alert when over, further condition 1'), '0')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Must be above the threshold')).toBeVisible()
  await expect(field('Critical at')).toBeFocused()

  await page.keyboard.press('Control+a')
  await page.keyboard.type('50')
  await expect(preview()).toContainText(/\d+ of \d+ would be (an alert|alerts)/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('form')).toHaveCount(0)
  await expect(line('Two levels')).toContainText(/over 5 · and .*Offered.* over 0 · critical over 50/)

  await tabTo(page.getByRole('button', { name: 'Edit rule: Two levels', exact: true }))
  await page.keyboard.press('Enter')
  await type(field('Critical at'), '60')
  await tabTo(page.getByRole('button', { name: 'Take away further condition 1' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Further condition' })).toBeFocused()
  await tabTo(field('Tell after'))
  await page.keyboard.press('Enter')
  await expect(line('Two levels')).toContainText('version 2')
  await more('Two levels', 'Versions')
  const drawer = page.getByRole('dialog', { name: 'Versions of Two levels' })
  await expect(drawer).toContainText('critical: over 50 → over 60')
  await expect(drawer).toContainText(/further conditions: none, was all of: .*Offered.* over 0/)
  await page.keyboard.press('Escape')
})

test('rules and their versions are there again after a restart', async () => {
  await app.quit()
  app = await launchApp({ profile, args: ['--scenario', 'monday-rush', '--speed', '20'] })
  page = await app.page('main')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+4')
  await page.getByRole('tab', { name: 'Rules' }).click()
  await expect(line('By keys')).toContainText('900')
  await more('Sales is busy', 'Versions')
  await expect(page.getByRole('dialog')).toContainText('version 1 · created')
})
