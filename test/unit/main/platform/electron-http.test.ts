import { expect, it } from 'vitest'
import { createElectronFetch } from '../../../../src/main/platform/electron-http.ts'

it('asks without cookies and without the cache, whatever the caller says, and changes nothing else', async () => {
  const calls: unknown[] = []
  const fetch = createElectronFetch({ fetch: (...call) => (calls.push(call), Promise.resolve(new Response('fresh'))) })
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
