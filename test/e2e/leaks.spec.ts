import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { frame } from '../fakes/avaya-cloud.ts'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import { freshProfile, launchApp, withoutProxy, type RunningApp } from './rig/launch.ts'
import { createLeakScan, type Found, type LeakScan } from './rig/leak-scan.ts'
import { CANARIES, NAMED_VARIABLE, startLeakyServers, type LeakyServers } from './rig/leaky-servers.ts'
import { processTree, type ProcessWords } from './rig/process-scan.ts'
import { recordWindowWire, type WindowWire } from './rig/window-wire.ts'

/**
 * A whole scenario with secrets that nothing else is called, against services that throw back what they are told. Afterwards
 * everything that leaves the main process is searched for them.
 */
test.describe.configure({ mode: 'serial' })

let desktop: FakeDesktop
let centre: OutsideCentre
let servers: LeakyServers
let app: RunningApp
let wire: WindowWire
const profile = freshProfile()
const temporary = mkdtempSync(join(tmpdir(), 'floorwatch-temporary-'))
const provisioning = join(mkdtempSync(join(tmpdir(), 'floorwatch-provisioning-')), 'connections.json')

/** By where it was said. */
const said: { where: string; text: string }[] = []
const processes: ProcessWords[] = []

async function start(args: readonly string[] = []): Promise<void> {
  app = await launchApp({
    profile,
    args: ['--hidden', '--log-level', 'debug', ...args],
    env: { ...withoutProxy, [NAMED_VARIABLE]: CANARIES.giosgToken, TMPDIR: temporary }
  })
  app.electron
    .process()
    .stderr?.on('data', (chunk: Buffer) => said.push({ where: 'stderr', text: chunk.toString('utf8') }))
  wire = await recordWindowWire(app)
}

/** Everything this run said so far; a killed one says nothing any more. */
async function collect(): Promise<void> {
  for (const { channel, text } of await wire.take()) said.push({ where: `to windows: ${channel}`, text })
  const pid = app.electron.process().pid ?? 0
  processes.push(...processTree(pid).filter(({ commandLine }) => commandLine !== ''))
  // Chromium writes over the place where the system shows its environment: main is asked for its own.
  const environment = await app.electron.evaluate(() =>
    Object.entries(process.env).map(([name, value]) => `${name}=${value ?? ''}`)
  )
  processes.push({ pid, commandLine: 'main', environment })
}
function collectLines(): void {
  said.push({ where: 'status lines', text: app.lines().join('\n') })
}

/** Looks into every view, as a person would who searches for the cause. */
async function visitEverything(): Promise<void> {
  const tray = await desktop.trayItem()
  await tray.choose('Open Floorwatch')
  const page = await app.page('main')
  for (const view of ['Overview', 'Alerts', 'Targets', 'Connections', 'Data and privacy']) {
    await page.getByRole('button', { name: new RegExp(`^${view}`) }).click()
    said.push({ where: `screen: ${view}`, text: await page.locator('body').innerText() })
    said.push({ where: `page: ${view}`, text: await page.content() })
  }
  await page.getByRole('combobox', { name: 'At least' }).click()
  await page.getByRole('option', { name: 'everything' }).click()
  await expect(page.getByRole('region', { name: 'Lines of the log' })).toContainText('message skipped')
  said.push({ where: 'screen: log', text: await page.locator('main').innerText() })
}

/** A token, whole and in pieces of messages that make no sense. */
function sendTokens(token: string): void {
  const { avaya } = servers
  const bare = JSON.stringify(token)
  for (const text of [
    `garbage ${token} garbage`,
    `{"event":"oops","token":${bare}`,
    JSON.stringify({ event: 'oops', said: { authorization: `Bearer ${token}`, list: [token] } }),
    JSON.stringify({ accountId: 'EZCLTR', keys: token, measures: [token] }),
    Buffer.from(token).toString('base64'),
    frame({ measures: { contactsQueueing: token } })
  ]) {
    avaya.broadcast(text)
  }
}

test.beforeAll(async () => {
  desktop = await startDesktop()
  centre = await startOutsideCentre('quiet-day')
  servers = await startLeakyServers()
  centre.writeProvisioning(provisioning, {
    connections: servers.connections,
    settings: { weakSecretStorage: 'allow' }
  })
  await start(['--provision', provisioning])
})

test.afterAll(async () => {
  await app.quit()
  await servers.close()
  await centre.kill()
  desktop.close()
})

