import { describe, expect, it } from 'vitest'
import { reachSteps, walkReach } from '../../../../src/adapters/transport/reach.ts'
import { createWalk } from '../../../../src/adapters/transport/walk.ts'
import { createCancellation } from '../../../../src/core/cancellation.ts'
import type { DiagnosisStep } from '../../../../src/core/connections/diagnosis.ts'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import type { HttpRequest, HttpResponse } from '../../../../src/core/ports/http.ts'
import { fail, ok, type Result } from '../../../../src/core/result.ts'
import { createFakeSockets } from '../../../fakes/fake-sockets.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

/** `live`: what becomes of a websocket to the same host. */
async function reach(url: string, answer: Result<HttpResponse>, live: Partial<Failure> | 'open' = {}) {
  const sockets = createFakeSockets((socket) => {
    if (live === 'open') queueMicrotask(() => socket.open())
    else queueMicrotask(() => socket.close(1006, live))
  })
  const asked: HttpRequest[] = []
  let steps: readonly DiagnosisStep[] = []
  const { cancellation } = createCancellation()
  const walk = createWalk(
    { clock: createVirtualClock(), cancellation, told: (told) => (steps = told) },
    reachSteps(url)
  )
  const http = {
    send: (request: HttpRequest) => {
      asked.push(request)
      return Promise.resolve(answer)
    }
  }
  const reached = await walkReach(walk, { http, sockets }, url, cancellation)
  return { reached, asked, sockets, steps, states: steps.map(({ state }) => state) }
}

const failed = (code: Failure['code'], httpStatus?: number): Result<never> =>
  fail({ code, step: 'other', detail: 'why', ...(httpStatus === undefined ? {} : { httpStatus }) })

describe('the way to a host', () => {
  it.each([
    ['proxyLogin', ['failed', 'skipped', 'skipped', 'skipped']],
    ['proxyLoginRefused', ['failed', 'skipped', 'skipped', 'skipped']],
    ['proxyUnreachable', ['failed', 'skipped', 'skipped', 'skipped']],
    ['proxyRefused', ['failed', 'skipped', 'skipped', 'skipped']],
    ['tlsOutdated', ['ok', 'ok', 'ok', 'failed']],
    ['dns', ['ok', 'failed', 'skipped', 'skipped']],
    ['unreachable', ['ok', 'ok', 'failed', 'skipped']],
    ['offline', ['ok', 'ok', 'failed', 'skipped']],
    ['timeout', ['ok', 'ok', 'failed', 'skipped']],
    ['unexpectedAnswer', ['ok', 'ok', 'failed', 'skipped']],
    ['tlsUntrusted', ['ok', 'ok', 'ok', 'failed']]
  ] as const)('%s ends it where it belongs', async (code, states) => {
    const it = await reach('https://api.example.com', failed(code))
    expect(it.reached).toBe(false)
    expect(it.states).toEqual(states)
    expect(it.steps.find(({ state }) => state === 'failed')?.failure).toMatchObject({ code, step: 'connect' })
  })

  it('a time limit says that it stands for more than one thing', async () => {
    const { steps } = await reach('https://api.example.com', failed('timeout'))
    expect(steps.find(({ step }) => step === 'connect')?.notes).toEqual([{ code: 'coversMore', params: {} }])
  })

  it.each([
    ['an error page', ok({ status: 500, headers: {}, text: '' })],
    ['a refusal', ok({ status: 403, headers: {}, text: '' })],
    ['a redirect that is not followed', failed('redirected', 302)],
    // Electron does not tell the status of a redirect that is not followed.
    ['a redirect as Electron refuses it', failed('redirected')]
  ])('%s is an answer', async (_, answer) => {
    const it = await reach('https://api.example.com', answer)
    expect(it.reached).toBe(true)
    expect(it.states).toEqual(['ok', 'ok', 'ok', 'ok'])
  })

  it('asks once, without any header that could carry a credential', async () => {
    const { asked } = await reach('https://api.example.com', ok({ status: 404, headers: {}, text: '' }))
    expect(asked.map(({ method, url, headers }) => [method, url, headers])).toEqual([
      ['GET', 'https://api.example.com/', {}]
    ])
  })

  it('http: on this computer needs no certificate', async () => {
    const it = await reach('http://127.0.0.1:8080', ok({ status: 200, headers: {}, text: '' }))
    expect(it.states).toEqual(['ok', 'ok', 'ok', 'skipped'])
    expect(it.steps[3]?.notes).toEqual([{ code: 'noCertificateNeeded', params: {} }])
  })
})

describe('a certificate that is not trusted', () => {
  const untrusted = (detail: string): Failure => ({ code: 'tlsUntrusted', step: 'connect', detail })
  const UNKNOWN = 'net::ERR_CERT_AUTHORITY_INVALID'

  it.each([
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'certificateOtherHost'],
    ['ERR_TLS_CERT_ALTNAME_INVALID Hostname does not match', 'certificateOtherHost'],
    ['net::ERR_CERT_DATE_INVALID', 'certificateOutOfDate'],
    ['CERT_HAS_EXPIRED certificate has expired', 'certificateOutOfDate'],
    ['net::ERR_CERT_REVOKED', undefined]
  ] as const)('%s is told as %s, and nothing more is asked', async (detail, finding) => {
    const { steps, sockets } = await reach('https://api.example.com', fail(untrusted(detail)))
    expect(steps.at(-1)).toMatchObject({ step: 'certificate', state: 'failed' })
    expect(steps.at(-1)?.finding).toBe(finding)
    expect(sockets.all).toEqual([])
  })

  it.each([
    ['signed by itself', untrusted('DEPTH_ZERO_SELF_SIGNED_CERT self-signed certificate'), 'certificateSelfSigned'],
    ['of a stranger', untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'certificateUnknownAuthority'],
    ['of whom nobody answers now', { code: 'timeout' } as const, 'certificateUnknownAuthority'],
    ['in the file, with a websocket', 'open', 'certificateLiveOnly'],
    ['in the file, without one', { code: 'notFound', httpStatus: 404 } as const, 'certificateLiveOnly'],
    [
      'behind a proxy that refuses',
      { code: 'proxyRefused', httpStatus: 403, proxy: 'a:1' } as const,
      'certificateUnknownAuthority'
    ]
  ] as const)('an unknown authority %s is told apart by what the live stack says', async (_, live, finding) => {
    const { steps, sockets } = await reach('https://api.example.com', fail(untrusted(UNKNOWN)), live)
    expect(steps.at(-1)?.finding).toBe(finding)
    expect(sockets.all.map(({ url, sent }) => [url, sent])).toEqual([['wss://api.example.com/', []]])
    expect(sockets.openCount()).toBe(0)
  })

  it('nothing is asked for other failures', async () => {
    const { steps, sockets } = await reach('https://api.example.com', failed('tlsOutdated'))
    expect(steps.at(-1)?.finding).toBeUndefined()
    expect(sockets.all).toEqual([])
  })
})
