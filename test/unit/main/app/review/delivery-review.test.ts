import { describe, expect, it } from 'vitest'
import { anEpisode } from '../../../../fakes/an-episode.ts'
import { deskRig, settle } from '../desk-rig.ts'

describe('an end that was to be told', () => {
  it('and of which a crash left nobody knowing, does not leave the alert on the screen', async () => {
    const { fire, end, restart, shown, withdrawn, world } = deskRig()
    const one = anEpisode({ keyName: 'Sales', severity: 'warning' })
    fire(one)
    await settle()
    world.outcome = 'crash'
    end([one], true)
    const before = shown.length
    world.outcome = { kind: 'delivered', via: 'test' }
    restart()
    await settle()
    // Either the end is told again (marked), or at least the notice of the breach is taken away.
    expect(shown.length > before || withdrawn.includes(one.id)).toBe(true)
  })

  it('is not told where the beginning could not be', async () => {
    const { fire, end, shown, world } = deskRig()
    const one = anEpisode({ keyName: 'Sales', severity: 'warning' })
    world.outcome = { kind: 'failed', via: 'test', reason: 'no server', cause: 'noServer' }
    fire(one)
    await settle()
    world.outcome = { kind: 'delivered', via: 'test' }
    const before = shown.length
    end([one], true)
    await settle()
    expect(shown.slice(before)).toEqual([])
  })
})

describe('sounds', () => {
  it('of three alerts at once are one', async () => {
    const { fire, shown } = deskRig()
    fire(...['Sales', 'Support', 'Billing'].map((keyName) => anEpisode({ keyName, severity: 'critical' })))
    await settle()
    expect(shown).toHaveLength(3)
    expect(shown.filter(({ sound }) => sound)).toHaveLength(1)
  })
})
