import { describe, expect, it } from 'vitest'
import type { Explanation, KnownExplanation } from '../../../../src/contract/explanation.ts'
import { explanationSchema } from '../../../../src/contract/explanation.ts'
import { aPlace, MINUTES, startRuntime, type RuntimeRig } from './runtime-rig.ts'

async function ask(rig: RuntimeRig, episodeId: string): Promise<Explanation> {
  const answer = await rig.runtime.handlers['alert:explanation']({ episodeId })
  if (!answer.ok) throw new Error(answer.failure.detail)
  return explanationSchema.parse(answer.value)
}
async function known(rig: RuntimeRig, episodeId: string): Promise<KnownExplanation> {
  const answer = await ask(rig, episodeId)
  if (answer.kind === 'none') throw new Error('not explained')
  return answer
}
const didOf = ({ changes }: KnownExplanation): readonly string[] => changes.map(({ did }) => did)
const valuesOf = ({ samples }: KnownExplanation): readonly (number | null)[] => samples.map(({ value }) => value)

describe('the explanation of an alert', () => {
  it('has its values, its pending time and how old the data were, and comes to the same again', async () => {
    const rig = await startRuntime(aPlace())
    await rig.goLive()
    rig.queue('Sales', 20)
    await rig.passAnswered(5_000)
    rig.queue('Sales', 25)
    await rig.passAnswered(MINUTES(1))
    const { episode } = rig.open()[0] ?? {}
    if (!episode) throw new Error('nothing fired')
    const explained = await known(rig, episode.id)
    expect(explained).toMatchObject({ ruleVersion: 1, verdict: { kind: 'same' } })
    expect(valuesOf(explained)).toEqual([20, 25, 25])
    expect(explained.changes).toEqual([{ did: 'fired', atMs: episode.firedAtMs }])
    expect(episode.firedAtMs).toBe(episode.breachedAtMs + (explained.pendingForMs ?? 0))
    expect(explained.firedByMs).toBe(episode.breachedAtMs + 5_000)
    const limits = { threshold: 8, clear: 5, critical: null, criticalClear: null }
    expect(explained.limits).toEqual([{ fromMs: episode.breachedAtMs, ...limits }])
    const rule = rig.state().rules.find(({ id }) => id === episode.ruleId)
    if (rule?.kind !== 'realtime') throw new Error('no such rule')
    const changedAtMs = rig.clock.now().wallMs
    const changed = { ...rule, condition: { ...rule.condition, threshold: 10 } }
    expect(await rig.runtime.handlers['rule:save'](changed)).toMatchObject({ ok: true })
    const after = await known(rig, episode.id)
    expect(after.limits).toEqual([...explained.limits, { fromMs: changedAtMs, ...limits, threshold: 10 }])
    expect(after.verdict).toEqual({ kind: 'same' })
    await rig.close()
  })

  it('goes on over a restart, is there while nothing is connected, and of what is closed', async () => {
    const place = aPlace()
    const first = await startRuntime(place)
    await first.goLive()
    first.queue('Sales', 20)
    await first.passAnswered(MINUTES(1))
    const { id } = first.open()[0]?.episode ?? { id: '' }
    first.queue('Sales', 30)
    await first.passAnswered(MINUTES(2))
    first.kill()
    place.clock.advance(MINUTES(10))
    const second = await startRuntime(place)
    const offline = await known(second, id)
    expect(offline.verdict).toEqual({ kind: 'same' })
    // What was seen after it fired was stored without a change of the alert.
    expect(valuesOf(offline)).toEqual([20, 20, 30, null])
    await second.goLive(40)
    second.queue('Sales', 1)
    await second.passAnswered(MINUTES(5))
    expect(second.open()).toEqual([])
    const over = await known(second, id)
    expect(over.verdict).toEqual({ kind: 'same' })
    expect(didOf(over)).toEqual(['fired', 'recovering', 'closed'])
    await second.close()
  })

  it('says so where nothing is kept', async () => {
    const rig = await startRuntime(aPlace())
    expect(await ask(rig, 'nobody')).toEqual({ kind: 'none' })
    await rig.close()
  })
})
