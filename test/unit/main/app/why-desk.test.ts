import { describe, expect, it } from 'vitest'
import type { WhyAnswer } from '../../../../src/contract/why.ts'
import { WHY_REASONS } from '../../../../src/core/alerts/why.ts'
import type { DoNotDisturb } from '../../../../src/core/ports/do-not-disturb.ts'
import { DEFAULT_QUIET_HOURS } from '../../../../src/core/quiet/quiet-hours.ts'
import { fail } from '../../../../src/core/result.ts'
import { DEFAULT_SETTINGS } from '../../../../src/core/settings/settings.ts'
import { aPlace, MINUTES, startRuntime, type RuntimeRig } from './runtime-rig.ts'

const RULE = 'default-contacts-waiting'

/** Why nobody was told that many contacts wait in Sales. */
async function ask(rig: RuntimeRig, atMs: number, name = 'Sales'): Promise<WhyAnswer> {
  const key = rig.runtime.publisher.rows().rows.find(({ id }) => id.includes(name))?.id ?? `floor/x/y/z/queueId=${name}`
  const answer = await rig.runtime.handlers['alert:why']({ ruleId: RULE, connectionId: 'floor', key, atMs })
  if (!answer.ok) throw new Error(answer.failure.detail)
  return answer.value
}
const reasonOf = (answer: WhyAnswer): string => (answer.kind === 'known' ? answer.reason : answer.kind)
const nowOf = (rig: RuntimeRig): number => rig.clock.now().wallMs

