import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { frame } from '../fakes/avaya-cloud.ts'
import { startProxy, type FakeProxy } from '../fakes/proxy.ts'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import { dumpsIn } from './rig/dumps.ts'
import { freshProfile, launchApp, withoutProxy, type RunningApp } from './rig/launch.ts'
import { createLeakScan, type Found, type LeakScan } from './rig/leak-scan.ts'
import { CANARIES, NAMED_VARIABLE, startLeakyServers, type LeakyServers } from './rig/leaky-servers.ts'
import { newUser } from './rig/new-user.ts'
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
let proxy: FakeProxy
let app: RunningApp
let wire: WindowWire
const profile = freshProfile()
const temporary = mkdtempSync(join(tmpdir(), 'floorwatch-temporary-'))
const provisioning = join(mkdtempSync(join(tmpdir(), 'floorwatch-provisioning-')), 'connections.json')

/** By where it was said. */
const said: { where: string; text: string }[] = []
const processes: ProcessWords[] = []
/** Where this runtime would write crash dumps. */
let dumpFolder = ''

async function start(args: readonly string[] = []): Promise<void> {
  app = await launchApp({
    profile,
    args: ['--hidden', '--log-level', 'debug', ...args],
    // For hosts that only a proxy knows; everything on this computer is asked for directly.
    switches: [`--proxy-server=http://${proxy.name}`],
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
  for (const view of ['Overview', 'Alerts', 'Targets', 'Connections', 'Settings']) {
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
  proxy = await startProxy({ kind: 'login', login: `maria:${CANARIES.proxyPassword}` })
  centre.writeProvisioning(provisioning, {
    connections: servers.connections,
    settings: { weakSecretStorage: 'allow' }
  })
  await start(['--provision', provisioning])
})

test.afterAll(async () => {
  await app.quit()
  await servers.close()
  await proxy.close()
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

/** Each way by which a window hands a secret in. */
async function typeSecrets(): Promise<void> {
  const tray = await desktop.trayItem()
  await tray.choose('Open Floorwatch')
  const user = await newUser(app)
  const { page, form } = user
  const before = servers.echoes()
  await user.add('giosg', {
    Name: 'Typed chat',
    'Organisation ID': '44444444-4444-4444-8444-444444444444',
    'Address of the reporting API': servers.echoUrl,
    'Address of the service API': servers.echoUrl,
    Token: CANARIES.typedAndTested
  })
  await user.press('Test', form)
  await expect(page.getByText(/^The test is over/).first()).toBeVisible({ timeout: 30_000 })
  expect(servers.echoes()).toBeGreaterThan(before)
  said.push({ where: 'screen: test', text: await page.locator('body').innerText() })
  await user.type({ Token: CANARIES.typedAndSaved })
  await user.press('Save', form)
  await expect(user.connection('Typed chat')).toBeVisible()

  await user.press('Edit Typed chat')
  await form.getByRole('button', { name: /^Replace the/ }).click()
  await user.type({ Token: CANARIES.typedInPlace })
  await user.press('Save', form)
  await expect(form).toBeHidden()

  const isSet = await page.evaluate(async (secret) => {
    // as: what the preload puts there, of which the test needs two functions
    const bridge = Reflect.get(window, 'floorwatch') as {
      getState(): Promise<{ value: { connections: { id: string; name: string }[] } }>
      setSecret(given: object): Promise<{ ok: boolean }>
    }
    const { value } = await bridge.getState()
    const { id = '' } = value.connections.find(({ name }) => name === 'Typed chat') ?? {}
    return bridge.setSecret({ connectionId: id, field: 'token', secret })
  }, CANARIES.setFromWindow)
  expect(isSet.ok).toBe(true)

  await user.add('Avaya', {
    Name: 'Behind the proxy',
    'Address of the API': 'https://floor.example.test',
    'Account ID': 'EZCLTX',
    'Client ID': 'somebody',
    'Application key': CANARIES.typedAppKey,
    'Client secret': CANARIES.typedClientSecret
  })
  await user.press('Save', form)
  const card = user.connection('Behind the proxy')
  await expect(card).toContainText('The proxy wants a login', { timeout: 20_000 })
  await user.signIn(proxy.name, 'maria', CANARIES.refusedProxyPassword)
  await expect(card).toContainText('The proxy refused the login', { timeout: 20_000 })
  await user.signIn(proxy.name, 'maria', CANARIES.proxyPassword)
  await until(() => proxy.asked.some(({ login }) => login === `maria:${CANARIES.proxyPassword}`), 'the login', 20_000)
  await expect(page.getByRole('form', { name: /^Sign in/ })).toHaveCount(0, { timeout: 20_000 })
  await expect(page.getByRole('region', { name: 'Proxy logins' })).toContainText(proxy.name)
}

/** First a page, then every helper and the main process itself, by the signal of a bad memory access. */
async function crash(): Promise<void> {
  dumpFolder = await app.electron.evaluate(({ app: theApp }) => theApp.getPath('crashDumps'))
  const reason = await app.electron.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        const [window] = BrowserWindow.getAllWindows()
        window?.webContents.once('render-process-gone', (_event, details) => resolve(details.reason))
        window?.webContents.forcefullyCrashRenderer()
      })
  )
  expect(['crashed', 'killed']).toContain(reason)
  const child = app.electron.process()
  const tree = processTree(child.pid ?? 0).map(({ pid }) => pid)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (const pid of [...tree.filter((one) => one !== child.pid), child.pid ?? 0]) {
    try {
      process.kill(pid, 'SIGSEGV')
    } catch {
      // It went with the one before.
    }
  }
  await gone
  expect(child.signalCode).toBe('SIGSEGV')
}

test('secrets are typed into the real forms, and then everything crashes', async () => {
  test.setTimeout(120_000)
  await typeSecrets()
  await visitEverything()
  await collect()
  collectLines()
  await crash()
  expect(dumpFolder).not.toBe('')
  for (const folder of [profile, temporary, dumpFolder]) expect(dumpsIn(folder)).toEqual([])

  await start()
  await app.line(/feed Agent.*: live/, 30_000)
  await visitEverything()
  await collect()
  collectLines()
})

test('a crash dump would be found, whatever it is called', () => {
  const folder = mkdtempSync(join(temporary, 'dumps-'))
  const core = Buffer.alloc(64)
  core.write('\x7fELF', 'latin1')
  core.writeUInt16LE(4, 16)
  writeFileSync(join(folder, 'pending'), 'MDMP and more')
  writeFileSync(join(folder, 'core'), core)
  writeFileSync(join(folder, 'short'), 'M')
  expect(
    dumpsIn(temporary)
      .map((file) => file.slice(folder.length + 1))
      .sort()
  ).toEqual(['core', 'pending'])
  rmSync(folder, { recursive: true })
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
  const typed = ['connection:save', 'connection:test', 'connection:tested', 'secret:set', 'proxy:login']
  expect([...heard]).toEqual(expect.arrayContaining(typed.map((channel) => `to windows: ${channel}`)))
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
