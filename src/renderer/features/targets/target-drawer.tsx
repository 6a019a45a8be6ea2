import { Drawer } from '@mantine/core'
import type { TargetDetail } from '../../../contract/reporting-views.ts'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { RemoveTarget } from './remove-target.tsx'
import { TargetFacts } from './target-facts.tsx'
import { TargetQuery } from './target-query.tsx'
import { TargetResults } from './target-results.tsx'
import { ToldList } from './told-list.tsx'
import classes from './target-drawer.module.css'
import { useTargetDetail, type TargetPlace } from './use-target-detail.ts'

interface TargetDrawerProps {
  /** Undefined: closed. */
  readonly place: TargetPlace | undefined
  readonly onClose: () => void
}

/** All there is to know about one target, beside the list. */
export function TargetDrawer({ place, onClose }: TargetDrawerProps) {
  const t = useText()
  return (
    <Drawer
      opened={place !== undefined}
      onClose={onClose}
      title={t('reporting.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {place && <Content key={`${place.connectionId} ${place.targetId}`} place={place} onGone={onClose} />}
    </Drawer>
  )
}

function Content({ place, onGone }: { readonly place: TargetPlace; readonly onGone: () => void }) {
  const t = useText()
  const asked = useTargetDetail(place)
  if (asked.kind === 'loading') return <p className={classes['dim']}>{t('reporting.loading')}</p>
  if (asked.kind === 'failed') return <FailureNotice failure={asked.failure} />
  return <Parts detail={asked.value} onGone={onGone} />
}

function Parts({ detail, onGone }: { readonly detail: TargetDetail; readonly onGone: () => void }) {
  return (
    <div className={classes['stack']}>
      <TargetFacts detail={detail} />
      <ToldList detail={detail} />
      <TargetResults line={detail.line} />
      <TargetQuery query={detail.query} />
      <RemoveTarget line={detail.line} onGone={onGone} />
    </div>
  )
}
