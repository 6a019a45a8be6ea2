import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as z from 'zod'
import {
  errorDetailSchema,
  pageSchema,
  targetSchema,
  targetTestSchema,
  userSchema,
  workflowSchema,
  type TargetReply,
  type WorkflowReply
} from '../../../src/simulator/giosg/schema.ts'
import { startDemo, withDemo, type RunningDemo } from './demo-client.ts'

let demo: RunningDemo
beforeAll(async () => {
  demo = await startDemo({ scenario: 'monday-rush' })
})
afterAll(() => demo.dispose())

const organization = (of: RunningDemo) => `/api/objectives/v1/orgs/${of.centre.ready.connections[1].organizationId}`

async function all<T extends z.ZodType>(of: RunningDemo, path: string, item: T) {
  const results: z.infer<T>[] = []
  let pages = 0
  for (let next: string | null = path; next !== null; pages++) {
    const page: z.infer<ReturnType<typeof pageSchema<T>>> = pageSchema(item).parse((await of.giosg(next)).json)
    results.push(...(page.results as z.infer<T>[]))
    next = page.next
  }
  return { results, pages }
}

async function targets(of: RunningDemo): Promise<{ workflow: WorkflowReply; target: TargetReply }[]> {
  const found: { workflow: WorkflowReply; target: TargetReply }[] = []
  for (const workflow of (await all(of, `${organization(of)}/workflows`, workflowSchema)).results) {
    const path = `${organization(of)}/workflows/${workflow.id}/targets`
    for (const target of (await all(of, path, targetSchema)).results) found.push({ workflow, target })
  }
  return found
}

async function test(of: RunningDemo, name: string) {
  const one = (await targets(of)).find(({ target }) => target.name === name)!
  const path = `${organization(of)}/workflows/${one.workflow.id}/targets/${one.target.id}`
  return { ...one, path, answer: targetTestSchema.parse((await of.giosg(`${path}/test`)).json) }
}

describe('the organization', () => {
  it("says whose token it is, with the organization's id", async () => {
    const me = userSchema.parse((await demo.giosg('/api/v5/users/me')).json)
    expect(me.organization_id).toBe(demo.centre.ready.connections[1].organizationId)
  })

  it('has three workflows and six targets, each list over several pages with absolute addresses', async () => {
    const workflows = await all(demo, `${organization(demo)}/workflows`, workflowSchema)
    expect([workflows.results.length, workflows.pages]).toEqual([3, 2])
    expect(await targets(demo)).toHaveLength(6)
    const first = pageSchema(workflowSchema).parse((await demo.giosg(`${organization(demo)}/workflows`)).json)
    const second = pageSchema(workflowSchema).parse((await demo.giosg(first.next!)).json)
    expect(second.previous).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)
    expect((await demo.giosg(`${organization(demo)}/workflows?cursor=zz`)).status).toBe(404)
  })

  it('answers a single workflow as the list does, and offers no single target: no document does', async () => {
    const [{ workflow, target } = { workflow: undefined, target: undefined }] = await targets(demo)
    const path = `${organization(demo)}/workflows/${workflow!.id}`
    expect((await demo.giosg(path)).json).toEqual(workflow)
    expect((await demo.giosg(`${path}/targets/${target!.id}`)).status).toBe(405)
  })

  it('has a target of every kind', async () => {
    const found = (await targets(demo)).map(({ target }) => target)
    expect(found.filter((target) => target.reporting_bound === 'UPPER').length).toBeGreaterThan(0)
    expect(found.filter((target) => target.reporting_bound === 'LOWER').length).toBeGreaterThan(0)
    expect(found.filter((target) => !target.are_notifications_active)).toHaveLength(1)
    expect(found.filter((target) => target.reporting_period !== target.notification_period)).toHaveLength(1)
    expect(found.filter((target) => target.target_active_until !== undefined)).toHaveLength(1)
  })
})

