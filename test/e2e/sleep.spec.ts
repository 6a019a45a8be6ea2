import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import { nothingWasTold, statesOf } from './rig/feed-states.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'
import { startLogind, type FakeLogind } from './rig/logind.ts'
import { feedLost } from './rig/rules.ts'
import { shapeOf, type Shape } from './rig/tray-picture.ts'

/** A computer that sleeps: what was known before is believed again only when it is confirmed. */
test.skip(process.platform !== 'linux', 'not for this system: sleep told over a message bus')
test.describe.configure({ mode: 'serial' })

/** So long unseen is noticed without being told. */
const UNSEEN_MS = 7_000

/** The demo centre cuts the sockets when it answers again: coming back takes a moment, and that is not what is looked at here. */
const LOST_MS = 20_000

let logind: FakeLogind
let desktop: FakeDesktop
let centre: OutsideCentre
let app: RunningApp

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const becomes = (shape: Shape, withinMs?: number): Promise<unknown> =>
  until(
    async () => shapeOf(await (await desktop.trayItem()).picture()) === shape,
    `a tray that is a ${shape}`,
    withinMs
  )

test.beforeAll(async () => {
  logind = await startLogind()
  desktop = await startDesktop()
  centre = await startOutsideCentre('quiet-day')
  const profile = freshProfile()
  const file = join(profile, 'provisioning.json')
  centre.writeProvisioning(file, { rules: [feedLost({ pendingForMs: LOST_MS })] })
  const env = { DBUS_SYSTEM_BUS_ADDRESS: logind.address }
  app = await launchApp({ profile, env, args: ['--hidden', '--provision', file] })
  await app.line(/feed Queue.*: live/)
  await app.line(/feed Agent.*: live/)
  await becomes('disc')
})

test.afterAll(async () => {
  await app.quit()
  await centre.kill()
  desktop.close()
  await logind.stop()
})

test('told of sleep, a feed that does not answer leaves the tray no calm look, until it is live again', async () => {
  const tray = await desktop.trayItem()
  logind.prepareForSleep(true)
  await centre.control({ faults: { pauseSockets: true } })
  logind.prepareForSleep(false)
  await becomes('hourglass', 2_000)
  expect(await tray.tooltip()).toContain('Data is not live')
  await centre.control({ faults: { pauseSockets: false } })
  await becomes('disc')
  await until(async () => (await tray.tooltip()).endsWith('· live'), 'a live tooltip')
  nothingWasTold(app, desktop)
})

test('a sleep is noticed by the time nobody saw; when the system tells of it a moment later, that is no second doubt', async () => {
  const first = app.lines().length
  const main = app.electron.process()
  logind.prepareForSleep(true)
  main.kill('SIGSTOP')
  await pause(UNSEEN_MS)
  main.kill('SIGCONT')
  const feeds = ['Queue', 'Agent']
  for (const feed of feeds) await until(() => statesOf(app, feed, first).includes('live'), `a live ${feed} feed`)
  logind.prepareForSleep(false)
  await pause(1_000)
  // Live by an answer on the old sockets: no new one was opened.
  for (const feed of feeds) expect(statesOf(app, feed, first)).toEqual(['stale', 'live'])
  await becomes('disc')
  nothingWasTold(app, desktop)
})
