import { Button, Group, Modal } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { RequestOutput } from '../../../contract/requests.ts'
import { ruleName } from '../../../core/text/default-rule-words.ts'
import { useFeedShapes } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { ruleDifferences } from './rule-diff.ts'
import classes from './rule-files.module.css'

type Answered = RequestOutput<'rule:readFile'>
type Read = Extract<Answered, { kind: 'read' }>
type Refused = Extract<Answered, { kind: 'refused' }>
type Entry = Read['entries'][number]
type Written = Extract<RequestOutput<'rule:export'>, { kind: 'written' }>

/** Rules into a file and out of one. What a file would do is shown before anything is done. `children` stand beside it. */
export function RuleFiles({ children }: { readonly children?: ReactNode }) {
  const t = useText()
  const { bridge } = useWindow()
  const [read, setRead] = useState<Read | Refused | null>(null)
  const [written, setWritten] = useState<Written | null>(null)
  const open = useAction(async () => {
    const answer = await bridge.readRuleFile()
    if (answer.ok && answer.value.kind !== 'cancelled') setRead(answer.value)
    return answer
  })
  const save = useAction(async () => {
    setWritten(null)
    const answer = await bridge.exportRules({ ruleIds: null })
    if (answer.ok && answer.value.kind === 'written') setWritten(answer.value)
    return answer
  })
  const failure = open.failure ?? save.failure
  return (
    <>
      <div className={classes['bar']}>
        <Button loading={open.busy} onClick={() => void open.run()}>
          {t('ruleList.import')}
        </Button>
        <Button loading={save.busy} onClick={() => void save.run()}>
          {t('ruleList.export')}
        </Button>
        {children}
        <p role="status" className={classes['dim']}>
          {written && t('ruleFile.written', { count: written.rules, file: written.fileName })}
          {written && written.leftOut > 0 && ` ${t('ruleFile.leftOut', { count: written.leftOut })}`}
        </p>
      </div>
      {failure && (
        <FailureNotice
          failure={failure}
          onClose={() => {
            open.forget()
            save.forget()
          }}
        />
      )}
      <Modal
        opened={read !== null}
        onClose={() => setRead(null)}
        size="lg"
        title={read && t(read.kind === 'read' ? 'ruleFile.title' : 'ruleFile.refusedTitle', { file: read.fileName })}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        {read?.kind === 'read' && <DryRun read={read} onDone={() => setRead(null)} />}
        {read?.kind === 'refused' && (
          <>
            <p>{t('ruleFile.refusedNext')}</p>
            <FileErrors errors={read.errors} />
          </>
        )}
      </Modal>
    </>
  )
}

function FileErrors({ errors }: { readonly errors: Read['errors'] }) {
  const t = useText()
  if (errors.length === 0) return null
  return (
    <section className={classes['group']}>
      <h3>{t('ruleFile.refused')}</h3>
      <ul>
        {errors.map(({ path, message }, at) => (
          <li key={`${at} ${path}`}>
            {t('ruleFile.error', { path: path === '' ? t('ruleFile.inFile') : path, message })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function EntryGroup({ entries, verdict }: { readonly entries: readonly Entry[]; readonly verdict: Entry['verdict'] }) {
  const t = useText()
  const format = useFormat()
  const feeds = useFeedShapes()
  const own = entries.filter((entry) => entry.verdict === verdict)
  if (own.length === 0) return null
  return (
    <section className={classes['group']}>
      <h3>{t(`ruleFile.${verdict}`)}</h3>
      <ul>
        {own.map(({ rule, present }) => (
          <li key={rule.id}>
            {ruleName(t, rule)}
            {present && verdict === 'changed' && (
              <ul className={classes['dim']}>
                {ruleDifferences(present, rule, { t, format, feeds }).map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What importing would do; nothing is done before somebody says so. */
function DryRun({ read, onDone }: { readonly read: Read; readonly onDone: () => void }) {
  const t = useText()
  const { bridge } = useWindow()
  const run = useAction(() => bridge.importRules({ readId: read.readId }))
  const count = read.entries.filter(({ verdict }) => verdict !== 'unchanged').length
  return (
    <>
      <div className={classes['list']}>
        {count === 0 && read.errors.length === 0 && <p>{t('ruleFile.nothing')}</p>}
        <EntryGroup entries={read.entries} verdict="added" />
        <EntryGroup entries={read.entries} verdict="changed" />
        <EntryGroup entries={read.entries} verdict="unchanged" />
        <FileErrors errors={read.errors} />
      </div>
      {run.failure && <FailureNotice failure={run.failure} onClose={run.forget} />}
      <Group gap="sm" mt="md">
        {count > 0 && (
          <Button
            variant="filled"
            loading={run.busy}
            onClick={() => void run.run().then((isDone) => isDone && onDone())}
          >
            {t('ruleFile.import', { count })}
          </Button>
        )}
        <Button onClick={onDone}>{t(count > 0 ? 'app.cancel' : 'app.close')}</Button>
      </Group>
    </>
  )
}
