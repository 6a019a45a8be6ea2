import { describe, expect, it } from 'vitest'
import { createSoundGate, TONE_MS } from '../../../../src/core/delivery/sound-gate.ts'
import type { SoundOutcome } from '../../../../src/core/ports/sound.ts'
import { DEFAULT_QUIET_HOURS } from '../../../../src/core/quiet/quiet-hours.ts'
import { DEFAULT_NOTICES, type NoticeChoice } from '../../../../src/core/settings/choices.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { deskRig, settle } from './desk-rig.ts'

const TONES: NoticeChoice = {
  ...DEFAULT_NOTICES,
  tones: { info: 'drop', warning: 'bell', critical: 'alarm' },
  volume: 40
}

function rig(notices: NoticeChoice = TONES) {
  const heard: string[] = []
  const world: { outcome: SoundOutcome } = { outcome: { kind: 'played' } }
  const made = deskRig({
    notices: () => notices,
    player: {
      play(tone, volume) {
        heard.push(`${tone} ${String(volume)}`)
        return Promise.resolve(world.outcome)
      }
    }
  })
  const lines = (id: string) => made.journal.deliveries(id).filter(({ channel }) => channel === 'sound')
  return { ...made, heard, sound: world, lines }
}

describe('the tone of an alert', () => {
  it('is that of its severity, at the chosen volume, and the notice is silent then', async () => {
    const { fire, heard, shown, lines, clock } = rig()
    const one = anEpisode({ severity: 'warning' })
    fire(one)
    await settle()
    expect(heard).toEqual(['bell 40'])
    expect(shown[0]?.sound).toBe(false)
    expect(lines(one.id)).toMatchObject([{ state: 'delivered', detail: 'bell' }])
    clock.advance(TONE_MS)
    fire(anEpisode({ severity: 'info' }))
    await settle()
    expect(heard).toEqual(['bell 40', 'drop 40'])
  })

  it('takes over from a milder one and is dropped for a more severe one', async () => {
    const { fire, heard, lines } = rig()
    const late = anEpisode({ severity: 'info' })
    fire(anEpisode({ severity: 'warning' }))
    fire(anEpisode())
    fire(late)
    await settle()
    expect(heard).toEqual(['bell 40', 'alarm 40'])
    expect(lines(late.id)).toMatchObject([{ state: 'suppressed', cause: 'moreSevereHeard' }])
  })

  it('of a storm is one, as severe as the worst', async () => {
    const { fire, heard, clock } = rig()
    fire(...Array.from({ length: 20 }, (_, i) => anEpisode({ severity: i === 7 ? 'critical' : 'warning' })))
    clock.advance(2_000)
    await settle()
    expect(heard).toEqual(['alarm 40'])
  })

  it('is left to the desktop, or to nobody, where that is chosen', async () => {
    const { fire, heard, shown } = rig({ ...DEFAULT_NOTICES, sounds: { info: true, warning: false, critical: true } })
    fire(anEpisode())
    fire(anEpisode({ severity: 'warning' }))
    await settle()
    expect(heard).toEqual([])
    expect(shown.map(({ sound }) => sound)).toEqual([true, false])
  })

  it('that can not be played is said, and holds no notice up', async () => {
    const { fire, shown, sound, lines, problems, clock } = rig()
    sound.outcome = { kind: 'failed', reason: 'no device' }
    const one = anEpisode()
    fire(one)
    expect(shown).toHaveLength(1)
    await settle()
    expect(problems.list()).toMatchObject([{ id: 'sound', code: 'noSound', params: { raw: 'no device' } }])
    expect(lines(one.id)).toMatchObject([{ state: 'failed', detail: 'no device' }])
    sound.outcome = { kind: 'played' }
    clock.advance(TONE_MS)
    fire(anEpisode())
    await settle()
    expect(problems.list()).toEqual([])
  })

  it('is tried out as it would be heard', async () => {
    const { desk, heard } = rig()
    expect(await desk().trySound('critical')).toEqual({ kind: 'played' })
    expect(heard).toEqual(['alarm 40'])
  })

  it('is not tried out over an alert that is heard, and never keeps one from being heard', async () => {
    const { desk, fire, heard, clock } = rig()
    await desk().trySound('critical')
    fire(anEpisode({ severity: 'warning' }))
    let isFree: boolean | undefined
    void desk()
      .soundFree('info')
      .then((answer) => (isFree = answer))
    expect(await desk().trySound('warning')).toBeUndefined()
    expect(heard).toEqual(['alarm 40', 'bell 40'])
    expect(isFree).toBeUndefined()
    for (let passed = 0; passed < TONE_MS; passed += 250) {
      clock.advance(250)
      await settle()
    }
    expect(isFree).toBe(true)
  })

  it('is silent in quiet hours, but for what may break through', async () => {
    const heard: string[] = []
    const { fire } = deskRig({
      notices: () => TONES,
      doNotDisturb: () => true,
      quietHours: () => ({ ...DEFAULT_QUIET_HOURS, criticalBreaksThrough: true }),
      player: {
        play(tone) {
          heard.push(tone)
          return Promise.resolve({ kind: 'played' })
        }
      }
    })
    fire(anEpisode({ severity: 'warning' }))
    await settle()
    expect(heard).toEqual([])
    fire(anEpisode())
    await settle()
    expect(heard).toEqual(['alarm'])
  })
})

it('the gate opens again when the longest tone is over', () => {
  const gate = createSoundGate()
  expect(gate.opens('critical', 0)).toBe(true)
  expect(gate.opens('critical', TONE_MS - 1)).toBe(false)
  expect(gate.opens('info', TONE_MS)).toBe(true)
  expect(gate.opens('warning', TONE_MS)).toBe(true)
})

describe('of several alerts in one moment', () => {
  const oneOf = (...severities: ('info' | 'warning' | 'critical')[]) =>
    severities.map((severity, i) => anEpisode({ keyName: `Queue ${String(i)}`, severity }))

  it('one is heard by the desktop, the others say why not', async () => {
    const { fire, shown, lines } = rig(DEFAULT_NOTICES)
    const [first, second, third] = oneOf('critical', 'critical', 'critical')
    if (!first || !second || !third) throw new Error('three were made')
    fire(first, second, third)
    await settle()
    expect(shown.map(({ sound }) => sound)).toEqual([true, false, false])
    expect(
      [first, second, third].map(({ id }) => lines(id).map(({ state, cause }) => `${state} ${cause ?? ''}`))
    ).toEqual([[], ['suppressed moreSevereHeard'], ['suppressed moreSevereHeard']])
  })

  it('the worst is heard, whichever came first, and its tone never together with the desktop’s own sound', async () => {
    const { fire, heard, shown } = rig({
      ...DEFAULT_NOTICES,
      tones: { info: 'desktop', warning: 'desktop', critical: 'alarm' }
    })
    fire(...oneOf('warning', 'critical'))
    await settle()
    expect(heard).toHaveLength(1)
    expect(shown.map(({ severity, sound }) => `${severity} ${String(sound)}`)).toEqual([
      'critical false',
      'warning false'
    ])
  })
})
