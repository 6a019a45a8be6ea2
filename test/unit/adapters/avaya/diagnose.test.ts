import { describe, expect, it } from 'vitest'
import { createAvayaDiagnosis } from '../../../../src/adapters/avaya/diagnose.ts'
import { createCancellation } from '../../../../src/core/cancellation.ts'
import type { AvayaConfig } from '../../../../src/core/connections/connection.ts'
import type { DiagnosisStep } from '../../../../src/core/connections/diagnosis.ts'
import { DEFAULT_FRESHNESS } from '../../../../src/core/connections/source.ts'
import { fail, ok } from '../../../../src/core/result.ts'
import { AvayaCloud } from '../../../fakes/avaya-cloud.ts'
import { createCloudHttp } from '../../../fakes/cloud-http.ts'
import { createFakeSockets } from '../../../fakes/fake-sockets.ts'
import { createMemorySubscriptions } from '../../../fakes/memory-subscriptions.ts'
import { createSetRandom } from '../../../fakes/set-random.ts'
import { settle } from '../../../fakes/settle.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const config: AvayaConfig = {
  system: 'avaya',
  name: 'Floor',
  restBaseUrl: 'https://eu.api.example.com',
  accountId: 'EZCLTR',
  clientId: 'client',
  producers: ['Queue_itd_1.0.0']
}

function begin() {
  const clock = createVirtualClock()
  const cloud = new AvayaCloud()
  const sockets = createFakeSockets()
  const subscriptions = createMemorySubscriptions()
  const secrets: Record<string, string> = { appKey: 'key-1234', clientSecret: 'secret-1234' }
  const diagnosis = createAvayaDiagnosis(
    { id: 'a1', demo: false, config },
    {
      clock,
      sockets,
      subscriptions,
      http: createCloudHttp((request) => cloud.handle(request)),
      random: createSetRandom(0.5),
      logger: silentLogger,
      freshness: DEFAULT_FRESHNESS,
      language: () => 'en-GB',
      secret: (field) => {
        const secret = secrets[field]
        return Promise.resolve(
          secret === undefined ? fail({ code: 'noSecret', step: 'secret', detail: '' }) : ok(secret)
        )
      }
    }
  )
  const owner = createCancellation()
  let steps: readonly DiagnosisStep[] = []
  return {
    clock,
    cloud,
    sockets,
    subscriptions,
    owner,
    run: () => diagnosis.run((told) => (steps = told), owner.cancellation),
    step: (name: DiagnosisStep['step']) => steps.find(({ step }) => step === name),
    async pass(ms: number): Promise<void> {
      await settle()
      for (let left = ms; left > 0; left -= 250) {
        clock.advance(250)
        await settle()
      }
    }
  }
}

