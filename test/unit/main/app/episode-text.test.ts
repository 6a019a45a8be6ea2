import { describe, expect, it } from 'vitest'
import type { Delivery } from '../../../../src/core/alerts/delivery.ts'
import type { Episode } from '../../../../src/core/alerts/episode.ts'
import { createEpisodeText } from '../../../../src/main/app/episode-text.ts'
import { noticeOf, type NoticeMakingDeps } from '../../../../src/main/app/notice-making.ts'
import { createSpeech } from '../../../../src/main/app/speech.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'

const text = createEpisodeText(createSpeech({ systemLocale: 'en' }).t, () => 'en')
const bodyOf = (reason: string | null): string => text(anEpisode({ kind: 'feed', reason }), 0).body

describe('the text of a lost feed', () => {
  it('names the cause', () => {
    expect(bodyOf('dns')).toContain('The host name could not be found')
  })

  it.each(['badTicket', 'toString', ''])('is a sentence for a code that is not known (any more): %j', (code) => {
    expect(bodyOf(code)).toContain('Something went wrong')
    expect(bodyOf(code)).not.toContain('failure.')
  })
})

describe('the text of a target', () => {
  it.each([
    ['exceeded', 'exceeded'],
    ['finalMissed', 'exceeded'],
    ['reached', 'reached'],
    ['finalMet', 'reached']
  ])('says after %s that it was %s', (reason, said) => {
    expect(text(anEpisode({ kind: 'target', reason }), 0).title).toMatch(new RegExp(said))
  })
})

describe('the text of a rule with two levels', () => {
  const critical = { threshold: 15, clear: 12 }
  const episode = anEpisode({ kind: 'realtime', unit: 'number', op: '>', threshold: 8, clear: 5, critical })

  it('says the threshold of the present severity', () => {
    expect(text({ ...episode, severity: 'warning' }, 0).body).toContain('over 8')
    expect(text({ ...episode, severity: 'critical' }, 0).body).toContain('over 15')
    expect(text({ ...episode, severity: 'critical' }, 0).body).toContain('clears at 12')
  })
})

describe('the notice of an alert that was told before', () => {
  const { t } = createSpeech({ systemLocale: 'en' })
  const sounds = { info: 'none', warning: 'none', critical: 'none' }
  const making = { t, text: (one: Episode) => text(one, 0), discreet: () => false, notices: () => ({ sounds }) }
  const unstable = { count: 7, firstAtMs: 0, lastAtMs: 1 }

  it.each([
    ['fired', /^Sales/],
    ['repeat', /^Sales/],
    ['worsened', /^Worse now: Sales/],
    ['unstable', /^Comes and goes: Sales/],
    ['ended', /^Over: Sales/]
  ] as const)('%s', (reason, title) => {
    const episode = anEpisode({ kind: 'realtime', keyName: 'Sales', unstable })
    const notice = noticeOf(making as unknown as NoticeMakingDeps, episode, {
      reason,
      possibleRepeat: false
    } as Delivery)
    expect(notice.title).toMatch(title)
    expect(notice.body).toContain('7 times lately')
  })
})
