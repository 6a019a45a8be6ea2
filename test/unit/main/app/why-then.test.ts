import { describe, expect, it } from 'vitest'
import type { RuleVersion } from '../../../../src/core/alerts/rule-version.ts'
import { knownThen } from '../../../../src/main/app/why-then.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { WAITING } from '../../core/alerts/scene.ts'

const MINUTE = 60_000
const version = (
  number: number,
  minute: number,
  threshold: number,
  how: RuleVersion['how'] = 'edited'
): RuleVersion => ({
  rule: { ...WAITING, version: number, condition: { op: '>', threshold } },
  atMs: minute * MINUTE,
  how
})
/** The newest first, as the journal has them. */
const VERSIONS = [version(4, 40, 30, 'removed'), version(3, 30, 20), version(2, 20, 12), version(1, 10, 8, 'created')]

describe('what is known of a past minute', () => {
  const alert = anEpisode({ ruleVersion: 3, threshold: 20, peak: 25, value: 3, unit: 'number', sinceMs: null })

  it('is the version that judged it, not the one the alert was carried over to', () => {
    expect(knownThen(alert, VERSIONS, 25 * MINUTE)).toEqual({ ruleVersion: 2, threshold: 12, value: null, peak: 25 })
    expect(knownThen(alert, VERSIONS, 30 * MINUTE)).toMatchObject({ ruleVersion: 3, threshold: 20 })
  })

  it('has a version without any alert, too, and none before there was one or after it was removed', () => {
    expect(knownThen(undefined, VERSIONS, 15 * MINUTE)).toEqual({
      ruleVersion: 1,
      threshold: 8,
      value: null,
      peak: null
    })
    const nothing = { ruleVersion: null, threshold: null, value: null, peak: null }
    expect(knownThen(undefined, VERSIONS, 5 * MINUTE)).toEqual(nothing)
    expect(knownThen(undefined, VERSIONS, 50 * MINUTE)).toEqual(nothing)
  })

  it('is what the alert says where no version is kept', () => {
    expect(knownThen(alert, [], 25 * MINUTE)).toEqual({ ruleVersion: 3, threshold: 20, value: null, peak: 25 })
  })

  it('is the running time itself, which its start tells', () => {
    const running = anEpisode({ unit: 'duration', sinceMs: 20 * MINUTE, peak: 900_000 })
    expect(knownThen(running, VERSIONS, 25 * MINUTE)).toMatchObject({ value: 5 * MINUTE, peak: null })
    expect(knownThen(running, VERSIONS, 15 * MINUTE)).toMatchObject({ value: null, peak: 900_000 })
  })
})
