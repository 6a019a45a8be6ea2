import type { ReactNode } from 'react'
import type { TextKey } from '../../text/catalogue.ts'
import { useText } from '../../text/use-text.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { useIsNarrowed } from './on-floor.ts'
import { useLook } from './use-look.ts'

interface NoneOnFloorProps {
  /** Said where everything is shown. */
  readonly title: TextKey
  readonly next: TextKey
  readonly action?: ReactNode
  /** The list is one of agents: that nobody is signed in is no lack of data. */
  readonly people?: boolean
}

/** Why a list of rows is empty though there is a feed: nothing was reported, or nothing of it is on my floor. Never looks ok. */
export function NoneOnFloor({ title, next, action, people = false }: NoneOnFloorProps) {
  const t = useText()
  const { isNobodyThere } = useLook()
  if (!useIsNarrowed()) return <EmptyNote title={t(title)} next={t(next)} />
  if (people && isNobodyThere)
    return <EmptyNote title={t('floor.nobody')} next={t('floor.nobodyNext')} action={action} />
  return <EmptyNote mark="stale" title={t('floor.noneTitle')} next={t('floor.noneNext')} action={action} />
}
