import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import axe from 'axe-core'
import { join } from 'node:path'
import { frameAddress, type Look } from '../gallery/look.ts'
import { serveBuilt, type Served } from '../gallery/serve.ts'
import { electronPath, projectDir } from './rig/launch.ts'

/** Every specimen of the gallery draws itself and is usable by everybody, and together they show every component there is. */

let served: Served
let electron: ElectronApplication
let page: Page
/** Of the page, since it was asked for last. */
const errors: string[] = []

const LIGHT: Look = { scheme: 'light', contrast: 'normal', textPercent: 100, locale: 'en' }
/** What axe knows of WCAG 2.2 AA. Its other rules are about whole pages, which a part is not. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

test.beforeAll(async () => {
  served = await serveBuilt()
  electron = await _electron.launch({
    executablePath: electronPath(),
    args: [...asRoot, join(projectDir, 'test/gallery/bare-window.cjs')]
  })
  page = await electron.firstWindow()
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text())
  })
})

test.afterAll(async () => {
  await electron.close()
  await served.close()
})

/** The gallery's frame in this look; answers the specimens there are. */
async function open(look: Look): Promise<readonly string[]> {
  await page.goto(served.address + frameAddress('', look).slice(2))
  await page.waitForFunction(() => document.documentElement.dataset['ready'] === 'true')
  await page.evaluate(axe.source)
  return page.evaluate(() => window.gallery?.ids ?? [])
}

/** Shows it; answers what went wrong, and the components it draws. */
async function show(id: string) {
  const drawn = await page.evaluate(async (wanted) => {
    await window.gallery?.show(wanted)
    return window.gallery?.drawn() ?? []
  }, id)
  return { wrong: errors.splice(0).map((one) => `${id}: ${one}`), drawn }
}

/** What axe finds in what is shown now. */
async function violations(id: string, runOnly: axe.RunOptions['runOnly'] & object): Promise<readonly string[]> {
  return page.evaluate(
    async ({ id: shown, only }) => {
      const { run } = Reflect.get(window, 'axe') as typeof axe
      const found = await run(document, { resultTypes: ['violations'], runOnly: only })
      return found.violations.flatMap((one) =>
        one.nodes.map(({ html }) => `${shown}: ${one.id}: ${html.slice(0, 200)}`)
      )
    },
    { id, only: runOnly }
  )
}

/** Some states differ from others by words alone, and the live views are looked at in the application itself. */
const LOOKED_AT = /^(parts|moments)\/|\/(nothingConnected|offline|longNames)$/

test('every specimen draws itself, is usable by everybody, and together they show every view, card and part there is', async () => {
  test.setTimeout(120_000)
  const drawn = new Set<string>()
  const wrong: string[] = []
  for (const id of await open(LIGHT)) {
    const seen = await show(id)
    wrong.push(...seen.wrong)
    for (const one of seen.drawn) drawn.add(one)
    if (LOOKED_AT.test(id)) wrong.push(...(await violations(id, { type: 'tag', values: WCAG })))
  }
  expect(wrong).toEqual([])
  const all = await page.evaluate(() => window.gallery?.components ?? [])
  expect(all.length).toBeGreaterThan(100)
  expect(all.filter((one) => !drawn.has(one))).toEqual([])
})

test('the parts have enough contrast in the dark', async () => {
  const wrong: string[] = []
  for (const id of await open({ ...LIGHT, scheme: 'dark' })) {
    if (!id.startsWith('parts/')) continue
    wrong.push(...(await show(id)).wrong)
    wrong.push(...(await violations(id, { type: 'rule', values: ['color-contrast'] })))
  }
  expect(wrong).toEqual([])
})