describe('the test of an Avaya connection', () => {
  it('a subscription that stays pending is named after ten questions, and deleted', async () => {
    const test = begin()
    test.cloud.pendingFor = 1_000
    const over = test.run()
    await test.pass(12_000)
    await over
    expect(test.step('subscribe')).toMatchObject({
      state: 'failed',
      failure: { code: 'subscriptionPending' },
      finding: 'stillPending'
    })
    expect(test.step('socket')?.state).toBe('skipped')
    expect(test.step('unsubscribe')?.state).toBe('ok')
    expect(test.cloud.subscriptions.size).toBe(0)
    expect(test.subscriptions.list('a1')).toEqual([])
    expect(test.clock.pendingTimers()).toBe(0)
  })

  it('one that is pending for a moment only is waited for', async () => {
    const test = begin()
    test.cloud.pendingFor = 2
    const over = test.run()
    await test.pass(3_000)
    expect(test.step('subscribe')?.state).toBe('ok')
    test.owner.cancel()
    await over
    expect(test.cloud.subscriptions.size).toBe(0)
  })

  it('cancelled while the subscription is being made, it is deleted as soon as it is there', async () => {
    const test = begin()
    test.cloud.intercept = ({ method, path }) => {
      if (method === 'POST' && path.endsWith('/subscriptions')) test.owner.cancel()
      return undefined
    }
    await test.run()
    expect(test.step('subscribe')?.notes).toEqual([{ code: 'cancelled', params: {} }])
    expect(test.cloud.count(/POST .*subscriptions$/)).toBe(1)
    expect(test.cloud.count(/DELETE/)).toBe(1)
    expect(test.cloud.subscriptions.size).toBe(0)
    expect(test.subscriptions.list('a1')).toEqual([])
  })

  it('a live stream that never answers ends within its limit, and the subscription is deleted', async () => {
    const test = begin()
    const over = test.run()
    await test.pass(250)
    test.sockets.last().open()
    await test.pass(12_000)
    await over
    expect(test.step('authenticate')).toMatchObject({ state: 'failed', failure: { code: 'timeout' } })
    expect(test.sockets.last().terminated).toBe(true)
    expect(test.cloud.subscriptions.size).toBe(0)
    expect(test.clock.pendingTimers()).toBe(0)
  })

  it.each([
    [401, 'Invalid client or invalid client credentials', 'badCredential', 'clientRefused'],
    [400, 'invalid_client', 'badCredential', 'clientRefused'],
    [401, 'Invalid credentials (Access-Token)', 'badCredential', 'clientRefused'],
    [401, 'Unauthorized', 'badCredential', 'credentialsRefused'],
    [401, undefined, 'badCredential', 'credentialsRefused'],
    [400, 'grant_type is not supported', 'badCredential', 'credentialsRefused'],
    [401, 'Invalid credentials (Appkey)', 'badAppKey', undefined]
  ] as const)('a sign-in refused by %i with %j is %s, %s', async (status, detail, code, finding) => {
    const test = begin()
    test.cloud.intercept = ({ path }) =>
      path.includes('openid') ? { status, body: detail === undefined ? {} : { detail } } : undefined
    await test.run()
    expect(test.step('token')).toMatchObject({ state: 'failed', failure: { code, httpStatus: status } })
    expect(test.step('token')?.finding).toBe(finding)
  })

  it('a live host that is closed off is named, although it is not the one of the account', async () => {
    const test = begin()
    const over = test.run()
    await test.pass(250)
    test.sockets.last().close(1006, { code: 'dns', step: 'connect', detail: 'ENOTFOUND' })
    await over
    expect(test.step('socket')).toMatchObject({ state: 'failed', finding: 'liveHostBlocked' })
    expect(test.step('socket')?.failure?.detail).toContain('rt.example.com')
  })

  it.each([
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE unable to verify', 'liveAuthorityUnknown'],
    ['ERR_TLS_CERT_ALTNAME_INVALID another name', 'certificateOtherHost'],
    ['CERT_HAS_EXPIRED certificate has expired', 'certificateOutOfDate']
  ])('a certificate of the live host that only requests trust is named: %s', async (detail, finding) => {
    const test = begin()
    const over = test.run()
    await test.pass(250)
    test.sockets.last().close(1006, { code: 'tlsUntrusted', step: 'connect', detail })
    await over
    expect(test.step('socket')).toMatchObject({ state: 'failed', finding })
    expect(test.step('socket')?.failure?.detail).toBe(`rt.example.com: ${detail}`)
    expect(test.sockets.last().sent).toEqual([])
  })

  it('asks for one token, makes one subscription and repeats nothing that was refused', async () => {
    const test = begin()
    test.cloud.clientSecret = 'another'
    await test.run()
    expect(test.cloud.count(/openid-connect\/token/)).toBe(1)
    expect(test.cloud.count(/POST .*subscriptions/)).toBe(0)
  })

  it('what could not be deleted stays in the record for the next start', async () => {
    const test = begin()
    test.cloud.intercept = ({ method }) => (method === 'DELETE' ? { status: 500 } : undefined)
    const over = test.run()
    await test.pass(250)
    test.sockets.last().close(1006, { code: 'closedByServer', step: 'connect', detail: '' })
    await over
    expect(test.step('unsubscribe')).toMatchObject({ state: 'failed', finding: 'leftBehind' })
    expect(test.subscriptions.list('a1')).toEqual([...test.cloud.subscriptions.keys()])
  })
})
