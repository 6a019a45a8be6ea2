import { Button, Textarea } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { AlertView } from '../../../contract/views.ts'
import { useNow, useSection } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { episodeTitle } from './episode-text.ts'
import { isUnanswered } from './open-alerts.ts'
import { dropNote, useKeptNotes, type KeptNote } from './note-shelf.tsx'

interface UnsavedNoteProps {
  readonly note: KeptNote
  /** Undefined when not even the history has it any more. */
  readonly alert: AlertView | undefined
  readonly isOver: boolean
  readonly onClose: () => void
}

function UnsavedNote({ note: { text }, alert, isOver, onClose }: UnsavedNoteProps) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const rule = useSection('rules').find(({ id }) => id === alert?.episode.ruleId)
  // Not what it was called when the note was typed: agents may be called otherwise by now.
  const title = alert ? episodeTitle(alert.episode, { t, format, rule, nowMs }) : t('app.noValue')
  const field = useRef<HTMLTextAreaElement>(null)
  // Who was typing has lost the field under their hands: they go on where the text is.
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) field.current?.focus()
  }, [])
  return (
    <Card title={t('alerts.unsavedNote', { title })}>
      <CardBody>
        <p role="alert">{t(isOver ? 'alerts.unsavedOver' : 'alerts.unsavedAnswered')}</p>
        <Textarea ref={field} label={t('alerts.note')} value={text} readOnly autosize maxRows={6} mb="sm" />
        <Button aria-label={t('alerts.closeNote', { title })} onClick={onClose}>
          {t('app.close')}
        </Button>
      </CardBody>
    </Card>
  )
}

/** Notes whose alerts ended, or were acknowledged elsewhere, before they were saved. */
export function UnsavedNotes() {
  const open = useSection('alerts')
  const over = useSection('history')
  const [notes, setNotes] = useKeptNotes()
  return [...notes].map(([episodeId, note]) => {
    const isIt = ({ episode }: AlertView): boolean => episode.id === episodeId
    const present = open.find(isIt)
    if (note.sending || (present && isUnanswered(present))) return null
    return (
      <UnsavedNote
        key={episodeId}
        note={note}
        alert={present ?? over.find(isIt)}
        isOver={!present}
        onClose={() => setNotes((before) => dropNote(before, episodeId))}
      />
    )
  })
}
