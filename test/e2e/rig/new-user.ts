import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { openConnectionsView, type ConnectionsView } from './connections-view.ts'
import { projectDir, type RunningApp } from './launch.ts'

type Fields = Readonly<Record<string, string>>

/** Somebody who has the window, a mouse and a keyboard, and nothing else. */
export interface NewUser extends ConnectionsView {
  /** The form of a connection that is added or changed. */
  readonly form: Locator
  press(name: string, within?: Locator): Promise<void>
  type(fields: Fields, within?: Locator): Promise<void>
  /** Opens the form of a new connection and fills it in. */
  add(system: string, fields: Fields): Promise<void>
  /** The step of the test that failed; there is exactly one. */
  failedStep(step: string): Promise<Locator>
  passed(): Promise<void>
  signIn(proxy: string, username: string, password: string): Promise<void>
  nameCaFile(file: string): Promise<void>
  /** With this place in the middle: light, dark, and dark at twice the size. */
  picture(name: string, place: Locator): Promise<void>
}

export async function newUser(app: RunningApp): Promise<NewUser> {
  const view = await openConnectionsView(app)
  const { page } = view
  const all = page.locator('body')
  const form = page.getByRole('form', { name: /^(New connection|Edit)/ })

  async function press(name: string, within = all): Promise<void> {
    await within.getByRole('button', { name, exact: true }).click()
  }
  async function type(fields: Fields, within = form): Promise<void> {
    for (const [label, text] of Object.entries(fields)) {
      await within.getByLabel(label, { exact: true }).and(page.locator('input, textarea')).click()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(text)
    }
  }
  return {
    ...view,
    form,
    press,
    type,
    async add(system, fields) {
      await press('Add connection')
      await page.getByRole('button', { name: new RegExp(`^${system}`) }).click()
      await type(fields)
    },
    async failedStep(step) {
      await expect(page.getByText('The test is over: 1 step failed.').first()).toBeVisible({ timeout: 30_000 })
      const failed = page.locator('[data-state="failed"]')
      await expect(failed).toHaveCount(1)
      await expect(failed).toHaveAttribute('data-step', step)
      return failed
    },
    async passed() {
      await expect(page.getByText('The test is over: everything works.').first()).toBeVisible({ timeout: 30_000 })
    },
    async signIn(proxy, username, password) {
      const login = page.getByRole('form', { name: `Sign in to the proxy ${proxy}` })
      await login.getByLabel(/User name/).click()
      // The name of the try before is still there.
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(username)
      await page.keyboard.press('Tab')
      await page.keyboard.insertText(password)
      await page.keyboard.press('Enter')
    },
    async nameCaFile(file) {
      const label = 'File of certificate authorities (PEM)'
      const settings = page.getByRole('form', { name: label })
      await type({ [label]: file }, settings)
      await press('Use this file', settings)
      await expect(settings.getByRole('button')).toBeDisabled()
    },
    picture: (name, place) => picture(page, name, place)
  }
}

async function picture(page: Page, name: string, place: Locator): Promise<void> {
  const folder = join(projectDir, 'test-results', 'walkthroughs')
  mkdirSync(folder, { recursive: true })
  for (const [kind, colorScheme, size] of [
    ['light', 'light', 1],
    ['dark', 'dark', 1],
    ['double', 'dark', 2]
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate((zoom) => document.documentElement.style.setProperty('zoom', String(zoom)), size)
    await place.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    await page.screenshot({ path: join(folder, `${name}-${kind}.png`) })
  }
  await page.emulateMedia({ colorScheme: null })
  await page.evaluate(() => document.documentElement.style.removeProperty('zoom'))
}
