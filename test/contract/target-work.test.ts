import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { TargetDraftInput } from '../../src/contract/edit-input.ts'
import type { RequestInput } from '../../src/contract/requests.ts'
import type { Answer } from '../../src/contract/bridge.ts'
import { requests } from '../../src/contract/requests.ts'
import { systemClock } from '../../src/main/app/system-clock.ts'
import { createTargetWork } from '../../src/main/app/target-work.ts'
import { giosgConnection } from '../fakes/a-runtime.ts'
import { createSetRandom } from '../fakes/set-random.ts'
import { silentLogger } from '../fakes/silent-logger.ts'
import { aFolder, openAt } from '../unit/adapters/storage/rig.ts'
import { demoGiosg, TARGET, type DemoGiosg } from './demo-giosg.ts'

/** What windows ask about targets, answered by the whole of main's part over real HTTP against the demo centre. */

const { query: QUERY, ...rest } = TARGET
const DRAFT: TargetDraftInput = { ...rest, query: JSON.stringify(QUERY) }
const ZONE = 'Europe/Helsinki'
const connectionId = 'demo-g'

function aWork(demo: DemoGiosg, file = join(aFolder(), 'journal.db')) {
  const { journal } = openAt(file, Date.now())
  const work = createTargetWork({
    ...{ clock: systemClock, random: createSetRandom(0.5), journal, logger: silentLogger, zone: ZONE },
    dispatch: () => undefined,
    intervalMs: () => 3_600_000,
    timing: () => 'interval',
    changed: () => undefined,
    line: () => undefined,
    abilitiesOf: (id) => (id === connectionId ? demo.bench.abilities : undefined),
    shell: { windowsOpen: () => false, broadcast: () => undefined }
  })
  onTestFinished(() => work.dispose())
  work.targets.keepOnly([connectionId])
  return { ...work, journal }
}

async function value<T>(answer: Answer<T> | Promise<Answer<T>>): Promise<T> {
  const given = await answer
  if (!given.ok) throw new Error(JSON.stringify(given.failure))
  return given.value
}

type Work = ReturnType<typeof aWork>
const tree = ({ handlers }: Work) => value(handlers['reporting:tree'](undefined))
const apply = ({ handlers }: Work, edit: RequestInput<'edit:apply'>['edit']) =>
  value(handlers['edit:apply']({ connectionId, edit }))

async function made(work: Work, edit: RequestInput<'edit:apply'>['edit']): Promise<string> {
  const done = await apply(work, edit)
  if (done.kind !== 'done' || done.id === null) throw new Error(JSON.stringify(done))
  return done.id
}

async function withTarget(work: Work) {
  const workflowId = await made(work, { kind: 'workflow', op: 'create', draft: { name: 'Mine', description: '' } })
  const targetId = await made(work, { kind: 'target', op: 'create', workflowId, draft: DRAFT })
  return { workflowId, targetId }
}