describe('what the organization refuses', () => {
  const me = '/api/v5/users/me'
  const detailOf = (json: unknown): string => errorDetailSchema.parse(json).detail

  it.each([
    ['no token', undefined, 'Authentication credentials were not provided.'],
    ['a wrong token', 'Token wrong', 'Invalid token.']
  ])('%s with 401', async (_what, authorization, words) => {
    const answer = await demo.request(me, { headers: authorization === undefined ? {} : { authorization } })
    expect([answer.status, detailOf(answer.json)]).toEqual([401, words])
  })

  it('an API token under the name of an OAuth token', async () => {
    const authorization = `Bearer ${demo.centre.ready.connections[1].token}`
    expect((await demo.request(me, { headers: { authorization } })).status).toBe(401)
  })

  it('another organization with 403 and unknown objects with 404', async () => {
    const foreign = '00000000-0000-4000-8000-000000000000'
    const answer = await demo.giosg(`/api/objectives/v1/orgs/${foreign}/workflows`)
    expect([answer.status, detailOf(answer.json)]).toEqual([403, 'You do not have permission to perform this action.'])
    expect((await demo.giosg(`${organization(demo)}/workflows/${foreign}`)).status).toBe(404)
    expect((await demo.giosg(`${organization(demo)}/workflows/${foreign}/targets`)).status).toBe(404)
    const { path } = await test(demo, 'Answered today')
    expect((await demo.giosg(`${path}x/test`)).status).toBe(404)
    expect((await demo.giosg('/somewhere/else')).status).toBe(404)
  })

  it('other methods with 405', async () => {
    const answer = await demo.giosg(`${organization(demo)}/workflows`, { method: 'DELETE' })
    expect([answer.status, detailOf(answer.json)]).toEqual([405, 'Method "DELETE" not allowed.'])
  })
})

describe("a target's test", () => {
  it('names workflow and target, and the calendar period it speaks of', async () => {
    const { answer } = await test(demo, 'Messages completed this week')
    expect(answer).toMatchObject({
      workflow: 'Answer quickly',
      target: 'Messages completed this week',
      selected_period: 'P1W',
      timespan_requested: '2026-11-23T00:00:00.000+02:00/2026-11-30T00:00:00.000+02:00'
    })
  })

  it('speaks of the notification period where the two differ', async () => {
    const { answer, target } = await test(demo, 'Sales calls this month')
    expect(target.reporting_period).toBe('P1M')
    expect(answer.selected_period).toBe('P1D')
  })

  it('agrees with what the queues say on the socket', async () => {
    await withDemo({ scenario: 'monday-rush' }, async (other) => {
      const socket = await other.socket(await other.subscribe(), await other.token())
      const sum = (rows: ReturnType<typeof socket.rows>, ...names: string[]): number =>
        rows.reduce((total, row) => names.reduce((add, name) => add + Number(row.measures?.[name]), total), 0)
      const rows = socket.rows()
      expect((await test(other, 'Answered today')).answer.value).toBe(sum(rows, 'Answered'))
      expect((await test(other, 'Abandoned today')).answer.value).toBe(
        sum(rows, 'abandonedFromQueue', 'abandonedFromAlerting')
      )
    })
  })

  it('counts the whole week where it is asked to: a Tuesday knows its Monday', async () => {
    await withDemo({ scenario: 'quiet-day' }, async (tuesday) => {
      const week = (await test(tuesday, 'Messages completed this week')).answer.value!
      const monday = (await test(demo, 'Messages completed this week')).answer.value!
      expect(week).toBeGreaterThan(monday * 2)
    })
  })

  it('is null while nothing was counted, and moves with the floor', async () => {
    await withDemo({ scenario: 'quiet-day', speed: 60 }, async (other) => {
      // From half past ten to a minute after midnight, when nobody has called yet.
      for (let n = 0; n < 811; n++) other.clock.advance(1_000)
      expect((await test(other, 'Answered today')).answer.value).toBeNull()
      for (let n = 0; n < 430; n++) other.clock.advance(1_000)
      expect((await test(other, 'Answered today')).answer.value).toBeGreaterThan(0)
    })
  })
})

describe('the targets of a Monday rush', () => {
  it.each([1, 2, 3, 4, 5])(
    'are reached and exceeded by what happens, in time for a watcher, with seed %i',
    async (seed) => {
      await withDemo({ scenario: 'monday-rush', seed }, async (other) => {
        const crossed: Record<string, number> = {}
        const state = async () =>
          (await other.control()).json as { targets: { name: string; threshold: number; value: number }[] }
        for (let second = 10; second <= 420; second += 10) {
          other.clock.advance(10_000)
          for (const { name, value, threshold } of (await state()).targets) {
            if (value >= threshold) crossed[name] ??= second - 20
          }
        }
        expect(crossed['Answered today']).toBeGreaterThan(30)
        expect(crossed['Answered today']).toBeLessThanOrEqual(120)
        expect(crossed['Abandoned today']).toBeGreaterThan(60)
        expect(crossed['Abandoned today']).toBeLessThanOrEqual(360)
      })
    }
  )
})
