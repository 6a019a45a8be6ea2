import { expect, it } from 'vitest'
import { DEFAULT_NOTICES } from '../../../../../src/core/settings/choices.ts'
import { anEpisode } from '../../../../fakes/an-episode.ts'
import { deskRig, settle } from '../desk-rig.ts'

it('a tone and the desktop’s own sound are never heard at the same time', async () => {
  const tones: string[] = []
  const { fire, shown } = deskRig({
    notices: () => ({ ...DEFAULT_NOTICES, tones: { info: 'desktop', warning: 'desktop', critical: 'alarm' } }),
    player: {
      play(tone) {
        tones.push(tone)
        return Promise.resolve({ kind: 'played' })
      }
    }
  })
  fire(anEpisode({ keyName: 'Sales', severity: 'critical' }), anEpisode({ keyName: 'Care', severity: 'warning' }))
  await settle()
  expect(shown).toHaveLength(2)
  expect(tones.length + shown.filter(({ sound }) => sound).length).toBe(1)
})