describe('an edit', () => {
  it('is in the tree as soon as it is answered, whatever kind of object it is about', async () => {
    const work = aWork(await demoGiosg())
    const { workflowId, targetId } = await withTarget(work)
    const place = { workflowId, targetId }
    const tree = await value(work.handlers['reporting:tree'](undefined))
    expect(tree.workflows.find(({ id }) => id === workflowId)).toMatchObject({ name: 'Mine' })
    expect(tree.targets.find(({ id }) => id === targetId)).toMatchObject({ name: TARGET.name, state: 'untested' })
    await made(work, {
      kind: 'emailSetting',
      op: 'create',
      ...place,
      draft: { email: 'a@demo.example', bundleable: true, active: false }
    })
    const webhook = {
      shape: 'webhook',
      webhookUrl: 'https://hooks.slack.com/services/T1/B1/x1',
      iconUrl: 'https://demo.example/i.png'
    } as const
    await made(work, { kind: 'slackSetting', op: 'create', ...place, draft: webhook })
    const detail = await value(work.handlers['target:detail']({ connectionId, targetId }))
    expect(JSON.parse(detail.query ?? '')).toEqual(QUERY)
    expect(detail.settings).toMatchObject([
      { kind: 'slack', access: { shape: 'webhook', isSet: true, iconUrl: 'https://demo.example/i.png' } },
      { kind: 'email', address: 'a@demo.example', active: false, lastSentAtMs: null }
    ])
    expect(JSON.stringify(detail)).not.toContain('hooks.slack.com')
    expect(requests['target:detail'].output.safeParse(detail).success).toBe(true)
    expect(await value(work.handlers['reporting:cascade']({ connectionId, workflowId, targetId: null }))).toEqual({
      targets: [TARGET.name],
      settingCounts: [
        { kind: 'slack', count: 1 },
        { kind: 'email', count: 1 }
      ]
    })
    expect(await apply(work, { kind: 'workflow', op: 'remove', id: workflowId })).toEqual({
      kind: 'done',
      id: workflowId
    })
    const after = await value(work.handlers['reporting:tree'](undefined))
    expect([after.workflows, after.targets].flat().filter(({ id }) => id === workflowId || id === targetId)).toEqual([])
  })

  it('sends only fields that say something else than what is known', async () => {
    const demo = await demoGiosg()
    const work = aWork(demo)
    const { workflowId, targetId } = await withTarget(work)
    demo.sent()
    const edit = { kind: 'target', op: 'change', workflowId, id: targetId } as const
    await apply(work, { ...edit, changes: { ...DRAFT, threshold: 11 } })
    const [write] = demo.sent().filter(({ call }) => call.startsWith('PATCH'))
    expect(write?.body).toEqual({ reporting_threshold: 11 })
    expect(await apply(work, { ...edit, changes: { ...DRAFT, threshold: 11 } })).toEqual({ kind: 'nothingChanged' })
  })

  it('that cannot be right is named by field and not sent, one that is refused has the words of the service', async () => {
    const demo = await demoGiosg()
    const work = aWork(demo)
    const { workflowId, targetId } = await withTarget(work)
    demo.sent()
    const create = { kind: 'target', op: 'create', workflowId } as const
    expect(await apply(work, { ...create, draft: { ...DRAFT, name: '', query: '{"vendor"' } })).toEqual({
      kind: 'invalid',
      problems: [{ field: 'query', code: 'notAnObject' }]
    })
    const change = { kind: 'target', op: 'change', workflowId, id: targetId } as const
    expect(await apply(work, { ...change, changes: { activeUntilMs: Date.UTC(2025, 0, 1) } })).toEqual({
      kind: 'invalid',
      problems: [{ field: 'activeUntilMs', code: 'untilBeforeFrom' }]
    })
    expect(demo.sent()).toEqual([])
    expect(await apply(work, { ...create, draft: { ...DRAFT, field: 'no_such' } })).toMatchObject({
      kind: 'refused',
      complaints: { field: ['The query has no such column.'] }
    })
  })

  it('whose answer is lost is looked for, and named as done when it is there', async () => {
    const demo = await demoGiosg()
    const work = aWork(demo)
    await value(work.handlers['reporting:refresh']({ connectionId, workflowId: null, targetId: null }))
    await demo.faults({ giosgLostAnswers: true })
    const edit = { kind: 'workflow', op: 'create', draft: { name: 'Lost', description: '' } } as const
    const lost = await apply(work, edit)
    expect(lost).toMatchObject({ kind: 'unknown', became: 'done', id: expect.any(String) as string })
  })
})

describe('an edit of which the service is not sure yet', () => {
  it('is shown as it will be where the service took it and carries it out later', async () => {
    const demo = await demoGiosg()
    const work = aWork(demo)
    const { workflowId, targetId } = await withTarget(work)
    await demo.faults({ giosgLateWritesMs: 60_000 })
    const target = { kind: 'target', workflowId } as const
    await apply(work, { ...target, op: 'change', id: targetId, changes: { threshold: 12, activeFromMs: null } })
    const changed = (await tree(work)).targets.find(({ id }) => id === targetId)
    expect(changed).toMatchObject({ threshold: 12, activeFromMs: null, name: TARGET.name })
    await apply(work, { ...target, op: 'remove', id: targetId })
    expect((await tree(work)).targets.filter(({ id }) => id === targetId)).toEqual([])
    // The service itself has it still.
    expect(JSON.stringify(await demo.raw(`/workflows/${workflowId}/targets`))).toContain(targetId)
  })

  it('whose answer is lost is named by what is there: a change and a removal', async () => {
    const demo = await demoGiosg()
    const work = aWork(demo)
    const { workflowId, targetId } = await withTarget(work)
    await demo.faults({ giosgLostAnswers: true })
    const edit = { kind: 'target', workflowId, id: targetId } as const
    expect(await apply(work, { ...edit, op: 'change', changes: { threshold: 12 } })).toMatchObject({
      ...{ kind: 'unknown', became: 'done', id: targetId }
    })
    expect((await tree(work)).targets.find(({ id }) => id === targetId)).toMatchObject({ threshold: 12 })
    await demo.faults({ giosgLateWritesMs: 60_000 })
    expect(await apply(work, { ...edit, op: 'change', changes: { threshold: 13 } })).toMatchObject({
      ...{ kind: 'unknown', became: 'notDone', id: targetId }
    })
    const lost = { kind: 'target', op: 'create', workflowId, draft: { ...DRAFT, name: 'Another' } } as const
    expect(await apply(work, lost)).toMatchObject({ kind: 'unknown', became: 'unclear', id: null })
  })

  it('says nothing for certain where only a secret was changed', async () => {
    const demo = await demoGiosg()
    const work = aWork(demo)
    const place = await withTarget(work)
    const bot = { shape: 'bot', token: 'xoxb-1-secret', channel: '#floor', user: 'targets' } as const
    const id = await made(work, { kind: 'slackSetting', op: 'create', ...place, draft: bot })
    await demo.faults({ giosgLostAnswers: true })
    const changes = { shape: 'bot', token: 'xoxb-2-secret' } as const
    const lost = await apply(work, { kind: 'slackSetting', op: 'change', ...place, id, changes })
    expect(lost).toMatchObject({ kind: 'unknown', became: 'unclear' })
    const detail = await value(work.handlers['target:detail']({ connectionId, targetId: place.targetId }))
    expect(detail.settings).toMatchObject([{ kind: 'slack', access: { shape: 'bot', isSet: true, channel: '#floor' } }])
    expect(JSON.stringify([lost, detail])).not.toContain('secret"')
    expect(JSON.stringify(work.journal.targetSettings())).not.toContain('xoxb')
  })
})

