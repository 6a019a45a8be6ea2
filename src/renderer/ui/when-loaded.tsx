import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMirror } from '../state/hooks.ts'
import { useText } from '../text/use-text.ts'
import { FailureNotice } from './failure-notice.tsx'
import classes from './when-loaded.module.css'

/** Its children may read main's state; until there is one it shows that it loads, or why it can't. */
export function WhenLoaded({ children }: { readonly children: ReactNode }) {
  const t = useText()
  const loaded = useMirror((state) => state.view !== null && state.rowsLoaded)
  const failure = useMirror(({ failures }) => failures.state ?? failures.rows)
  if (loaded) return children
  if (failure) {
    return (
      <div className={classes['frame']}>
        <FailureNotice failure={failure} title={t('app.noAnswer')} />
      </div>
    )
  }
  return (
    <div className={classes['frame']} role="status" aria-label={t('app.loading')}>
      <Skeleton height={24} width="40%" />
      <Skeleton height={72} />
      <Skeleton height={160} />
      <Skeleton height={120} />
    </div>
  )
}
