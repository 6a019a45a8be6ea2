import { expect, test, type CDPSession, type Page } from '@playwright/test'
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { trayIconSvg, TRAY_LOOKS } from '../../src/main/platform/icon-svg.ts'
import { windows } from '../../src/core/text/windows.ts'
import { startDesktop, type FakeDesktop } from '../e2e/rig/desktop.ts'
import { freshProfile, launchApp, projectDir, type RunningApp } from '../e2e/rig/launch.ts'

/** Every view of the running application, on the demo centre, into docs/images: for the documents, and to be looked at. */

const FOLDER = join(projectDir, 'docs/images/views')
const MOST_BYTES = 3_000_000
const QUALITY = 72
/** How long the rush goes on before the first picture: alerts have begun, lines have a past. */
const RUSH_MS = 70_000
/** A whole rush at the greatest speed, until its alert is over. */
const EARLIER_MS = 180_000
/** Those of the settings that are below the first window's height, but for those that tell of the machine they are on. */
const SECTIONS = ['notices', 'quiet', 'freshness'] as const

interface Place {
  readonly name: string
  readonly go: (page: Page) => Promise<unknown>
}

const ALERTS = windows.nav.alerts
const nav = (page: Page) => page.locator('nav ul button')
const view = (page: Page, name: string) =>
  nav(page)
    .filter({ hasText: new RegExp(`^${name}`) })
    .click()
const tab = (at: number) => async (page: Page) => {
  await view(page, ALERTS)
  await page.getByRole('tab').nth(at).click()
}

/** What the navigation offers, whatever that is, and what opens over it. */
async function places(page: Page): Promise<readonly Place[]> {
  const names = await nav(page).evaluateAll((all) => all.map(({ firstChild }) => firstChild?.textContent ?? ''))
  return [
    ...names
      .filter((name) => name !== ALERTS)
      .map((name) => ({ name: name.toLowerCase().replaceAll(' ', '-'), go: (at: Page) => view(at, name) })),
    ...['open', 'history', 'rules'].map((name, at) => ({ name: `alerts-${name}`, go: tab(at) })),
    ...SECTIONS.map((id) => ({
      name: `settings-${id}`,
      go: async (at: Page) => {
        await view(at, windows.nav.settings)
        await at.getByRole('button', { name: windows.settings.section[id], exact: true }).click()
      }
    })),
    {
      name: 'alert',
      go: async (at) => {
        await tab(0)(at)
        await at.locator('main li button').first().click()
      }
    },
    {
      name: 'commands',
      go: async (at) => {
        await view(at, windows.nav.overview)
        await at.keyboard.press('Control+k')
      }
    }
  ]
}

const LOOKS = (['light', 'dark'] as const).flatMap((scheme) => ([100, 200] as const).map((zoom) => ({ scheme, zoom })))
type Shown = (typeof LOOKS)[number]

let desktop: FakeDesktop
let app: RunningApp
let page: Page
let cdp: CDPSession

async function start(profile: string, speed: number): Promise<void> {
  app = await launchApp({ profile, args: ['--scenario', 'monday-rush', '--seed', '1', '--speed', String(speed)] })
  await app.line(/feed Agent.*: live/, 30_000)
  page = await app.page('main')
  await expect(page.getByText('Sales').first()).toBeVisible()
}

test.beforeAll(async () => {
  test.setTimeout(EARLIER_MS + RUSH_MS + 90_000)
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  // With a tray and notifications, as a user's has them.
  desktop = await startDesktop()
  const profile = freshProfile()
  await start(profile, 60)
  await page.getByRole('button', { name: windows.welcome.look }).click()
  // Yesterday, so to say: alerts began, were told and ended, and targets were tested.
  await tab(1)(page)
  await expect(page.locator('main tbody th').first()).toBeVisible({ timeout: EARLIER_MS })
  await app.quit()
  await start(profile, 10)
  cdp = await page.context().newCDPSession(page)
  await view(page, windows.nav.connections)
  // What is said of this run alone: who started it, and on which runtime.
  const said = page.getByRole('region', { name: windows.problems.title }).getByRole('button', { name: /^Dismiss/ })
  while ((await said.count()) > 0) {
    const before = await said.count()
    await said.first().click()
    await expect(said).toHaveCount(before - 1)
  }
  await page.waitForTimeout(RUSH_MS)
})

