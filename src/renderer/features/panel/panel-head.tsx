import { Button } from '@mantine/core'
import { useNow, useSection } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { SilentNote } from '../floor/silent-note.tsx'
import { useLook } from '../floor/use-look.ts'
import { SnoozeAll } from '../shell/snooze-all.tsx'
import { SnoozedNote } from '../shell/snoozed-note.tsx'
import classes from './panel.module.css'
import { useOpen } from './use-open.ts'

/** The worst state in a word, and how fresh it is. */
export function PanelHead() {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const headline = useSection('headline')
  const feeds = useSection('feeds')
  const silent = useSilentFeeds()
  const open = useOpen()
  const { look, word, allSilent, besides } = useLook()
  return (
    <header>
      <div className={classes['head']}>
        <StateMark mark={look} silent />
        <div className={classes['state']}>
          <h1>{word}</h1>
          {besides !== null && <p className={classes['dim']}>{besides}</p>}
          {headline.heardAtMs !== null && !allSilent && (
            <p className={classes['dim']}>{t('feed.live', { age: format.age(nowMs - headline.heardAtMs) })}</p>
          )}
          {feeds.length === 0 && <p className={classes['dim']}>{t('feed.none')}</p>}
        </div>
        <SnoozeAll text="snooze.menu" />
        <Button loading={open.busy} onClick={() => void open.run({ view: 'overview' })}>
          {t('panel.open')}
        </Button>
      </div>
      <div className={classes['notes']}>
        <SnoozedNote />
        <SilentNote feedIds={[...silent]} />
        {open.failure && <FailureNotice failure={open.failure} onClose={open.forget} />}
      </div>
    </header>
  )
}
