import { Button } from '@mantine/core'
import { useCallback } from 'react'
import { useFeedShapes, useRowList } from '../../state/hooks.ts'
import type { RowTable } from '../../state/row-table.ts'
import { useText } from '../../text/use-text.ts'
import { rowName } from '../floor/feed-roles.ts'
import classes from './settings.module.css'

interface PinnedQueuesProps {
  readonly pins: readonly string[]
  readonly onChange: (pins: string[]) => void
}

/** The queues of the tray menu by name, each with a way out. One that is not on the floor now can be taken out, too. */
export function PinnedQueues({ pins, onChange }: PinnedQueuesProps) {
  const t = useText()
  const feeds = useFeedShapes()
  const select = useCallback(
    (rows: RowTable) =>
      pins.map((id) => {
        const row = rows.get(id)
        const feed = row && feeds.find((one) => one.id === row.feedId)
        return row && feed ? rowName(feed, row) : null
      }),
    [pins, feeds]
  )
  const names = useRowList(select)
  return (
    <div className={classes['wide']} role="group" aria-label={t('traySettings.pinned')}>
      <p className={classes['group']}>{t('traySettings.pinned')}</p>
      {pins.length === 0 && <p className={classes['note']}>{t('traySettings.pinnedNone')}</p>}
      <ul className={classes['list']}>
        {pins.map((id, index) => {
          const name = names[index] ?? t('traySettings.away')
          return (
            <li key={id} className={classes['item']}>
              <span>{name}</span>
              <Button
                aria-label={t('traySettings.unpinNamed', { name })}
                onClick={() => onChange(pins.filter((one) => one !== id))}
              >
                {t('traySettings.unpin')}
              </Button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
