import { UnstyledButton } from '@mantine/core'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { useSilentFeeds } from '../floor/feed-health.ts'
import classes from './panel.module.css'
import { useOpen } from './use-open.ts'

/** How many connections are live, and problems of the application itself; leads to both. */
export function PanelFoot() {
  const t = useText()
  const connections = useSection('connections')
  const problems = useSection('problems')
  const silent = useSilentFeeds()
  const open = useOpen()
  const live = connections.filter((connection) => connection.status.phase === 'live').length
  return (
    <footer className={classes['foot']}>
      {problems.length > 0 && (
        <UnstyledButton className={classes['footLink']} onClick={() => void open.run({ view: 'connections' })}>
          <StateMark mark="warning" silent /> {t('panel.problems', { count: problems.length })}
        </UnstyledButton>
      )}
      <UnstyledButton className={classes['footLink']} onClick={() => void open.run({ view: 'connections' })}>
        <StateMark mark={live === connections.length && live > 0 && silent.size === 0 ? 'ok' : 'stale'} silent />{' '}
        {t('panel.connected', { live, all: connections.length })}
      </UnstyledButton>
    </footer>
  )
}
