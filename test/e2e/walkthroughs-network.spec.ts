import { expect, test } from '@playwright/test'
import { startAvayaServer, type AvayaServer } from '../fakes/avaya-server.ts'
import { createAuthority, EXPIRED, selfSigned } from '../fakes/certificates.ts'
import { startProxy, type FakeProxy } from '../fakes/proxy.ts'
import { OLD_TLS, startSecureServer } from '../fakes/secure-server.ts'
import { startTlsFront, type TlsFront } from './network/tls-front.ts'
import { createHome, createTrustingHome, type TrustingHome } from './network/user-trust.ts'
import { createDesk, live, type Filled } from './rig/desk.ts'
import { startKeyring } from './rig/keyring.ts'
import { freshProfile, withoutProxy } from './rig/launch.ts'
import { filesWithSecrets } from './rig/leaks.ts'

/** Whole ways of a new user through the window, where the network of a company is in between. */
test.describe.configure({ timeout: 120_000 })
test.skip(process.platform !== 'linux', 'not for this system: the test can add a trusted authority on Linux only')

const desk = createDesk()
test.afterEach(() => desk.leave())

function ofServer(server: AvayaServer, address: string): Filled {
  return {
    settings: { Name: 'North', 'Address of the API': address, 'Account ID': 'EZCLTR', 'Client ID': 'client' },
    secrets: { 'Application key': server.cloud.appKey, 'Client secret': server.cloud.clientSecret }
  }
}

/** A company: its own authority, its service behind TLS, and a computer of it. */
interface Company {
  readonly server: AvayaServer
  readonly front: TlsFront
  readonly home: TrustingHome
}

async function aCompany(host: string, home: (authority: string) => TrustingHome): Promise<Company> {
  const authority = createAuthority()
  const server = await startAvayaServer()
  const front = await startTlsFront(authority.issue(host), server.port)
  server.cloud.endpointOf = (id) => `wss://${host}:${front.port}/ws/notification/v1/analytics/realtime/EZCLTR/${id}`
  const company = { server, front, home: home(authority.cert) }
  desk.after(
    () => company.home.remove(),
    () => server.kill(),
    () => front.close()
  )
  return company
}

test.describe('behind a proxy that wants a login', () => {
  const HOST = 'floor.example.test'
  const loginsOf = (proxy: FakeProxy): readonly (string | null)[] => proxy.asked.map(({ login }) => login)

  test('the test asks for it and goes on, a restart remembers it, and a wrong or outdated one is named', async () => {
    const keyring = await startKeyring()
    desk.after(() => keyring.stop())
    const { server, front, home } = await aCompany(HOST, createTrustingHome)
    const proxy = await startProxy({ kind: 'login', login: 'maria:first-word' })
    desk.after(() => proxy.close())
    const machine = {
      profile: freshProfile(),
      switches: [`--proxy-server=http://${proxy.name}`],
      env: { ...keyring.env, HOME: home.folder }
    }
    const { settings, secrets } = ofServer(server, `https://${HOST}:${front.port}`)
    const { running, user } = await desk.sitDown(machine)
    await user.nameCaFile(home.caFile)
    await user.add('Avaya', { ...settings, ...secrets })
    await user.press('Test', user.form)
    const wanted = await user.failedStep('proxy')
    await expect(wanted).toContainText('The proxy wants a login')
    await expect(wanted).toContainText('HTTP 407')
    await user.picture('proxy-login', wanted)
    await user.signIn(proxy.name, 'maria', 'wrong-word')
    await expect(user.page.getByText('The proxy refused the login').first()).toBeVisible()
    const refused = await user.failedStep('proxy')
    await expect(refused).toContainText('so that no account is locked')
    await user.picture('proxy-login-refused', refused)
    await user.press('Test', user.form)
    await expect(await user.failedStep('proxy')).toContainText('The proxy refused the login')
    expect(loginsOf(proxy).filter((login) => login === 'maria:wrong-word')).toHaveLength(1)
    expect(front.heard()).toBe('')

    await user.signIn(proxy.name, 'maria', 'first-word')
    await user.passed()
    await user.picture('proxy-passed', user.form.getByRole('button', { name: 'Test' }))
    await user.press('Save', user.form)
    await live(running)
    await desk.quit()

    const again = await desk.sitDown(machine)
    await live(again.running)
    await expect(again.user.page.getByRole('form', { name: /^Sign in/ })).toHaveCount(0)
    await desk.quit()

    proxy.mood = { kind: 'login', login: 'maria:second-word' }
    const late = await desk.sitDown(machine)
    const card = late.user.connection('North')
    await expect(card).toContainText('The proxy refused the login')
    await late.user.picture('proxy-login-outdated', card)
    await late.user.signIn(proxy.name, 'maria', 'second-word')
    await live(late.running)
    await expect(late.user.page.getByRole('form', { name: /^Sign in/ })).toHaveCount(0)
    for (const secret of Object.values(secrets)) expect(proxy.seen()).not.toContain(secret)
    await desk.quit()
    const words = ['first-word', 'second-word', 'wrong-word', ...Object.values(secrets)]
    expect(filesWithSecrets(machine.profile, words).leaks).toEqual([])
  })
})