test('the scenario runs: live, an alert, echoed secrets, senseless frames, a wrong key, a crash and a second run', async () => {
  test.setTimeout(150_000)
  await app.line(/feed Agent.*: live/)
  await until(() => servers.avaya.confirmed.size > 0, 'a live socket of the telling floor', 15_000)
  await until(() => servers.echoes() >= 2, 'echoed secrets', 15_000)
  const { avaya } = servers
  const { cloud } = avaya
  for (const token of cloud.tokens) sendTokens(token)
  avaya.broadcast(frame({ measures: { contactsQueueing: '40' } }))
  await until(() => desktop.notifications.shown.length > 0, 'a notice', 30_000)
  await visitEverything()
  await collect()

  cloud.intercept = ({ headers, body }) => ({
    status: 401,
    body: { title: 'Refused', status: 401, detail: `Invalid credentials (Appkey) ${headers['appkey'] ?? ''} ${body}` }
  })
  cloud.forget()
  for (const peer of avaya.confirmed) peer.terminate()
  await app.line(/feed Queue.*: failed \(badAppKey/, 30_000)
  await visitEverything()
  await collect()
  collectLines()
  await app.kill()

  await start()
  await app.line(/feed Agent.*: live/, 30_000)
  await visitEverything()
  await collect()
  collectLines()
})

function scanFor(): LeakScan {
  const tokens = Object.fromEntries(
    [...servers.avaya.cloud.tokens].map((token, index) => [`access token ${index}`, token])
  )
  const own = Object.fromEntries(centre.secrets().map((secret, index) => [`demo secret ${index}`, secret]))
  return createLeakScan({ ...CANARIES, ...tokens, ...own })
}

/** The whole search, over what was collected and over the disk as it is now. */
function search(scan: LeakScan): { readonly searched: readonly string[]; readonly found: readonly Found[] } {
  const inProfile = scan.inFolder('profile', profile)
  const inTemporary = scan.inFolder('temporary files', temporary)
  const notices = desktop.notifications.shown.map((one) => JSON.stringify(one)).join('\n')
  const found = [
    ...said.flatMap(({ where, text }) => scan.inBytes(where, text)),
    ...scan.inBytes('notices', notices),
    ...processes.flatMap(({ pid, commandLine, environment }) => [
      ...scan.inBytes(`command line of ${pid}`, commandLine),
      // The one variable that the provisioning file names is where its secret comes from.
      ...environment
        .filter((one) => !one.startsWith(`${NAMED_VARIABLE}=`))
        .flatMap((one) => scan.inBytes(`environment of ${pid}: ${one.split('=')[0] ?? ''}`, one))
    ]),
    ...inProfile.found,
    ...inTemporary.found
  ]
  return { searched: inProfile.searched, found }
}

test('nothing of any secret is anywhere: 0 hits', () => {
  const { searched, found } = search(scanFor())
  const heard = new Set(said.map(({ where }) => where))
  // That the search found nothing counts only where there was something to search.
  for (const where of ['to windows: state:get', 'to windows: rows:get', 'to windows: log:read', 'status lines']) {
    expect(heard).toContain(where)
  }
  expect([...heard]).toEqual(expect.arrayContaining(['to windows: state:changed', 'to windows: rows:changed']))
  expect(searched).toEqual(expect.arrayContaining(['journal.db', 'floorwatch.log', 'vault.json', 'settings.json']))
  expect(processes.length).toBeGreaterThan(6)
  expect(processes.some(({ environment }) => environment.some((one) => one.startsWith(`${NAMED_VARIABLE}=`)))).toBe(
    true
  )
  expect(desktop.notifications.shown.length).toBeGreaterThan(0)
  expect(found).toEqual([])
})

test('the same search goes red for a secret planted in any of these places', () => {
  const scan = scanFor()
  writeFileSync(join(profile, 'planted.bin'), Buffer.from(CANARIES.appKey, 'utf16le'))
  writeFileSync(join(temporary, 'planted.txt'), encodeURIComponent(CANARIES.clientSecret))
  said.push({ where: 'planted push', text: JSON.stringify([{ detail: CANARIES.giosgToken }]) })
  const encoded = Buffer.from(`x ${CANARIES.thoughtspotPassword}`).toString('base64')
  processes.push({ pid: 0, commandLine: `program --secret ${encoded}`, environment: [`OTHER=${CANARIES.giosgToken}`] })
  const places = new Set(search(scan).found.map(({ where }) => where))
  expect([...places].sort()).toEqual([
    'command line of 0',
    'environment of 0: OTHER',
    'planted push',
    'profile: planted.bin',
    'temporary files: planted.txt'
  ])
})
