import { expect, type Page } from '@playwright/test'
import { launchApp, type RunningApp } from './launch.ts'

/** The application with its main window open on the live floor of the demo centre. */
export async function launchOnLiveFloor(): Promise<{ readonly app: RunningApp; readonly page: Page }> {
  const app = await launchApp()
  await app.line(/feed Agent.*: live/, 30_000)
  const page = await app.page('main')
  await expect(page.getByText('Sales').first()).toBeVisible()
  return { app, page }
}
