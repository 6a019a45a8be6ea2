import { expect, type Page } from '@playwright/test'
import type { RunningApp } from './launch.ts'

/** The view of the open alerts. The main window has to be there. */
export async function openAlertsView(app: RunningApp): Promise<Page> {
  const page = await app.page('main')
  await page.getByRole('button', { name: /^Alerts/ }).click()
  await expect(page.getByRole('tab', { name: 'History' })).toBeVisible()
  return page
}