test.afterAll(async () => {
  await app.quit()
  desktop.close()
})

/** The window at this zoom: as many pixels as ever, each of the page's twice as large at 200 %. */
async function set({ scheme, zoom }: Shown, width: number, height: number): Promise<void> {
  const scale = zoom / 100
  const metrics = { width: width / scale, height: height / scale, deviceScaleFactor: scale, mobile: false }
  await cdp.send('Emulation.setDeviceMetricsOverride', metrics)
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
}

async function take(name: string, { scheme, zoom }: Shown): Promise<void> {
  if (!name.startsWith('settings-')) await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 0))
  await page.waitForTimeout(250)
  const { data } = await cdp.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
  writeFileSync(join(FOLDER, `${name}-${scheme}-${String(zoom)}.webp`), Buffer.from(data, 'base64'))
}

test('every view of the main window, light and dark, at 100 and 200 %', async () => {
  test.setTimeout(180_000)
  for (const look of LOOKS) {
    await set(look, 1280, 800)
    for (const { name, go } of await places(page)) {
      await go(page)
      await take(name, look)
      await page.keyboard.press('Escape')
    }
  }
})

test('the panel, and the tray icons', async () => {
  const main = page.url()
  await page.goto(main.replace('main.html', 'panel.html'))
  await expect(page.getByText('Sales').first()).toBeVisible()
  for (const look of LOOKS) {
    await set(look, 380 * (look.zoom / 100), 600 * (look.zoom / 100))
    await take('panel', look)
  }
  writeFileSync(join(FOLDER, 'tray.svg'), traySheet())
})

test('the wallboard, on its side, too', async () => {
  await page.goto(page.url().replace('panel.html', 'wallboard.html'))
  await expect(page.getByText('Sales').first()).toBeVisible()
  for (const scheme of ['light', 'dark'] as const) {
    await set({ scheme, zoom: 100 }, 1920, 1080)
    await take('wallboard', { scheme, zoom: 100 })
  }
  await set({ scheme: 'dark', zoom: 100 }, 1080, 1920)
  await take('wallboard-portrait', { scheme: 'dark', zoom: 100 })
  const bytes = readdirSync(FOLDER).reduce((sum, name) => sum + statSync(join(FOLDER, name)).size, 0)
  expect(bytes).toBeLessThan(MOST_BYTES)
})

const CELL = 56

/** Each look on the panels it is made for, as the application draws it. */
function traySheet(): string {
  const grounds = [
    ['light', '#f2f2f2', '#333333'],
    ['dark', '#2b2b2b', '#dddddd'],
    ['template', '#ffffff', '#333333']
  ] as const
  const rows = grounds.flatMap(([ground, back, ink], row) => [
    `<rect y="${row * 80}" width="${TRAY_LOOKS.length * 88}" height="80" fill="${back}"/>`,
    ...TRAY_LOOKS.flatMap((look, column) => {
      const svg = Buffer.from(trayIconSvg({ look, count: look === 'warning' ? '12' : '', ground })).toString('base64')
      const x = column * 88 + 16
      return [
        `<image x="${x}" y="${row * 80 + 4}" width="${CELL}" height="${CELL}" href="data:image/svg+xml;base64,${svg}"/>`,
        `<text x="${x + CELL / 2}" y="${row * 80 + 74}" fill="${ink}" font-family="sans-serif" font-size="11" text-anchor="middle">${look}</text>`
      ]
    })
  ])
  const size = `width="${TRAY_LOOKS.length * 88}" height="${grounds.length * 80}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>\n${rows.join('\n')}\n</svg>\n`
}
