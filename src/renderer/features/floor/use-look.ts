import type { HeadlineView } from '../../../contract/views.ts'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { useSilentFeeds } from './feed-health.ts'

export interface Look {
  readonly look: HeadlineView['look']
  readonly word: string
  /** No feed is live, as far as this window can see. */
  readonly allSilent: boolean
}

/** The worst state of the floor. Main's word, unless this window can see that nothing has been heard for too long. */
export function useLook(): Look {
  const t = useText()
  const headline = useSection('headline')
  const feeds = useSection('feeds')
  const silent = useSilentFeeds()
  const allSilent = feeds.length > 0 && silent.size === feeds.length
  const look = allSilent && headline.look !== 'offline' ? 'stale' : headline.look
  const word = headline.nothingOnFloor && look === 'stale' && !allSilent ? t('floor.nothing') : t(`look.${look}`)
  return { look, word, allSilent }
}
