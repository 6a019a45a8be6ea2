import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'
import { panelBecomes, panelPlace } from './rig/panel-window.ts'
import { anyAgentReady, manyWaiting } from './rig/rules.ts'
import type { TrayItem } from './rig/tray-item.ts'
import { numberIn, shapeOf, type Shape } from './rig/tray-picture.ts'

/** The icon itself, as a desktop's panel gets it: from calm over trouble to no data, in one life of the application. */
test.describe.configure({ mode: 'serial' })

/** Long enough to see the calm picture first. */
const CALM_MS = 2_500
/** Some may wait before it is critical. */
const MANY = 25

const RED = [221, 47, 41] as const
const AMBER = [255, 178, 36] as const
const GREEN = [22, 134, 82] as const

let desktop: FakeDesktop
let centre: OutsideCentre
let app: RunningApp
let tray: TrayItem

test.beforeAll(async () => {
  desktop = await startDesktop()
  centre = await startOutsideCentre('monday-rush')
  const profile = freshProfile()
  const file = join(profile, 'provisioning.json')
  const rules = [anyAgentReady({ severity: 'warning', pendingForMs: CALM_MS }), manyWaiting(MANY)]
  centre.writeProvisioning(file, { rules })
  app = await launchApp({ profile, args: ['--hidden', '--provision', file] })
  tray = await desktop.trayItem()
})

test.afterAll(async () => {
  await app.quit()
  await centre.kill()
  desktop.close()
})

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const becomes = (shape: Shape, withinMs = 10_000): Promise<unknown> =>
  until(async () => shapeOf(await tray.picture()) === shape, `a tray icon that is a ${shape}`, withinMs)

/** Number and words are sent one after the other: compared when the words have not moved for a while. */
const numberShown = (look: 'warning' | 'critical'): Promise<number> =>
  until(async () => {
    const told = await tray.tooltip()
    await pause(200)
    const drawn = numberIn(await tray.picture(), look)
    if (drawn === null || (await tray.tooltip()) !== told) return undefined
    return told.includes(` ${drawn} contact`) ? { drawn } : undefined
  }, 'the number of the tooltip in the picture').then(({ drawn }) => drawn)

test('calm is a green disc without a number', async () => {
  await becomes('disc')
  expect(await tray.tooltip()).toContain('All calm')
  expect(await tray.share(GREEN)).toBeGreaterThan(0.3)
})

test('a warning is an amber triangle with the number of contacts waiting', async () => {
  await becomes('triangle')
  expect(await tray.tooltip()).toContain('Warning')
  expect(await tray.share(AMBER)).toBeGreaterThan(0.2)
  expect(await tray.share(GREEN)).toBeLessThan(0.02)
  await centre.control({ rush: true, speed: 5 })
  await until(async () => (await tray.tooltip()).match(/ [1-9]\d* contacts? waiting/), 'somebody waiting')
  await numberShown('warning')
})

test('critical is a red octagon whose number follows the floor', async () => {
  await centre.control({ speed: 20 })
  await becomes('octagon', 30_000)
  await centre.control({ speed: 3 })
  expect(await tray.tooltip()).toContain('Critical')
  expect(await tray.share(RED)).toBeGreaterThan(0.3)
  const first = await numberShown('critical')
  await until(async () => (await numberShown('critical')) !== first, 'another number in the same shape', 10_000)
  expect(shapeOf(await tray.picture())).toBe('octagon')
})

test('the menu keeps up with the floor, but not while a part of it is open', async () => {
  const changes = await tray.countMenuChanges()
  await until(() => changes() >= 2, 'a menu that follows the floor', 10_000)
  await tray.openSubmenu('Connections')
  const atOpening = changes()
  await pause(4_000)
  expect(changes() - atOpening).toBe(0)
  await tray.choose('Demo floor: live')
  await app.page('main')
  await until(() => changes() > atOpening, 'a menu that follows the floor again')
})

test('a click on the icon opens the panel and gives it the focus, a second one closes it, and so does Esc', async () => {
  await panelBecomes(app, 'away')
  await tray.activate()
  await panelBecomes(app, 'shown with the focus')
  const panel = await app.page('panel')
  await expect(panel.getByText('Sales').first()).toBeVisible()
  const { bounds, area } = await panelPlace(app)
  expect(bounds.x).toBeGreaterThanOrEqual(area.x)
  expect(bounds.y).toBeGreaterThanOrEqual(area.y)
  expect(bounds.x + bounds.width).toBeLessThanOrEqual(area.x + area.width)
  expect(bounds.y + bounds.height).toBeLessThanOrEqual(area.y + area.height)
  await tray.activate()
  await panelBecomes(app, 'away')
  await tray.activate()
  await panelBecomes(app, 'shown with the focus')
  await panel.keyboard.press('Escape')
  await panelBecomes(app, 'away')
  // Nothing of what the floor does meanwhile brings it back.
  const before = app.lines().length
  await until(() => app.lines().length > before, 'something that the floor says', 20_000)
  await pause(1_000)
  await panelBecomes(app, 'away', 0)
})

test('data that is not live is an hourglass, without the old number and without a colour of calm or trouble', async () => {
  await centre.kill()
  await becomes('hourglass')
  expect(await tray.tooltip()).toContain('Data is not live')
  for (const colour of [GREEN, AMBER, RED]) expect(await tray.share(colour)).toBeLessThan(0.02)
})
