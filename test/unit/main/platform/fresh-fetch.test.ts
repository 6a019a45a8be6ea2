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
    },
    setSpellCheckerLanguages: (languages: string[]) => log.push(`${name} spells ${languages.join() || 'nothing'}`)
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
  const [one, other] = ['once-0', 'once-1']
  expect(log).toEqual([
    ...[
      `${one} spells nothing`,
      `${one} closes`,
      `${one} a`,
      `${other} spells nothing`,
      `${other} closes`,
      `${other} b`
    ],
    ...[`${one} closes`, `${one} c`]
  ])
})

it('a session whose exchange is not known to be over is not used again', async () => {
  const { log, fetch } = rig()
  await fetch('a', {})
  await fetch('b', {})
  expect(log.filter((line) => line.endsWith('closes'))).toEqual(['once-0 closes', 'once-1 closes'])
})
