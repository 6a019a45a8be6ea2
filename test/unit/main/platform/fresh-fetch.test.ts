import { expect, it } from 'vitest'
import { createFreshFetch } from '../../../../src/main/platform/fresh-fetch.ts'

function rig() {
  const log: string[] = []
  const fetch = createFreshFetch((name) => ({
    fetch: (url: unknown) => {
      log.push(`${name} ${url as string}`)
      return Promise.resolve(new Response('there'))
    },
    closeAllConnections: () => {
      log.push(`${name} closes`)
      return Promise.resolve()
    }
  }))
  return { log, fetch }
}

it('each request goes over a session without connections, which is used again when the exchange is over', async () => {
  const { log, fetch } = rig()
  const [first, second] = [new AbortController(), new AbortController()]
  await fetch('a', { signal: first.signal })
  await fetch('b', { signal: second.signal })
  first.abort()
  await fetch('c', { signal: new AbortController().signal })
  expect(log).toEqual(['once-0 closes', 'once-0 a', 'once-1 closes', 'once-1 b', 'once-0 closes', 'once-0 c'])
})

it('a session whose exchange is not known to be over is not used again', async () => {
  const { log, fetch } = rig()
  await fetch('a', {})
  await fetch('b', {})
  expect(log).toEqual(['once-0 closes', 'once-0 a', 'once-1 closes', 'once-1 b'])
})
