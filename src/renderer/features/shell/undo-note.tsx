import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { UndoNews } from '../../state/undo.ts'
import type { Deed } from '../../state/undo-step.ts'
import { useWindow } from '../../state/window-context.tsx'
import { failureText } from '../../text/failure-text.ts'
import { useText } from '../../text/use-text.ts'
import { useDeedText } from '../commands/use-deed-text.ts'
import classes from './undo-note.module.css'

const SHOWN_MS = 10_000
/** What can be seen where it was done, and is done often: the note would be in the way. It can be undone all the same. */
const SEEN_AT_ONCE: ReadonlySet<Deed['kind']> = new Set(['pins', 'tables', 'overview'])

/** Says for a while what was done last and offers to take it back. Always there for screen readers, who hear it politely. */
export function UndoNote() {
  const t = useText()
  const { undo, clock } = useWindow()
  const news = useStore(undo.store, (state) => state.news)
  const deedText = useDeedText()
  const [over, setOver] = useState(0)
  const id = news?.id ?? 0
  useEffect(() => (id === 0 ? undefined : clock.after(SHOWN_MS, () => setOver(id))), [clock, id])

  const shown: UndoNews | null =
    news && news.id !== over && !(news.state === 'done' && SEEN_AT_ONCE.has(news.deed.kind)) ? news : null
  const what = shown ? deedText(shown.deed) : ''
  return (
    <div className={classes['place']} role="status">
      {shown && (
        <div className={classes['note']}>
          <span>
            {shown.state === 'undone' && t('undo.undone', { what })}
            {shown.state === 'failed' && t('undo.failed', { what })}
            {shown.state === 'done' && t('undo.done', { what })}
            {shown.failure && ` ${failureText(t, shown.failure).cause}`}
          </span>
          {shown.state === 'done' && <Button onClick={() => void undo.undo()}>{t('undo.undo')}</Button>}
          <Button variant="subtle" onClick={() => setOver(id)}>
            {t('app.close')}
          </Button>
        </div>
      )}
    </div>
  )
}