describe('a service that does not answer', () => {
  it('is named, and what was known stays', async () => {
    const demo = await demoGiosg()
    const work = aWork(demo)
    const { workflowId, targetId } = await withTarget(work)
    const before = await tree(work)
    await demo.faults({ giosg429: { retryAfterSeconds: 3_600 } })
    const change = { kind: 'target', op: 'change', workflowId, id: targetId, changes: { threshold: 99 } } as const
    expect(await work.handlers['edit:apply']({ connectionId, edit: change })).toMatchObject({
      failure: { code: 'rateLimited', retryAfterMs: expect.any(Number) as number }
    })
    const asked = { connectionId, workflowId, targetId }
    expect(await work.handlers['reporting:refresh'](asked)).toMatchObject({ failure: { code: 'rateLimited' } })
    expect(await work.handlers['reporting:cascade'](asked)).toMatchObject({ failure: { code: 'rateLimited' } })
    expect(await work.handlers['target:preview']({ connectionId, draft: DRAFT })).toMatchObject({ ok: false })
    expect((await tree(work)).targets).toEqual(before.targets)
    const away = { ...asked, connectionId: 'another' }
    expect(await work.handlers['reporting:refresh'](away)).toMatchObject({ failure: { code: 'offline' } })
  })

  it('of settings is told at the target, whose other parts are there', async () => {
    const demo = await demoGiosg()
    const work = aWork(demo)
    const { workflowId, targetId } = await withTarget(work)
    await demo.faults({ giosgErrorPage: 500 })
    await work.handlers['reporting:refresh']({ connectionId, workflowId, targetId })
    await demo.faults({ giosgErrorPage: null })
    expect(await value(work.handlers['target:detail']({ connectionId, targetId }))).toMatchObject({
      line: { name: TARGET.name, settingCounts: null },
      settings: []
    })
    await value(work.handlers['reporting:refresh']({ connectionId, workflowId, targetId }))
    expect(await value(work.handlers['target:detail']({ connectionId, targetId }))).toMatchObject({
      line: { settingCounts: [], settingsReadAtMs: expect.any(Number) as number },
      settingsFailure: null
    })
  })
})

describe('a preview', () => {
  it('runs the query over the present period and says how it would stand', async () => {
    const demo = await demoGiosg()
    const work = aWork(demo)
    const { targets } = demo.bench.abilities
    if (targets) work.targets.ready({ ...giosgConnection(connectionId), demo: true }, targets)
    const ran = await value(work.handlers['target:preview']({ connectionId, draft: { ...DRAFT, name: '' } }))
    if (ran.kind !== 'ran') throw new Error(JSON.stringify(ran))
    expect(ran).toMatchObject({ columns: ['count'], selectedPeriod: 'P1D' })
    const { workflowId, targetId } = await withTarget(work)
    await value(work.handlers['target:test']({ connectionId, targetId }))
    const detail = await value(work.handlers['target:detail']({ connectionId, targetId }))
    expect(detail.line.workflowId).toBe(workflowId)
    // The floor may have moved on between the two.
    expect(ran.value).toBeGreaterThan(0)
    expect(ran.value).toBeLessThanOrEqual(detail.line.value ?? 0)
    const apart = { ...DRAFT, reportingPeriod: 'P1M' as const }
    expect(await value(work.handlers['target:preview']({ connectionId, draft: apart }))).toMatchObject({
      kind: 'ran',
      state: 'noVerdict'
    })
  })

  it('of a query that makes no sense is refused before or by the service, and says which', async () => {
    const work = aWork(await demoGiosg())
    const ask = (draft: Partial<TargetDraftInput>) =>
      work.handlers['target:preview']({ connectionId, draft: { ...DRAFT, ...draft } })
    expect(await ask({ query: '[' })).toMatchObject({
      value: { kind: 'invalid', problems: [{ field: 'query', code: 'notAnObject' }] }
    })
    expect(await ask({ datasource: 'CHAT_SESSIONS' })).toMatchObject({
      value: { kind: 'invalid', problems: [{ field: 'datasource', code: 'datasourceNotUsable' }] }
    })
    expect(await ask({ query: JSON.stringify({ vendor: 'x' }) })).toMatchObject({ failure: { code: 'rejected' } })
    // Which columns there are is told while none is chosen yet.
    expect(await ask({ field: '' })).toMatchObject({ value: { kind: 'ran', value: null, columns: ['count'] } })
  })
})
