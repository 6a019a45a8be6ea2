import { Skeleton } from '@mantine/core'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { CardBody } from '../../ui/card.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'

/** The same where there may be targets, but none of my floor. */
export function NoTargetsOnFloor() {
  const t = useText()
  const areElsewhere = useSection('targets').length > 0
  return areElsewhere ? <EmptyNote title={t('floor.noneTitle')} next={t('floor.noneNext')} /> : <NoTargets />
}

/** Why there are no targets to show: not read yet, could not be read, no system has them, or there are none. */
export function NoTargets() {
  const t = useText()
  const loaded = useSection('targetsLoaded')
  const systems = useSection('connections').filter((connection) => connection.system === 'giosg')
  if (systems.length === 0) {
    return <EmptyNote title={t('targets.noSystemTitle')} next={t('targets.noSystemNext')} />
  }
  if (loaded) return <EmptyNote title={t('targets.emptyTitle')} next={t('targets.emptyNext')} />
  const failure = systems.find((connection) => connection.status.failure)?.status.failure
  if (failure) {
    return (
      <CardBody>
        <FailureNotice failure={failure} title={t('targets.loadingTitle')} />
      </CardBody>
    )
  }
  return (
    <>
      <EmptyNote title={t('targets.loadingTitle')} next={t('targets.loadingNext')} />
      <CardBody>
        <Skeleton height={40} />
      </CardBody>
    </>
  )
}
