import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startAvayaServer, type AvayaServer } from '../fakes/avaya-server.ts'
import { createAuthority } from '../fakes/certificates.ts'
import { startProxy, type FakeProxy } from '../fakes/proxy.ts'
import { startTlsFront } from './network/tls-front.ts'
import { createTrustingHome, type TrustingHome } from './network/user-trust.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'

/** The built application in a company: a proxy that wants a login, and a certificate authority of its own. */

const HOST = 'floor.example.test'
const PASSWORD = 'proxy-pass-canary'

let app: RunningApp
let home: TrustingHome
let server: AvayaServer
let front: Awaited<ReturnType<typeof startTlsFront>>
let proxy: FakeProxy
const profile = freshProfile()

test.beforeAll(async () => {
  test.skip(process.platform !== 'linux', 'not for this system: the test can add a trusted authority on Linux only')
  const company = createAuthority()
  home = createTrustingHome(company.cert)
  server = await startAvayaServer()
  front = await startTlsFront(company.issue(HOST), server.port)
  server.cloud.endpointOf = (id) => `wss://${HOST}:${front.port}/ws/notification/v1/analytics/realtime/EZCLTR/${id}`
  proxy = await startProxy({ kind: 'login', login: `maria:${PASSWORD}` })
  const file = join(profile, 'provisioning.json')
  const connection = {
    system: 'avaya',
    name: 'Floor',
    restBaseUrl: `https://${HOST}:${front.port}`,
    accountId: 'EZCLTR',
    appKey: server.cloud.appKey,
    clientId: 'client',
    clientSecret: server.cloud.clientSecret,
    producers: ['Queue_itd_1.0.0']
  }
  const settings = { weakSecretStorage: 'session', caFile: home.caFile }
  writeFileSync(file, JSON.stringify({ version: 1, connections: [connection], settings }), { mode: 0o600 })
  app = await launchApp({
    profile,
    args: ['--provision', file],
    switches: [`--proxy-server=http://${proxy.name}`],
    env: { HOME: home.folder }
  })
})

test.afterAll(async () => {
  await app.quit()
  await proxy.close()
  await front.close()
  await server.kill()
  home.remove()
})

test('the connection says which proxy wants a login, and its card asks for it', async () => {
  await app.line(/feed Queue.*: failed \(proxyLogin/, 20_000)
  const page = await app.page('main')
  await page
    .getByRole('button', { name: /^Connections/ })
    .or(page.getByRole('link', { name: /Connections/ }))
    .first()
    .click()
  const form = page.getByRole('form', { name: `Sign in to the proxy ${proxy.name}` })
  await expect(form).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  expect(proxy.asked.every(({ login }) => login === null)).toBe(true)
})

test('the login opens the way for HTTP and the live socket, and is shown to the proxy alone', async () => {
  const page = await app.page('main')
  const form = page.getByRole('form', { name: /^Sign in/ })
  await form.getByLabel(/User name/).fill('maria')
  await form.getByLabel(/Password/).fill(PASSWORD)
  await form.getByRole('button', { name: 'Sign in' }).click()
  await app.line(/feed Queue.*: live/, 15_000)
  await expect(page.getByRole('form', { name: /^Sign in/ })).toHaveCount(0)
  expect(server.confirmed.size).toBe(1)
  expect(proxy.seen()).not.toContain(server.cloud.clientSecret)
})

test('the login is listed by the name of its proxy, without what it says, and can be deleted: then it is asked for again', async () => {
  const page = await app.page('main')
  const card = page.getByRole('region', { name: 'Proxy logins' })
  await expect(card.getByRole('listitem')).toHaveText(new RegExp(`^${proxy.name}: login in memory, forgotten at quit`))
  expect(await page.content()).not.toContain('maria')
  await card.scrollIntoViewIfNeeded()
  await page.screenshot({ path: 'test-results/proxy-logins.png' })
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await card.getByRole('button', { name: `Delete the login for ${proxy.name}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(card).toContainText('No login for a proxy')
  const asked = proxy.asked.length
  for (const peer of server.confirmed) peer.terminate()
  await expect(page.getByRole('form', { name: `Sign in to the proxy ${proxy.name}` })).toBeVisible({ timeout: 20_000 })
  const since = proxy.asked.slice(asked)
  expect(since.length).toBeGreaterThan(0)
  expect(since.every(({ login }) => login === null)).toBe(true)
})

test('nothing but the configured host was asked for, through the proxy all the way', () => {
  expect([...new Set(proxy.asked.map(({ to }) => to))]).toEqual([`${HOST}:${front.port}`])
})

test('the login is in no file of the profile', () => {
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const forms = [PASSWORD, ...[PASSWORD, `maria:${PASSWORD}`].map((text) => Buffer.from(text).toString('base64'))]
  const leaks = files.filter((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    return forms.some((form) => bytes.includes(form))
  })
  expect(files.length).toBeGreaterThan(2)
  expect(leaks.map(({ name }) => name)).toEqual([])
})
