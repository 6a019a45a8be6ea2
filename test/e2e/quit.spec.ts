import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import { freshProfile, launchApp } from './rig/launch.ts'
import { familyOf, stillRunning } from './rig/processes.ts'

/** Leaving: the far side is left clean, and nothing goes on running. */
test.skip(process.platform !== 'linux', 'not for this system: a message bus and /proc')

const QUIT_MS = 5_000

let desktop: FakeDesktop
let centre: OutsideCentre | undefined
let child: ChildProcess | undefined

test.beforeEach(async () => {
  desktop = await startDesktop()
})

test.afterEach(async () => {
  // Only where a test found that the application did not quit.
  if (child && child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await centre?.kill()
  desktop.close()
  child = undefined
  centre = undefined
})

async function leaves(main: ChildProcess, ask: () => unknown): Promise<void> {
  const family = familyOf(main.pid ?? 0)
  expect(family.length).toBeGreaterThan(2)
  await ask()
  await until(() => main.exitCode !== null || main.signalCode !== null, 'the end of the application', QUIT_MS)
  expect([main.exitCode, main.signalCode]).toEqual([0, null])
  await until(() => stillRunning(family).length === 0, 'the end of all it has started')
}

const WAYS: Readonly<Record<string, (main: ChildProcess) => unknown>> = {
  'the tray menu': async () => (await desktop.trayItem()).choose('Quit (alerts stop)'),
  SIGTERM: (main) => main.kill('SIGTERM')
}

for (const [name, ask] of Object.entries(WAYS)) {
  test(`a quit by ${name} deletes the subscriptions, ends with 0 and leaves no process`, async () => {
    centre = await startOutsideCentre('quiet-day')
    const profile = freshProfile()
    const file = join(profile, 'provisioning.json')
    centre.writeProvisioning(file)
    const app = await launchApp({ profile, args: ['--provision', file] })
    await app.line(/feed Queue.*: live/)
    await app.line(/feed Agent.*: live/)
    const main = (child = app.electron.process())
    expect(await centre.state()).toMatchObject({ sockets: 2, subscriptions: 2 })
    await leaves(main, () => ask(main))
    expect(await centre.state()).toMatchObject({ sockets: 0, subscriptions: 0 })
  })
}

test('the embedded demo centre goes with the application', async () => {
  const app = await launchApp({ args: ['--hidden'] })
  const main = (child = app.electron.process())
  await app.line(/feed Agent.*: live/, 30_000)
  await leaves(main, () => main.kill('SIGTERM'))
})
