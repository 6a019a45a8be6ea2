import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import type { RunningApp } from './rig/launch.ts'
import { launchOnLiveFloor } from './rig/live-floor.ts'

/** The windows as pages: locked down, and usable by everybody. */

let app: RunningApp
let page: Page

test.beforeAll(async () => {
  ;({ app, page } = await launchOnLiveFloor())
})

test.afterAll(async () => {
  await app.quit()
})

async function isClean(scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
  // Chromium's targets can't be opened anew in Electron, which the other mode of axe would do.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${scheme} ${id}: ${nodes
          .map((node) => node.html)
          .join(' ')
          .slice(0, 300)}`
    )
  ).toEqual([])
}

for (const view of ['Overview', 'Queues', 'Agents', 'Alerts', 'Targets', 'Connections', 'My floor', 'Settings']) {
  test(`${view} has no accessibility violation that axe can find, light or dark`, async () => {
    await page
      .getByRole('button', { name: new RegExp(`^${view}`) })
      .first()
      .click()
    await isClean('light')
    await isClean('dark')
    if (view !== 'Alerts') return
    for (const tab of ['History', 'Rules']) {
      await page.getByRole('tab', { name: tab }).click()
      await isClean('dark')
      await isClean('light')
    }
  })
}

for (const [name, file] of [
  ['The panel', 'panel.html'],
  ['The wallboard', 'wallboard.html']
] as const) {
  test(`${name} has no accessibility violation that axe can find, light or dark`, async () => {
    const address = page.url()
    await page.goto(address.replace('main.html', file))
    await expect(page.getByText('Sales').first()).toBeVisible()
    await isClean('light')
    await isClean('dark')
    await page.goto(address)
    await expect(page.getByText('Sales').first()).toBeVisible()
  })
}

test('the navigation leaves most of a low window to the view at 200 %, and shows where one is', async () => {
  const session = await page.context().newCDPSession(page)
  const size = { width: 640, height: 400, deviceScaleFactor: 2, mobile: false }
  for (const width of [640, 320]) {
    await session.send('Emulation.setDeviceMetricsOverride', { ...size, width })
    await page.getByRole('button', { name: /^Settings/ }).click()
    const nav = page.getByRole('navigation', { name: 'Views' })
    expect((await nav.boundingBox())?.height ?? 400).toBeLessThan(width === 640 ? 100 : 140)
    const present = await nav.locator('[aria-current]').boundingBox()
    expect(present?.x ?? -1).toBeGreaterThanOrEqual(0)
    expect((present?.x ?? width) + (present?.width ?? 0)).toBeLessThanOrEqual(width)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  }
  await session.send('Emulation.clearDeviceMetricsOverride')
})

test('the page is a sandboxed one of our own scheme: no Node, no eval, no markup, no network', async () => {
  expect(page.url()).toMatch(/^floorwatch-app:\/\/app\/main\.html/)
  const found = await page.evaluate(async () => {
    const tried = async (run: () => unknown): Promise<string> => {
      try {
        await run()
        return 'allowed'
      } catch {
        return 'refused'
      }
    }
    return {
      node: typeof Reflect.get(globalThis, 'require') + typeof Reflect.get(globalThis, 'process'),
      bridge: Object.isFrozen(Reflect.get(globalThis, 'floorwatch')),
      markup: await tried(() => (document.createElement('p').innerHTML = '<b>x</b>')),
      // In a timer: what a debugger evaluates directly is let past the policy.
      code: await new Promise((resolve) => {
        setTimeout(() => {
          try {
            Reflect.construct(Function, ['return 1'])
            resolve('allowed')
          } catch {
            resolve('refused')
          }
        })
      }),
      network: await tried(() => fetch('http://127.0.0.1:9/'))
    }
  })
  expect(found).toEqual({
    node: 'undefinedundefined',
    bridge: true,
    markup: 'refused',
    code: 'refused',
    network: 'refused'
  })
})

/** Elements that scroll, and elements that reach beyond the window's right edge or are cut by what holds them. */
function measureRoom() {
  const scrolling: string[] = []
  const cut: string[] = []
  const name = (element: Element): string => `${element.tagName} ${(element.textContent || '').slice(0, 30)}`
  for (const element of [document.documentElement, ...document.body.querySelectorAll('*')]) {
    if (element.closest('.visually-hidden, svg')) continue
    const { overflowX, overflowY } = getComputedStyle(element)
    const wide = element.scrollWidth > element.clientWidth + 1
    const high = element.scrollHeight > element.clientHeight + 1
    const isPage = element === document.documentElement
    const scrolls = (overflow: string): boolean => isPage || overflow === 'auto' || overflow === 'scroll'
    if ((wide && scrolls(overflowX)) || (high && scrolls(overflowY))) scrolling.push(name(element))
    const clips = wide && element.clientWidth > 0 && overflowX === 'hidden'
    if (clips || element.getBoundingClientRect().right > innerWidth + 1) cut.push(name(element))
  }
  return { scrolling, cut }
}

test('the panel never has two scroll bars and cuts nothing, down to 320 px and with text twice as large', async () => {
  const session = await page.context().newCDPSession(page)
  const address = page.url()
  await page.goto(address.replace('main.html', 'panel.html'))
  await expect(page.getByText('Sales').first()).toBeVisible()
  try {
    for (const [width, height, textPercent] of [
      [380, 600, 100],
      [320, 600, 100],
      [380, 600, 200],
      [320, 600, 200],
      // As at 200 % zoom.
      [190, 300, 100],
      [160, 300, 100]
    ] as const) {
      await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
      await page.evaluate((percent) => (document.documentElement.style.fontSize = `${percent}%`), textPercent)
      const { scrolling, cut } = await page.evaluate(measureRoom)
      const at = `${width} x ${height}, text ${textPercent} %`
      expect(scrolling.length, `${at}: ${scrolling.join(' | ')}`).toBeLessThanOrEqual(1)
      expect(cut, at).toEqual([])
    }
  } finally {
    await session.send('Emulation.clearDeviceMetricsOverride')
    await page.goto(address)
  }
})
