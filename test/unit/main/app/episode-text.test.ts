import { describe, expect, it } from 'vitest'
import { createEpisodeText } from '../../../../src/main/app/episode-text.ts'
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