describe('why was I not alerted', () => {
  it('has value, threshold and rule version now, and the reason of each minute since, also after a restart', async () => {
    const place = aPlace()
    const first = await startRuntime(place)
    const startMs = nowOf(first)
    await first.goLive()
    expect(await ask(first, nowOf(first))).toMatchObject({
      ...{ reason: 'notBreached', value: 1, threshold: 8, ruleVersion: 1, isNow: true, episodeId: null }
    })
    first.queue('Sales', 20)
    await first.passAnswered(1_000)
    expect(await ask(first, nowOf(first))).toMatchObject({ reason: 'pending', value: 20 })
    await first.passAnswered(MINUTES(1))
    expect(first.titles()).toHaveLength(1)
    const toldMs = first.open()[0]?.episode.toldAtMs ?? 0
    await first.passAnswered(MINUTES(2))
    const asked = [toldMs, toldMs + MINUTES(1)]
    const before = await Promise.all(asked.map((atMs) => ask(first, atMs)))
    expect(before.map(reasonOf)).toEqual(['delivered', 'beforeRepeat'])
    expect(before[0]).toMatchObject({ ruleVersion: 1, threshold: 8, peak: 20, isNow: false })
    const endMs = nowOf(first)
    await first.close()

    place.clock.advance(MINUTES(10))
    const second = await startRuntime(place)
    await second.goLive(20)
    expect(await Promise.all(asked.map((atMs) => ask(second, atMs)))).toEqual(before)
    expect(reasonOf(await ask(second, endMs + MINUTES(5)))).toBe('notRunning')
    expect(await ask(second, startMs - MINUTES(5))).toEqual({ kind: 'notKept', sinceMs: startMs })
  })

  it('knows that it did not run from about the moment at which it was killed', async () => {
    const place = aPlace()
    const first = await startRuntime(place)
    await first.goLive()
    await first.passAnswered(MINUTES(3))
    const killedMs = nowOf(first)
    first.kill()
    place.clock.advance(MINUTES(10))
    const second = await startRuntime(place)
    await second.goLive()
    const reasons = [-2, 1, 5].map(async (minutes) => reasonOf(await ask(second, killedMs + MINUTES(minutes))))
    expect(await Promise.all(reasons)).toEqual(['conditionNotMet', 'notRunning', 'notRunning'])
  })

  it('knows sleep, and goes on with what was told before it', async () => {
    const rig = await startRuntime(aPlace())
    await rig.goLive(20)
    await rig.passAnswered(MINUTES(2))
    expect(rig.titles()).toHaveLength(1)
    const sleptMs = nowOf(rig)
    rig.clock.jumpWall(MINUTES(30))
    await rig.passAnswered(MINUTES(3))
    expect(reasonOf(await ask(rig, sleptMs + MINUTES(10)))).toBe('notRunning')
    expect(reasonOf(await ask(rig, nowOf(rig) - MINUTES(1)))).toBe('beforeRepeat')
  })

  it('says what became of the notice: held in quiet hours, or failed', async () => {
    const desktop: { quiet: DoNotDisturb } = { quiet: 'on' }
    const quiet = await startRuntime({
      ...aPlace(),
      settings: () => ({ ...DEFAULT_SETTINGS, quietHours: { ...DEFAULT_QUIET_HOURS, criticalBreaksThrough: false } }),
      doNotDisturb: () => desktop.quiet
    })
    await quiet.goLive(20)
    await quiet.passAnswered(MINUTES(2))
    expect(quiet.titles()).toEqual([])
    const heldMs = quiet.journal.recentEpisodes(1)[0]?.firedAtMs ?? 0
    expect(reasonOf(await ask(quiet, heldMs))).toBe('doNotDisturb')
    desktop.quiet = 'off'
    quiet.runtime.desktopChanged()
    await quiet.passAnswered(MINUTES(2))
    expect(quiet.titles()).toHaveLength(1)
    // Which of the two it was is forgotten once it is told.
    expect(reasonOf(await ask(quiet, heldMs))).toBe('heldBack')
    const toldMs = quiet.open()[0]?.episode.toldAtMs ?? 0
    expect(reasonOf(await ask(quiet, toldMs))).toBe('delivered')

    desktop.quiet = 'on'
    quiet.runtime.desktopChanged()
    quiet.queue('Billing', 20)
    await quiet.passAnswered(MINUTES(2))
    const billingMs = quiet.open().find(({ episode }) => episode.keyName === 'Billing')?.episode.firedAtMs ?? 0
    expect(reasonOf(await ask(quiet, billingMs, 'Billing'))).toBe('doNotDisturb')
    quiet.queue('Billing', 1)
    await quiet.passAnswered(MINUTES(5))
    expect(reasonOf(await ask(quiet, billingMs, 'Billing'))).toBe('overBefore')

    const outcome = () => Promise.resolve({ kind: 'failed', via: 'test', reason: 'nobody shows it' } as const)
    const failing = await startRuntime({ ...aPlace(), outcome })
    await failing.goLive(20)
    await failing.passAnswered(MINUTES(2))
    const failedMs = failing.journal.recentEpisodes(1)[0]?.firedAtMs ?? 0
    expect(reasonOf(await ask(failing, failedMs))).toBe('deliveryFailed')
  })

  it('answers while the journal cannot be written, and catches up', async () => {
    const place = aPlace()
    let isFull = true
    const full = fail({ code: 'storage', step: 'journal', detail: 'full' } as const)
    const rig = await startRuntime({
      ...place,
      journalOver: (journal) => ({
        why: { ...journal.why, putWhy: (...all) => (isFull ? full : journal.why.putWhy(...all)) }
      })
    })
    await rig.goLive(20)
    await rig.passAnswered(MINUTES(3))
    const pastMs = nowOf(rig) - MINUTES(1)
    expect(reasonOf(await ask(rig, pastMs))).toBe('beforeRepeat')
    expect(rig.journal.why.whySinceMs()).toBeNull()
    isFull = false
    await rig.passAnswered(MINUTES(1))
    expect(rig.journal.why.whySinceMs()).not.toBeNull()
    expect(reasonOf(await ask(rig, pastMs))).toBe('beforeRepeat')
  })

  it('takes any question', async () => {
    const rig = await startRuntime(aPlace())
    await rig.goLive()
    for (const atMs of [0, nowOf(rig), nowOf(rig) + MINUTES(99), 8e15]) {
      for (const key of ['*', 'x', '/', 'floor']) {
        for (const ruleId of [RULE, 'none']) {
          const answer = await rig.runtime.handlers['alert:why']({ ruleId, connectionId: null, key, atMs })
          expect(answer.ok && (answer.value.kind === 'notKept' || WHY_REASONS.includes(answer.value.reason))).toBe(true)
        }
      }
    }
    expect(reasonOf(await ask(rig, nowOf(rig) + MINUTES(99)))).toBe('notBreached')
  })

  it('knows an agent by the pseudonym that windows have', async () => {
    const rig = await startRuntime({
      ...aPlace(),
      settings: () => ({ ...DEFAULT_SETTINGS, privacy: { ...DEFAULT_SETTINGS.privacy, agentNames: 'pseudonyms' } })
    })
    await rig.goLive()
    rig.agent('Ann', 'AFTER_CONTACT_WORK', nowOf(rig))
    await rig.passAnswered(1_000)
    const row = rig.runtime.publisher.rows().rows.find(({ id }) => id.includes('Agent_'))
    expect(row?.id).not.toContain('Ann')
    const rules = rig.state().rules.filter((rule) => rule.kind === 'realtime' && /agent/i.test(rule.producer))
    const reasons: string[] = []
    for (const { id: ruleId } of rules) {
      const query = { ruleId, connectionId: 'floor', key: row?.id ?? '', atMs: nowOf(rig) }
      const answer = await rig.runtime.handlers['alert:why'](query)
      if (answer.ok) reasons.push(reasonOf(answer.value))
    }
    expect(reasons).toContain('notBreached')
  })
})
