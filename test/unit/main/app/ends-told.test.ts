import { describe, expect, it } from 'vitest'
import { notices } from '../../../../src/core/delivery/lines.ts'
import { STORM } from '../../../../src/core/delivery/storm.ts'
import { DEFAULT_NOTICES } from '../../../../src/core/settings/choices.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { deskRig, settle } from './desk-rig.ts'

describe('an end that was to be told', () => {
  const crashedAtEnd = async (over: Parameters<typeof deskRig>[0] = {}) => {
    const rig = deskRig(over)
    const one = anEpisode({ keyName: 'Sales', severity: 'warning' })
    rig.fire(one)
    await settle()
    rig.world.outcome = 'crash'
    rig.end([one], true)
    await settle()
    rig.world.outcome = { kind: 'delivered', via: 'test' }
    return { ...rig, one, before: rig.shown.length }
  }

  it('and of which a crash left nobody knowing, is told again, as what may be a repeat', async () => {
    const { restart, shown, journal, withdrawn, one, before } = await crashedAtEnd()
    restart()
    await settle()
    expect(withdrawn).toEqual([one.id])
    expect(shown.slice(before)).toMatchObject([{ id: one.id, severity: 'info', actions: [] }])
    expect(shown.at(-1)?.body).toMatch(/may have been shown/)
    expect(notices(journal.deliveries(one.id)).at(-1)).toMatchObject({
      ...{ reason: 'ended', state: 'delivered', possibleRepeat: true }
    })
  })

  it('takes its alert from the screen where ends are told no more after the crash', async () => {
    let announceEnds = true
    const { restart, shown, journal, withdrawn, one, before } = await crashedAtEnd({
      notices: () => ({ ...DEFAULT_NOTICES, announceEnds })
    })
    announceEnds = false
    restart()
    await settle()
    expect(withdrawn).toEqual([one.id])
    expect(shown).toHaveLength(before)
    expect(notices(journal.deliveries(one.id)).at(-1)).toMatchObject({ state: 'suppressed', cause: 'endsNotAnnounced' })
  })

  it('is not told where the beginning could not be', async () => {
    const { fire, end, shown, world, journal } = deskRig()
    const one = anEpisode({ keyName: 'Sales', severity: 'warning' })
    world.outcome = { kind: 'failed', via: 'test', reason: 'no server', cause: 'noServer' }
    fire(one)
    await settle()
    world.outcome = { kind: 'delivered', via: 'test' }
    const before = shown.length
    end([one], true)
    await settle()
    expect(shown).toHaveLength(before)
    expect(notices(journal.deliveries(one.id)).at(-1)).toMatchObject({ state: 'suppressed', cause: 'neverTold' })
  })
})

it('a notice of several stays after a crash amid the end of one of them, as long as another is open', async () => {
  const { fire, end, restart, shown, withdrawn, clock, world } = deskRig()
  const all = ['Sales', 'Support', 'Claims', 'Billing', 'Care'].map((keyName) => anEpisode({ keyName }))
  fire(...all)
  clock.advance(STORM.gatherCriticalMs)
  await settle()
  const group = shown[0]?.id ?? ''
  world.outcome = 'crash'
  end(all.slice(0, 1), true)
  clock.advance(STORM.growMs)
  restart()
  await settle()
  expect(withdrawn).toContain(all[0]?.id)
  expect(withdrawn).not.toContain(group)
})
