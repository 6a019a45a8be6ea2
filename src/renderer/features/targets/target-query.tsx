import { useText } from '../../text/use-text.ts'
import classes from './target-drawer.module.css'

/** What is counted, as the service keeps it. */
export function TargetQuery({ query }: { readonly query: string | null }) {
  const t = useText()
  if (query === null) return null
  return (
    <details className={classes['more']}>
      <summary>{t('reporting.query')}</summary>
      <pre className={classes['query']} tabIndex={0} role="region" aria-label={t('reporting.query')}>
        {query}
      </pre>
    </details>
  )
}