test.describe('with an authority of the company’s own', () => {
  test('the test names it, the window says what the file covers and what remains, and then all works', async () => {
    const keyring = await startKeyring()
    desk.after(() => keyring.stop())
    const { server, front, home } = await aCompany('localhost', createHome)
    const machine = { profile: freshProfile(), env: { ...withoutProxy, ...keyring.env, HOME: home.folder } }
    const { settings, secrets } = ofServer(server, `https://localhost:${front.port}`)
    const silent = (): void => {
      expect(server.cloud.log).toEqual([])
      for (const secret of Object.values(secrets)) expect(front.heard()).not.toContain(secret)
    }
    const { user } = await desk.sitDown(machine)
    await user.add('Avaya', { ...settings, ...secrets })
    await user.press('Test', user.form)
    const unknown = await user.failedStep('certificate')
    await expect(unknown).toContainText('this computer does not know its authority')
    await expect(unknown).toContainText('ask IT to add it to this computer’s certificates')
    await user.picture('authority-unknown', unknown)
    expect(front.heard()).toBe('')

    // The file is good for the live stream; requests are Chromium's to trust, which the window says.
    await user.nameCaFile(home.caFile)
    await user.picture('authority-file-named', user.page.getByRole('form', { name: /^File of certificate/ }))
    await user.press('Test', user.form)
    await expect(user.page.getByText('all other calls do not').first()).toBeVisible()
    const half = await user.failedStep('certificate')
    await expect(half).toContainText(
      'covers live connections only. Ask IT to add the authority to this computer’s certificates too'
    )
    await user.picture('authority-file-only', half)
    silent()
    await user.press('Save', user.form)
    await expect(user.connection('North')).toContainText('The certificate of the host is not trusted')
    await user.picture('authority-saved', user.connection('North'))
    silent()
    await desk.quit()

    home.trust()
    const again = await desk.sitDown(machine)
    await live(again.running)
    expect(server.confirmed.size).toBe(2)
    await again.user.press('Test North')
    await again.user.passed()
    // Without the file the live stream is the half that is missing.
    await again.user.nameCaFile('')
    await again.user.press('Test North')
    const stream = await again.user.failedStep('socket')
    await expect(stream).toContainText('The live stream does not trust the certificate’s authority')
    await expect(stream).toContainText('File of certificate authorities (PEM)')
    await again.user.picture('authority-store-only', stream)
    await again.user.nameCaFile(home.caFile)
    await again.user.press('Test North')
    await again.user.passed()
  })

  test('every other fault of a certificate has its own name, and no credential leaves before', async () => {
    const authority = createAuthority()
    const home = createTrustingHome(authority.cert)
    desk.after(() => home.remove())
    const server = await startAvayaServer()
    desk.after(() => server.kill())
    const { user } = await desk.sitDown({ profile: freshProfile(), env: { ...withoutProxy, HOME: home.folder } })
    const { settings, secrets } = ofServer(server, '')
    await user.add('Avaya', { ...settings, ...secrets })
    const told = [
      ['other-host', authority.issue('other.example.test'), 'The certificate belongs to another host'],
      ['expired', authority.issue('localhost', EXPIRED), 'The certificate has expired, or is not valid yet'],
      ['self-signed', selfSigned('localhost'), 'The host signed its certificate itself'],
      ['stranger', createAuthority('Somebody else').issue('localhost'), 'does not know its authority'],
      ['old-tls', { ...authority.issue('localhost'), ...OLD_TLS }, 'The host offers outdated encryption only']
    ] as const
    for (const [name, identity, words] of told) {
      const host = await startSecureServer(identity)
      desk.after(host.close)
      await user.type({ 'Address of the API': `https://localhost:${host.port}` })
      await user.press('Test', user.form)
      await expect(user.page.locator('[data-step="certificate"]')).toContainText(`localhost:${host.port}`)
      await expect(await user.failedStep('certificate')).toContainText(words)
      await user.picture(`certificate-${name}`, user.page.locator('[data-state="failed"]'))
      expect(host.connections()).toBeGreaterThan(0)
      expect(host.heard()).toBe('')
    }
    await user.type({ 'Address of the API': 'https://floor.invalid' })
    await user.press('Test', user.form)
    await expect(user.page.locator('[data-step="lookup"]')).toContainText('floor.invalid')
    const lookup = await user.failedStep('lookup')
    await expect(lookup).toContainText('The host name could not be found')
    await expect(lookup).toContainText('Check the address for a typing error')
    await user.picture('dns', lookup)
    expect(server.cloud.log).toEqual([])
  })
})
