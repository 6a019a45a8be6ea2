import { describe, expect, it } from 'vitest'
import { createThoughtspotProbe } from '../../../../src/adapters/thoughtspot/source.ts'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import { fail, ok } from '../../../../src/core/result.ts'
import type { CloudAnswer, CloudRequest } from '../../../fakes/avaya-cloud.ts'
import { createCloudHttp } from '../../../fakes/cloud-http.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

function rig(secrets: Readonly<Record<string, string>>, respond: (request: CloudRequest) => CloudAnswer) {
  const asked: CloudRequest[] = []
  const probe = createThoughtspotProbe(
    {
      id: 't1',
      demo: false,
      config: { system: 'thoughtspot', name: 'BI', baseUrl: 'https://bi.example.com', username: 'ada', orgId: 0 }
    },
    {
      clock: createVirtualClock(),
      http: createCloudHttp((request) => {
        asked.push(request)
        return respond(request)
      }),
      secret: (field) => {
        const missing: Failure = { code: field === 'locked' ? 'vaultLocked' : 'noSecret', step: 'other', detail: '' }
        return Promise.resolve(secrets[field] === undefined ? fail(missing) : ok(secrets[field]))
      }
    }
  )
  return { probe, asked }
}

const tokenReply = { status: 200, body: { token: 'abc', expiration_time_in_millis: 1, valid_for_username: 'ada@x' } }

describe('checking a ThoughtSpot credential', () => {
  it.each([
    [
      { secretKey: 'sk-1234', password: 'pw-1234' },
      { username: 'ada', secret_key: 'sk-1234', org_id: 0 }
    ],
    [{ password: 'pw-1234' }, { username: 'ada', password: 'pw-1234', org_id: 0 }]
  ])('%j asks for a full token with one of them', async (secrets, body) => {
    const { probe, asked } = rig(secrets, () => tokenReply)
    expect(await probe.check()).toEqual(ok({ owner: 'ada@x' }))
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/api/rest/2.0/auth/token/full' })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual(body)
  })

  it('a supplied token is asked whose session it is', async () => {
    const { probe, asked } = rig({ token: 'tok-1234' }, () => ({
      status: 200,
      body: { name: 'ada', display_name: 'Ada L' }
    }))
    expect(await probe.check()).toEqual(ok({ owner: 'Ada L' }))
    expect(asked[0]).toMatchObject({ method: 'GET', path: '/api/rest/2.0/auth/session/user' })
    expect(asked[0]?.headers['authorization']).toBe('Bearer tok-1234')
  })

  it.each([
    [401, 'badCredential'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [429, 'rateLimited'],
    [500, 'serverError']
  ])('status %i is %s, with the words from deep inside and without the secret', async (status, code) => {
    const body = { error: { message: { code: 10097, debug: 'sk-1234 is not valid' } } }
    const { probe } = rig({ secretKey: 'sk-1234' }, () => ({ status, body }))
    expect(await probe.check()).toMatchObject({
      failure: { code, detail: '[redacted] is not valid', step: 'check' }
    })
  })

  it('without a stored credential nothing is sent', async () => {
    const { probe, asked } = rig({}, () => tokenReply)
    expect(await probe.check()).toMatchObject({ failure: { code: 'noSecret' } })
    expect(asked).toEqual([])
  })
})
