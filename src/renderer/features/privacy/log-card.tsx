import { Button, Select, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { RequestInput, RequestOutput } from '../../../contract/requests.ts'
import { LOG_LEVELS } from '../../../core/log-levels.ts'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import classes from './log-card.module.css'
import { LogTable } from './log-table.tsx'

type Wanted = RequestInput<'log:read'>

/** The newest lines of the log, as they are on the disk: read-only, without what was redacted. */
export function LogCard({ called }: { readonly called: number }) {
  const { privacy } = useSection('settings')
  // What was read and searched for before agents were hidden is not left in the page.
  return <Log key={privacy.agentNames} called={called} />
}

function Log({ called }: { readonly called: number }) {
  const t = useText()
  const { bridge } = useWindow()
  const [wanted, setWanted] = useState<Wanted>({ level: 'info', text: '' })
  const [shown, setShown] = useState<RequestOutput<'log:read'> | null>(null)
  const [copied, setCopied] = useState(false)
  const read = useAction(async (input: Wanted) => {
    const answer = await bridge.readLog(input)
    if (answer.ok) setShown(answer.value)
    return answer
  })
  const copy = useAction(async () => {
    const answer = await bridge.copyLogFolder()
    setCopied(answer.ok)
    return answer
  })
  const ask = (next: Wanted): void => {
    setWanted(next)
    void read.run(next)
  }
  useEffect(() => {
    void bridge.readLog({ level: 'info', text: '' }).then((answer) => {
      if (answer.ok) setShown(answer.value)
    })
  }, [bridge])

  return (
    <Card title={t('settings.section.log')} called={called}>
      <CardBody>
        <form
          className={classes['filter']}
          onSubmit={(event) => {
            event.preventDefault()
            ask(wanted)
          }}
        >
          <Select
            label={t('log.level')}
            data={LOG_LEVELS.map((value) => ({ value, label: t(`log.levels.${value}`) }))}
            value={wanted.level}
            onChange={(level) => level && ask({ ...wanted, level })}
          />
          <TextInput
            label={t('log.text')}
            maxLength={200}
            value={wanted.text}
            onChange={(event) => ask({ ...wanted, text: event.currentTarget.value })}
          />
          <Button type="submit">{t('log.refresh')}</Button>
        </form>
        {read.failure && <FailureNotice failure={read.failure} onClose={read.forget} />}
      </CardBody>
      {shown && shown.failure !== null && (
        <EmptyNote
          mark="warning"
          title={t('log.notWritten', { reason: shown.failure })}
          next={t('log.notWrittenNext')}
        />
      )}
      {shown?.lines.length === 0 && (shown.failure === null || wanted.text !== '') && (
        <EmptyNote title={t('log.emptyTitle')} next={t('log.emptyNext')} />
      )}
      {shown && shown.lines.length > 0 && <LogTable lines={shown.lines} />}
      <CardBody>
        <p className={classes['note']}>{t('log.redacted')}</p>
        {shown && (
          <div className={classes['folder']}>
            <TextInput label={t('log.folder')} readOnly value={shown.folder} />
            <Button onClick={() => void copy.run()}>{t('log.copy')}</Button>
            <span role="status">{copied && t('log.copied')}</span>
          </div>
        )}
        {copy.failure && <FailureNotice failure={copy.failure} onClose={copy.forget} />}
      </CardBody>
    </Card>
  )
}
