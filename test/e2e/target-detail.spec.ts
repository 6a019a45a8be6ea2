import { expect, test, type Locator, type Page } from '@playwright/test'
import type { Bridge } from '../../src/contract/bridge.ts'
import { launchApp, type RunningApp } from './rig/launch.ts'

/** A business target in detail, from the service to the screen, and its removal there. */
let app: RunningApp
let page: Page

test.beforeAll(async () => {
  app = await launchApp({ args: ['--scenario', 'monday-rush', '--speed', '20'] })
  page = await app.page('main')
  await page.getByRole('navigation').getByRole('button', { name: 'Targets' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Targets', exact: true })).toBeVisible()
})

test.afterAll(async () => {
  await app.quit()
})

const drawer = (): Locator => page.getByRole('dialog', { name: 'Business target' })

/** As main has it from the service. */
const targets = async (): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const { floorwatch } = window as unknown as { floorwatch: Bridge }
    const answer = await floorwatch.getReporting()
    if (!answer.ok) throw new Error(answer.failure.detail)
    return answer.value.targets.map(({ name }) => name)
  })

test('says how it stands, who is told of it and what its tests came to', async () => {
  await page
    .getByRole('button', { name: /^Details: / })
    .first()
    .click()
  await expect(drawer().getByText('column of the query')).toBeVisible()
  const told = drawer().getByRole('region', { name: 'Who is told' })
  await expect(told).not.toContainText('Reading the target')
  await expect(told.getByRole('listitem').or(told.getByText('Nobody')).first()).toBeVisible()
  await expect(drawer().getByRole('table').getByRole('row').nth(1)).toBeVisible()
  await drawer().getByText('Query', { exact: true }).click()
  await expect(drawer().getByRole('region', { name: 'Query' })).toContainText('"aggregations"')
  await page.keyboard.press('Escape')
  await expect(drawer()).toBeHidden()
})

test('is removed at the service once it was said what goes with it, by keyboard alone', async () => {
  const first = page.getByRole('button', { name: /^Details: / }).first()
  const name = ((await first.getAttribute('aria-label')) ?? '').replace('Details: ', '')
  expect(await targets()).toContain(name)
  await first.focus()
  await page.keyboard.press('Enter')
  const remove = drawer().getByRole('button', { name: 'Remove target …' })
  await remove.focus()
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog', { name: `Remove ${name}?` })
  await expect(question).toContainText('There is no way back.')
  // The focus begins at the answer that changes nothing.
  await expect(question.getByRole('button', { name: 'Keep' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(drawer()).toBeHidden()
  await expect(page.getByRole('article', { name })).toHaveCount(0)
  expect(await targets()).not.toContain(name)
  // What the service says now, not only what was expected of it.
  await page.evaluate(async () => {
    const { floorwatch } = window as unknown as { floorwatch: Bridge }
    const tree = await floorwatch.getReporting()
    if (!tree.ok) throw new Error(tree.failure.detail)
    for (const { connectionId, id } of tree.value.workflows) {
      const answer = await floorwatch.refreshReporting({ connectionId, workflowId: id, targetId: null })
      if (!answer.ok) throw new Error(answer.failure.detail)
    }
  })
  expect(await targets()).not.toContain(name)
})
