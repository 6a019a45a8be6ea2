import { EventEmitter } from 'node:events'
import type { ClientRequest, Net } from 'electron'
import { describe, expect, it } from 'vitest'
import type { ProxyLogin } from '../../../../src/core/ports/proxy-logins.ts'
import { createProxyKnock } from '../../../../src/main/platform/proxy-knock.ts'
import { settle } from '../../../fakes/settle.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

/** One request as Electron makes it: events from the test, what was done to it for the test. */
class FakeRequest extends EventEmitter {
  ended = false
  aborted = false
  readonly shown: string[] = []
  constructor(readonly options: unknown) {
    super()
  }
  end(): void {
    this.ended = true
  }
  abort(): void {
    this.aborted = true
    // Chromium tells an aborted request's error, too.
    this.emit('error', new Error('net::ERR_ABORTED'))
  }
  wantsLogin(isProxy = true, host = 'a.corp'): void {
    const info = { isProxy, host, port: 3128, scheme: 'basic', realm: 'x' }
    this.emit('login', info, (username: string, password: string) => this.shown.push(`${username}:${password}`))
  }
}

function rig(stored?: ProxyLogin, refusedBefore = false) {
  const clock = createVirtualClock()
  const requests: FakeRequest[] = []
  const asked: string[] = []
  const refused: string[] = []
  const request = (options: unknown): FakeRequest => {
    requests.push(new FakeRequest(options))
    return requests.at(-1)!
  }
  const knock = createProxyKnock({
    // as: the few events and methods that are used
    net: { request: request as unknown as Net['request'] & (() => ClientRequest) },
    clock,
    logins: {
      find: async (proxy) => {
        asked.push(proxy)
        return stored
      },
      refused: (proxy, { username }) => void refused.push(`${username} at ${proxy}`),
      isRefused: () => refusedBefore
    }
  })
  return { clock, requests, asked, refused, knock }
}

const LOGIN = { username: 'maria', password: 's3cret' }
const URL = 'https://api.example/path?secret=1'

describe('knocking at a proxy', () => {
  it('asks for the first page of the origin with no credential, no path and no cookie', async () => {
    const { knock, requests, clock } = rig()
    const answer = knock(URL)
    expect(requests[0]).toMatchObject({
      ended: true,
      options: { method: 'HEAD', url: 'https://api.example/', credentials: 'omit', redirect: 'manual' }
    })
    requests[0]!.emit('response')
    expect(await answer).toEqual({ kind: 'open' })
    expect(requests[0]!.aborted).toBe(true)
    expect(clock.pendingTimers()).toBe(0)
  })

  it('says that a login is wanted when none is known', async () => {
    const { knock, requests, asked } = rig()
    const answer = knock(URL)
    requests[0]!.wantsLogin()
    expect(await answer).toEqual({ kind: 'login', proxy: 'a.corp:3128', refused: false })
    expect(asked).toEqual(['a.corp:3128'])
    expect(requests[0]).toMatchObject({ shown: [], aborted: true })
  })

  it('says of a login that was refused before that it is refused, and does not show it', async () => {
    const { knock, requests } = rig(undefined, true)
    const answer = knock(URL)
    requests[0]!.wantsLogin()
    expect(await answer).toEqual({ kind: 'login', proxy: 'a.corp:3128', refused: true })
    expect(requests[0]!.shown).toEqual([])
  })

  it('shows a known login once and names it refused when the proxy asks again', async () => {
    const { knock, requests, refused } = rig(LOGIN)
    const answer = knock(URL)
    requests[0]!.wantsLogin()
    await settle()
    requests[0]!.wantsLogin()
    expect(await answer).toEqual({ kind: 'login', proxy: 'a.corp:3128', refused: true })
    expect(requests[0]!.shown).toEqual(['maria:s3cret'])
    expect(refused).toEqual(['maria at a.corp:3128'])
  })

  it('never shows it to the host behind the proxy', async () => {
    const { knock, requests, asked } = rig(LOGIN)
    const answer = knock(URL)
    requests[0]!.wantsLogin(false)
    expect(await answer).toEqual({ kind: 'open' })
    expect([asked, requests[0]!.shown]).toEqual([[], []])
  })

  it.each(['response', 'redirect'])('takes a %s for an open door', async (event) => {
    const { knock, requests } = rig()
    const answer = knock(URL)
    requests[0]!.emit(event)
    expect(await answer).toEqual({ kind: 'open' })
  })

  it('takes a failure and a long silence for a closed one', async () => {
    const { knock, requests, clock } = rig()
    const failed = knock(URL)
    requests[0]!.emit('error', new Error('net::ERR_TUNNEL_CONNECTION_FAILED'))
    expect(await failed).toEqual({ kind: 'closed' })
    const late = knock(URL)
    clock.advance(15_000)
    expect(await late).toEqual({ kind: 'closed' })
    expect(requests[1]!.aborted).toBe(true)
  })

  it('knocks once for all who come at the same time, and again for those who come later', async () => {
    const { knock, requests } = rig()
    const both = [knock(URL), knock('https://api.example/other')]
    expect(requests).toHaveLength(1)
    requests[0]!.emit('response')
    expect(await Promise.all(both)).toEqual([{ kind: 'open' }, { kind: 'open' }])
    void knock(URL)
    void knock('https://elsewhere.example/')
    expect(requests).toHaveLength(3)
  })
})
