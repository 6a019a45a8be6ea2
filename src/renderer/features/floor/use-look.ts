import type { HeadlineView } from '../../../contract/views.ts'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { useSilentFeeds } from './feed-health.ts'

export interface Look {
  readonly look: HeadlineView['look']
  readonly word: string
  /** No feed is live, as far as this window can see. */
  readonly allSilent: boolean
  /** Everything is live, and of the agents of my floor none is listed. */
  readonly isNobodyThere: boolean
  /** That, in words, where it is not the word already. */
  readonly besides: string | null
}

/** The worst state of the floor. Main's word, unless this window can see that nothing has been heard for too long. */
export function useLook(): Look {
  const t = useText()
  const headline = useSection('headline')
  const feeds = useSection('feeds')
  const silent = useSilentFeeds()
  const allSilent = feeds.length > 0 && silent.size === feeds.length
  const look = allSilent && headline.look !== 'offline' ? 'stale' : headline.look
  const nothing = headline.nothingOnFloor && look === 'stale' && !allSilent
  const isNobodyThere = headline.nobodyOnFloor && silent.size === 0
  // Calm is no word for a floor without people.
  const isWord = isNobodyThere && look === 'ok'
  const word = nothing ? t('floor.nothing') : isWord ? t('floor.nobody') : t(`look.${look}`)
  return { look, word, allSilent, isNobodyThere, besides: isNobodyThere && !isWord ? t('floor.nobody') : null }
}
