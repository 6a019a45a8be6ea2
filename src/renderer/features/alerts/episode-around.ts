import type { Episode } from '../../../core/alerts/episode.ts'
import { useFeedShapes, useMirror, useNow, useSection } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { episodeTitle, type EpisodeContext } from './episode-text.ts'

/** What an alert's words need from beside it: the alert that explains it, and what measures are called. */
export function useAround({ heldBy }: Episode): Pick<EpisodeContext, 'cause' | 'feeds'> {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const feeds = useFeedShapes()
  const rules = useSection('rules')
  const held = useMirror(({ view }) =>
    heldBy === undefined ? undefined : view?.alerts.find(({ episode }) => episode.id === heldBy)?.episode
  )
  const rule = rules.find(({ id }) => id === held?.ruleId)
  return { feeds, cause: held && episodeTitle(held, { t, format, nowMs, rule }) }
}
