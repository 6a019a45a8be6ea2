import { describe, expect, it } from 'vitest'
import { createElectronFetch } from '../../../../src/main/platform/electron-http.ts'
import type { Knock } from '../../../../src/main/platform/proxy-knock.ts'

const URL = 'https://api.example/x?token=1'

/** `net.fetch` fails with these one after the other, then answers. */
function rig(failures: readonly string[], knock: Knock = { kind: 'closed' }) {
  const left = [...failures]
  const calls: unknown[] = []
  const knocked: string[] = []
  const fetch = createElectronFetch({
    net: {
      fetch: (...call) => {
        calls.push(call)
        const failure = left.shift()
        return failure === undefined ? Promise.resolve(new Response('fresh')) : Promise.reject(new Error(failure))
      }
    },
    knock: (url) => {
      knocked.push(url)
      return Promise.resolve(knock)
    },
    waysTo: () => Promise.resolve('PROXY a.corp:3128')
  })
  return { calls, knocked, fetch: () => fetch(URL, { method: 'POST', body: '{}' }) }
}

it('asks without cookies and without the cache, whatever the caller says, and changes nothing else', async () => {
  const calls: unknown[] = []
  const fetch = createElectronFetch({
    net: { fetch: (...call) => (calls.push(call), Promise.resolve(new Response('fresh'))) },
    knock: () => Promise.reject(new Error('knocked')),
    waysTo: () => Promise.reject(new Error('asked'))
  })
  const answer = await fetch('https://api.example/x', {
    method: 'POST',
    body: '{}',
    redirect: 'manual',
    credentials: 'include',
    cache: 'force-cache'
  })
  expect(await answer.text()).toBe('fresh')
  expect(calls).toEqual([
    [
      'https://api.example/x',
      {
        method: 'POST',
        body: '{}',
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        bypassCustomProtocolHandlers: true
      }
    ]
  ])
})

describe('a proxy that gives no tunnel', () => {
  const NO_TUNNEL = 'net::ERR_TUNNEL_CONNECTION_FAILED'

  it('is asked what it wants, and the request is made again when that opened it', async () => {
    const { fetch, calls, knocked } = rig([NO_TUNNEL], { kind: 'open' })
    expect(await (await fetch()).text()).toBe('fresh')
    expect(knocked).toEqual([URL])
    expect(calls).toHaveLength(2)
    expect(calls[0]).toEqual(calls[1])
  })

  it('is tried twice at most', async () => {
    const { fetch, calls } = rig([NO_TUNNEL, NO_TUNNEL, NO_TUNNEL], { kind: 'open' })
    await expect(fetch()).rejects.toThrow(NO_TUNNEL)
    expect(calls).toHaveLength(2)
  })

  it.each([
    [false, 'ERR_PROXY_LOGIN', 'no login is known'],
    [true, 'ERR_PROXY_LOGIN_REFUSED', 'the login was refused']
  ])('is named when it wants a login (refused: %s)', async (refused, code, why) => {
    const { fetch, calls } = rig([NO_TUNNEL], { kind: 'login', proxy: 'a.corp:3128', refused })
    await expect(fetch()).rejects.toMatchObject({
      code,
      proxy: 'a.corp:3128',
      httpStatus: 407,
      message: `proxy a.corp:3128 answered HTTP 407: ${why}`
    })
    expect(calls).toHaveLength(1)
  })

  it('is named by the way that was taken when it refuses for another reason', async () => {
    await expect(rig([NO_TUNNEL]).fetch()).rejects.toThrow(`${NO_TUNNEL} by way of PROXY a.corp:3128`)
  })

  it('may answer by a page, which is not the answer of the host', async () => {
    const answers = [new Response('<p>Sign in</p>', { status: 407 }), new Response('fresh')]
    const fetch = createElectronFetch({
      net: { fetch: () => Promise.resolve(answers.shift()!) },
      knock: () => Promise.resolve({ kind: 'open' }),
      waysTo: () => Promise.resolve('DIRECT')
    })
    expect(await (await fetch(URL, {})).text()).toBe('fresh')
  })

  it('that can not be reached is named without asking it anything', async () => {
    const { fetch, knocked } = rig(['net::ERR_PROXY_CONNECTION_FAILED'])
    await expect(fetch()).rejects.toThrow('by way of PROXY a.corp:3128')
    expect(knocked).toEqual([])
  })
})

it('leaves every other failure as it is', async () => {
  const { fetch, knocked, calls } = rig(['net::ERR_CERT_AUTHORITY_INVALID'])
  await expect(fetch()).rejects.toThrow(/^net::ERR_CERT_AUTHORITY_INVALID$/)
  expect([knocked, calls.length]).toEqual([[], 1])
})

it('what makes something goes fresh, everything else and what a proxy held up the usual way', async () => {
  const ways: string[] = []
  const way = (name: string, status: number) => (_url: unknown, init?: RequestInit) => {
    ways.push(`${name} ${init?.method ?? ''}`)
    return Promise.resolve(new Response('', { status }))
  }
  const deps = { knock: () => Promise.resolve<Knock>({ kind: 'open' }), waysTo: () => Promise.resolve('DIRECT') }
  const straight = createElectronFetch({ ...deps, net: { fetch: way('usual', 200) }, fresh: way('fresh', 200) })
  for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) await straight(URL, { method })
  const held = createElectronFetch({ ...deps, net: { fetch: way('usual', 200) }, fresh: way('fresh', 407) })
  await held(URL, { method: 'POST' })
  expect(ways).toEqual(['usual GET', 'fresh POST', 'usual PATCH', 'usual DELETE', 'fresh POST', 'usual POST'])
})
