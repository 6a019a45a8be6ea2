import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startDemo, type RunningDemo } from './demo-client.ts'

let demo: RunningDemo
beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo.dispose())

const NONE = {
  giosg429: null,
  giosgSlowMs: 0,
  giosgLostAnswers: false,
  giosgLateWritesMs: 0,
  giosgEmptyAnswers: false,
  giosgErrorPage: null,
  giosgRedirect: false,
  giosgNewerEdition: false,
  giosgPaging: 'cursor'
}
afterEach(async () => {
  await demo.control({ faults: NONE })
})

const faults = (change: object) => demo.control({ faults: change })
const root = () => `/api/objectives/v1/orgs/${demo.centre.ready.connections[1].organizationId}`
const workflows = () => `${root()}/workflows`
const make = (name: string) => demo.giosg(workflows(), { method: 'POST', body: JSON.stringify({ name }) })
async function names(): Promise<string[]> {
  await faults({ giosgPaging: 'bare' })
  return ((await demo.giosg(workflows())).json as { name: string }[]).map(({ name }) => name)
}

describe('faults of giosg', () => {
  it('429 for so many calls, with seconds, a moment or nothing', async () => {
    await faults({ giosg429: { retryAfterSeconds: 7, calls: 2 } })
    expect((await demo.giosg(workflows())).headers.get('retry-after')).toBe('7')
    expect((await demo.giosg(workflows())).status).toBe(429)
    expect((await demo.giosg(workflows())).status).toBe(200)
    await faults({ giosg429: { retryAfterSeconds: 7, asDate: true } })
    const moment = (await demo.giosg(workflows())).headers.get('retry-after')
    expect(Date.parse(moment ?? '')).toBe(demo.clock.now().wallMs + 7_000)
    await faults({ giosg429: { retryAfterSeconds: null } })
    expect((await demo.giosg(workflows())).headers.has('retry-after')).toBe(false)
  })

  it('a slow answer comes when its time is over', async () => {
    await faults({ giosgSlowMs: 5_000 })
    const timers = demo.clock.pendingTimers()
    const slow = demo.giosg(workflows())
    while (demo.clock.pendingTimers() === timers) await new Promise((resolve) => setImmediate(resolve))
    demo.clock.advance(5_000)
    expect((await slow).status).toBe(200)
  })

  it('a lost answer leaves the change done', async () => {
    await faults({ giosgLostAnswers: true })
    await expect(make('lost')).rejects.toThrow('fetch failed')
    await faults({ giosgLostAnswers: false })
    expect(await names()).toContain('lost')
  })

  it('a refusal is not lost', async () => {
    await faults({ giosgLostAnswers: true })
    expect((await make('')).status).toBe(400)
  })

  it('a late change is taken at once and seen later', async () => {
    await faults({ giosgLateWritesMs: 4_000 })
    expect((await make('late')).status).toBe(201)
    demo.clock.advance(3_999)
    expect(await names()).not.toContain('late')
    demo.clock.advance(1)
    expect(await names()).toContain('late')
  })

  it('empty answers to changes', async () => {
    await faults({ giosgEmptyAnswers: true })
    const answer = await make('empty')
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(await names()).toContain('empty')
  })

  it('a page of HTML with a status of its own', async () => {
    await faults({ giosgErrorPage: 502 })
    const answer = await demo.giosg(workflows())
    expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html'])
  })

  it('a redirect of changes only', async () => {
    await faults({ giosgRedirect: true })
    const answer = await demo.giosg(workflows(), { method: 'POST', body: '{}', redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([301, `${workflows()}/`])
    expect((await demo.giosg(workflows())).status).toBe(200)
  })

  it('the newer edition has reports and no workflows', async () => {
    expect((await demo.giosg(`${root()}/reports/`)).status).toBe(404)
    await faults({ giosgNewerEdition: true })
    expect((await demo.giosg(`${root()}/reports/`)).json).toMatchObject({ results: [] })
    expect((await demo.giosg(workflows())).status).toBe(404)
    expect((await make('x')).status).toBe(404)
  })

  it('lists in the older form, and with the next page elsewhere', async () => {
    await faults({ giosgPaging: 'numbered' })
    const first = (await demo.giosg(workflows())).json as Record<string, string | number>
    expect(first).toMatchObject({ current_page: 1, previous_page: null, per_page: 2 })
    expect((await demo.giosg(String(first['next_page_url']))).json).toMatchObject({ current_page: 2 })
    expect((await demo.giosg(`${workflows()}?page=99`)).status).toBe(404)
    await faults({ giosgPaging: 'elsewhere' })
    const { next } = (await demo.giosg(workflows())).json as { next: string }
    expect(new URL(next).hostname).toBe('localhost')
  })
})
