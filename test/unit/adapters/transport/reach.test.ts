import { describe, expect, it } from 'vitest'
import { reachSteps, walkReach } from '../../../../src/adapters/transport/reach.ts'
import { createWalk } from '../../../../src/adapters/transport/walk.ts'
import { createCancellation } from '../../../../src/core/cancellation.ts'
import type { DiagnosisStep } from '../../../../src/core/connections/diagnosis.ts'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import type { HttpRequest, HttpResponse } from '../../../../src/core/ports/http.ts'
import { fail, ok, type Result } from '../../../../src/core/result.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

async function reach(url: string, answer: Result<HttpResponse>) {
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
  const reached = await walkReach(walk, http, url, cancellation)
  return { reached, asked, steps, states: steps.map(({ state }) => state) }
}

const failed = (code: Failure['code'], httpStatus?: number): Result<never> =>
  fail({ code, step: 'other', detail: 'why', ...(httpStatus === undefined ? {} : { httpStatus }) })

describe('the way to a host', () => {
  it.each([
    ['proxyLogin', ['failed', 'skipped', 'skipped', 'skipped']],
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
    ['a redirect that is not followed', failed('unexpectedAnswer', 302)]
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
