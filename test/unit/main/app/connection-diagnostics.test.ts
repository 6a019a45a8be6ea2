import { describe, expect, it } from 'vitest'
import { connectionDiagnosticsSchema } from '../../../../src/contract/connection-diagnostics.ts'
import { requests } from '../../../../src/contract/requests.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/core/settings/settings.ts'
import { frame } from '../../../fakes/avaya-cloud.ts'
import { createRedactor } from '../../../../src/main/platform/redact.ts'
import { AGENTS, aPlace, QUEUES, startRuntime, type RuntimeRig } from './runtime-rig.ts'

async function diagnosed(app: RuntimeRig, connectionId = 'floor') {
  const answer = await app.runtime.handlers['connection:diagnostics']({ connectionId })
  if (!answer.ok) throw new Error(answer.failure.detail)
  const [queues, agents] = connectionDiagnosticsSchema.parse(answer.value).feeds
  if (!queues || !agents) throw new Error('two feeds were asked for')
  return { queues, agents }
}

async function copied(app: RuntimeRig): Promise<string> {
  const answer = await app.runtime.handlers['connection:copyDiagnostics']({ connectionId: 'floor' })
  expect(answer.ok).toBe(true)
  return app.copied.at(-1) ?? ''
}

describe('the diagnostics of a connection', () => {
  it('say of each feed what it is, has received and holds', async () => {
    const app = await startRuntime(aPlace())
    await app.goLive()
    const nowMs = app.clock.now().wallMs
    const { queues, agents } = await diagnosed(app)
    expect(queues).toMatchObject({
      feedId: `floor/${QUEUES}`,
      producerId: QUEUES,
      subject: 'queue',
      status: { phase: 'live', attempt: 0 },
      generation: 1,
      sessions: 1,
      rows: 1,
      lastFrameAtMs: nowMs - 2_000,
      total: { frames: 3 },
      skipped: [],
      subscription: { status: 'ACTIVE' },
      snapshot: { generation: 1, rows: 1, began: 1, changed: 0, ended: 0, vanished: 0, endedAtMs: nowMs - 2_000 }
    })
    expect(queues.subscription?.id).toBe(app.socketOf(QUEUES).url.split('/').at(-1))
    expect(queues.subscription?.expiresAtMs).toBeGreaterThan(nowMs)
    expect(agents).toMatchObject({ producerId: AGENTS, subject: 'agent' })
    await app.close()
  })

  it('say what the snapshot after a loss changed, and when the next try comes', async () => {
    const app = await startRuntime(aPlace())
    await app.goLive(1)
    app.queue('Gone', 2)
    for (const producerId of [QUEUES, AGENTS]) app.socketOf(producerId).close()
    const lost = (await diagnosed(app)).queues
    expect(lost.status).toMatchObject({ phase: 'backoff', failure: { code: 'closedByServer' } })
    expect(lost.status.retryAtMs).toBeGreaterThan(app.clock.now().wallMs)
    await app.pass(1_500)
    await app.goLive(7)
    expect((await diagnosed(app)).queues.snapshot).toMatchObject({
      rows: 1,
      vanished: 1,
      ended: 0,
      changed: 1,
      began: 0
    })
    await app.close()
  })

  it('stay right when the wall clock is set', async () => {
    const app = await startRuntime(aPlace())
    await app.goLive()
    const before = (await diagnosed(app)).queues
    app.clock.jumpWall(3_600_000)
    await app.passAnswered(1_000)
    const after = (await diagnosed(app)).queues
    const moved = (pick: (feed: typeof before) => number | null | undefined) => (pick(after) ?? 0) - (pick(before) ?? 0)
    expect(moved((feed) => feed.lastFrameAtMs)).toBe(3_600_000)
    expect(moved((feed) => feed.subscription?.expiresAtMs)).toBe(3_600_000)
    expect(moved((feed) => feed.snapshot?.endedAtMs)).toBe(3_600_000)
    await app.close()
  })

  it('show no sample where names of agents are hidden: it may name somebody who is not known yet', async () => {
    const privacy = { ...DEFAULT_SETTINGS.privacy, agentNames: 'pseudonyms' as const }
    let settings: Settings = { ...DEFAULT_SETTINGS, privacy }
    const app = await startRuntime({ ...aPlace(), settings: () => settings })
    await app.goLive()
    app.socketOf(AGENTS).message('{"payloadType":"LATER","who":"Maria Lind"}')
    const { agents } = await diagnosed(app)
    expect(agents.skipped).toEqual([{ reason: 'payloadType', count: 1 }])
    expect(agents.samples).toMatchObject([{ reason: 'payloadType', text: null }])
    settings = DEFAULT_SETTINGS
    expect((await diagnosed(app)).agents.samples[0]?.text).toContain('Maria Lind')
    await app.close()
  })

  it.each(['chat', 'nobody'])('of %s, which has no feeds, there are none', async (connectionId) => {
    const app = await startRuntime({ ...aPlace(), connections: ['floor', 'chat'] })
    for (const name of ['connection:diagnostics', 'connection:copyDiagnostics'] as const)
      expect(await app.runtime.handlers[name]({ connectionId })).toMatchObject({
        ok: false,
        failure: { code: 'notFound' }
      })
    await app.close()
  })

  it('take a connection by its id and nothing else', () => {
    const { input } = requests['connection:diagnostics']
    expect(input.safeParse({ connectionId: 'c1' }).success).toBe(true)
    expect(input.safeParse({ connectionId: '' }).success).toBe(false)
    expect(input.safeParse({ connectionId: 'c1', all: true }).success).toBe(false)
  })
})

describe('the text for support', () => {
  it('has counts, codes and the ids of subscriptions, and nothing that anybody wrote', async () => {
    const app = await startRuntime(aPlace())
    await app.goLive()
    app.socketOf(QUEUES).message('Grüße von Maria Lind, token=sk-1234567890')
    app.socketOf(QUEUES).message('{"event":"maintenance","host":"eu.api.example.com"}')
    app.socketOf(QUEUES).message(frame({ measures: { callbacks: 'Maria' } }))
    app.socketOf(AGENTS).close(1011, { detail: 'Maria Lind closed it at eu.api.example.com' })
    const text = await copied(app)
    const { queues } = await diagnosed(app)
    for (const word of [
      `subscription: ${queues.subscription?.id ?? 'missing'} ACTIVE`,
      'unusable: notJson 1',
      'without a row: 1',
      'not listed: 1 values of callbacks',
      'cause: closedByServer at stream',
      `feed ${QUEUES} (queue)`
    ])
      expect(text).toContain(word)
    expect(text).toMatch(/next try: in \d+ s/)
    for (const word of [
      'Maria',
      'Ann',
      'Sales',
      'sk-1234567890',
      'example',
      'Grüße',
      'Floor\n',
      'secret-1234',
      'EZCLTR'
    ])
      expect(text).not.toContain(word)
    await app.close()
  })

  it('has no line that the redactor takes for a secret', async () => {
    const app = await startRuntime(aPlace())
    await app.goLive()
    const text = await copied(app)
    expect(createRedactor().text(text)).toBe(text)
    await app.close()
  })
})
