import { expect, type Locator, type Page } from '@playwright/test'
import type { RunningApp } from './launch.ts'

/** The view that tells what is wrong, with the application itself and with each connection. */
export interface ConnectionsView {
  readonly page: Page
  /** The card of one connection. */
  connection(name: string): Locator
  /** The card that tells how credentials are kept. */
  readonly vault: Locator
  /** The row of one problem, by its title. */
  problem(title: string): Locator
}

export async function openConnectionsView(app: RunningApp): Promise<ConnectionsView> {
  const page = await app.page('main')
  await page
    .getByRole('link', { name: /Connections/ })
    .or(page.getByRole('button', { name: /Connections/ }))
    .first()
    .click()
  await expect(page.getByText('Problems')).toBeVisible()
  return {
    page,
    vault: page.getByRole('region', { name: 'Stored credentials' }),
    connection: (name) => page.getByRole('article', { name, exact: true }),
    problem: (title) => page.getByRole('listitem').filter({ has: page.getByText(title, { exact: true }) })
  }
}
