import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openConnectionsView } from './rig/connections-view.ts'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { freshProfile, launchApp, withoutProxy, type RunningApp } from './rig/launch.ts'

/** Servers that are not what they should be: each connection names its cause and the next step, and the others go on. */

let centre: OutsideCentre
let app: RunningApp | undefined
const servers: Server[] = []

test.beforeAll(async () => {
  centre = await startOutsideCentre('quiet-day')
})
test.afterEach(async () => {
  await app?.quit()
  app = undefined
  for (const server of servers.splice(0)) server.close()
})
test.afterAll(() => centre.kill())

/** Answers everything with the sign-in page of a network. */
async function startPortal(): Promise<string> {
  const server = createServer((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Sign in</title><p>Welcome, guest')
  })
  servers.push(server)
  return listening(server)
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
    })
  })
}

/** An address on this computer where nobody listens. */
async function nobodysAddress(): Promise<string> {
  const server = createServer()
  const address = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  return address
}

const giosg = (name: string, organizationId: string, address: string): object => ({
  ...{ system: 'giosg', name, organizationId, apiBaseUrl: address, serviceBaseUrl: address },
  ...{ token: 'a token', tokenKind: 'token' }
})

test('a web page, a closed port and an unknown host are told apart, and the other connections are live', async () => {
  const portal = await startPortal()
  const profile = freshProfile()
  const file = join(profile, 'provisioning.json')
  centre.writeProvisioning(file, {
    connections: [
      giosg('Behind a portal', '11111111-1111-4111-8111-111111111111', portal),
      giosg('Nobody there', '22222222-2222-4222-8222-222222222222', await nobodysAddress()),
      {
        ...{
          system: 'avaya',
          name: 'Floor behind a portal',
          restBaseUrl: portal,
          accountId: 'ABCDEF',
          appKey: 'a key'
        },
        ...{ clientId: 'somebody', clientSecret: 'a secret', producers: ['Queue_itd_1.0.0'] }
      },
      {
        ...{ system: 'thoughtspot', name: 'Typing error', baseUrl: 'https://thoughtspot.invalid' },
        ...{ username: 'somebody', secretKey: 'a key' }
      }
    ]
  })
  app = await launchApp({ profile, args: ['--provision', file], env: withoutProxy })
  const view = await openConnectionsView(app)
  const told: readonly (readonly [string, string, string])[] = [
    ['Behind a portal', 'The host answered with something that is not this service', 'A sign-in page of the network'],
    ['Floor behind a portal', 'The host answered with something that is not this service', 'Check the address'],
    ['Nobody there', 'The host does not answer', 'Check the network, the VPN and the address'],
    ['Typing error', 'The host name could not be found', 'Check the address for a typing error']
  ]
  for (const [name, cause, next] of told) {
    await expect(view.connection(name)).toContainText(cause)
    await expect(view.connection(name)).toContainText(next)
  }
  await app.line(/feed Agent.*: live/)
  await app.line(/connection Demo targets: live/)
  await expect(view.connection('Demo floor').getByRole('table')).toContainText('live')
  await expect(view.connection('Demo targets')).toContainText('token of Demo Supervisor')
})

test('frames that make no sense are counted and left out, both connections stay live', async () => {
  const profile = freshProfile()
  const file = join(profile, 'provisioning.json')
  centre.writeProvisioning(file)
  app = await launchApp({ profile, args: ['--provision', file] })
  for (const one of [/feed Queue.*: live/, /feed Agent.*: live/, /connection Demo targets: live/]) await app.line(one)
  const before = app.lines().length
  await centre.control({ faults: { malformedFrames: 3 } })
  const view = await openConnectionsView(app)
  for (const producer of ['Queue_itd_1.0.0', 'Agent_itd_1.0.0']) {
    await expect(view.page.getByRole('row', { name: producer }).getByRole('cell').last()).toHaveText('3')
  }
  await view.page.getByText('skipped').first().hover()
  await expect(
    view.page.getByText('Messages that could not be used. They are left out, the rest goes on.')
  ).toBeVisible()
  expect(
    app
      .lines()
      .slice(before)
      .filter((line) => /^(feed|connection)/.test(line))
  ).toEqual([])
  await expect(view.connection('Demo floor').getByRole('table')).toContainText('live')
  await expect(view.connection('Demo targets')).toContainText('live')
})
