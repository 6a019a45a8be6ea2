import { Button, Textarea } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { isUnanswered } from './open-alerts.ts'
import { dropNote, useKeptNotes, type KeptNote } from './note-shelf.tsx'

interface UnsavedNoteProps {
  readonly note: KeptNote
  readonly isOver: boolean
  readonly onClose: () => void
}

function UnsavedNote({ note: { title, text }, isOver, onClose }: UnsavedNoteProps) {
  const t = useText()
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
  const [notes, setNotes] = useKeptNotes()
  return [...notes].map(([episodeId, note]) => {
    const alert = open.find(({ episode }) => episode.id === episodeId)
    if (note.sending || (alert && isUnanswered(alert))) return null
    return (
      <UnsavedNote
        key={episodeId}
        note={note}
        isOver={!alert}
        onClose={() => setNotes((before) => dropNote(before, episodeId))}
      />
    )
  })
}
