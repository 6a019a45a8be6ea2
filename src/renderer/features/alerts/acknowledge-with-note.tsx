import { Button, Popover, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useFormat, useText } from '../../text/use-text.ts'
import classes from './alert-line.module.css'
import { dropNote, keepNote, markSending, useKeptNotes } from './note-shelf.tsx'

interface AcknowledgeWithNoteProps {
  readonly episodeId: string
  readonly title: string
  readonly busy: boolean
  /** Resolves to whether it worked; the note stays to be tried again when not. */
  readonly onAcknowledge: (note: string, minutes: number | undefined) => Promise<boolean>
}

const LONGEST_NOTE = 2000
const UNTIL_END = 'end'
const MINUTES = [30, 60, 240]

export function AcknowledgeWithNote({ episodeId, title, busy, onAcknowledge }: AcknowledgeWithNoteProps) {
  const t = useText()
  const format = useFormat()
  const [holds, setHolds] = useState(UNTIL_END)
  const [opened, setOpened] = useState(false)
  const [notes, setNotes] = useKeptNotes()
  const note = notes.get(episodeId)?.text ?? ''

  const submit = async (): Promise<void> => {
    setNotes((before) => markSending(before, episodeId, true))
    const saved = await onAcknowledge(note.trim(), holds === UNTIL_END ? undefined : Number(holds))
    setNotes((before) => (saved ? dropNote(before, episodeId) : markSending(before, episodeId, false)))
    if (saved) setOpened(false)
  }

  return (
    <Popover opened={opened} onChange={setOpened} trapFocus position="bottom-end" shadow="md" withRoles>
      <Popover.Target>
        <Button aria-label={t('alerts.acknowledgeNamed', { title })} onClick={() => setOpened((was) => !was)}>
          {t('alerts.acknowledge')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          data-acknowledge={episodeId}
          className={classes['noteForm']}
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <Textarea
            label={t('alerts.note')}
            placeholder={t('alerts.notePlaceholder')}
            maxLength={LONGEST_NOTE}
            autosize
            minRows={2}
            maxRows={6}
            data-autofocus
            value={note}
            onChange={(event) => {
              const text = event.currentTarget.value
              setNotes((before) => keepNote(before, episodeId, { text, sending: false }))
            }}
          />
          <Select
            label={t('alerts.takenFor')}
            description={t('alerts.takenForHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            data={[
              { value: UNTIL_END, label: t('alerts.takenUntilEnd') },
              ...MINUTES.map((minutes) => ({
                value: String(minutes),
                label: t('alerts.takenMinutes', { age: format.age(minutes * 60_000) })
              }))
            ]}
            // In the note's box: a click on a choice is no click beside it.
            comboboxProps={{ withinPortal: false }}
            value={holds}
            onChange={(chosen) => setHolds(chosen ?? UNTIL_END)}
          />
          <Button type="submit" variant="filled" loading={busy}>
            {t('alerts.acknowledge')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
