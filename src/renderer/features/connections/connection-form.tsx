import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { RequestOutput } from '../../../contract/requests.ts'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useAction } from '../../ui/use-action.ts'
import { inputOf, isSameDraft, type ConnectionInput, type FormDraft } from './connection-draft.ts'
import { ConfigFields, SecretFields } from './connection-fields.tsx'
import classes from './connection-form.module.css'
import { DiagnosisList } from './diagnosis-list.tsx'
import type { OpenForm } from './draft-shelf.tsx'
import { useConnectionTest, type Refusals } from './use-connection-test.ts'

interface ConnectionFormProps {
  readonly form: OpenForm
  readonly title: string
  readonly onChange: (draft: FormDraft) => void
  readonly onCancel: () => void
  readonly onSaved: (connectionId: string) => void
}

/** Leads to the first field that can't be taken, each time there is one. */
function useFocusOnRefusal(refusals: Refusals) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (refusals.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])
  return form
}

/** Sets a connection up. What can't be taken is said at its field; nothing typed is lost by a test, a failure or another view. */
export function ConnectionForm({ form, title, onChange, onCancel, onSaved }: ConnectionFormProps) {
  const t = useText()
  const { bridge } = useWindow()
  const { draft, initial } = form
  const stored = useSection('connections').find(({ id }) => id === draft.id)
  const [refusals, setRefusals] = useState<Refusals>([])
  const [asksDiscard, setAsksDiscard] = useState(false)
  const place = useFocusOnRefusal(refusals)
  const test = useConnectionTest()
  const testButton = useRef<HTMLButtonElement>(null)
  const answer = useRef<RequestOutput<'connection:save'> | null>(null)
  const save = useAction(async (input: ConnectionInput, despiteTwin: boolean) => {
    const said = await bridge.saveConnection({ draft: input, despiteTwin })
    answer.current = said.ok ? said.value : null
    return said
  })

  const refuse = (all: Refusals): void => {
    setRefusals(all)
    // A stored secret that has to be entered again needs its field.
    const again = all.filter(({ reason }) => reason === 'secretForNewHost').map(({ path }) => path.split('.')[1] ?? '')
    const opened = again.filter((field) => draft.secrets[field] === undefined).map((field) => [field, ''] as const)
    if (opened.length > 0) onChange({ ...draft, secrets: { ...draft.secrets, ...Object.fromEntries(opened) } })
  }
  // One that was removed meanwhile is set up anew.
  const input = (): ConnectionInput => inputOf(stored ? draft : { ...draft, id: null })
  const submit = async (despiteTwin: boolean): Promise<void> => {
    setRefusals([])
    if (!(await save.run(input(), despiteTwin))) return
    const said = answer.current
    if (said?.kind === 'saved') onSaved(said.connectionId)
    else if (said) refuse(said.refusals)
  }
  const startTest = async (): Promise<void> => {
    refuse(await test.start(input()))
  }
  const cancel = (): void => {
    if (isSameDraft(draft, initial)) onCancel()
    else setAsksDiscard(true)
  }

  const twin = refusals.find(({ reason }) => reason === 'twin')
  const wrong = refusals.filter(({ reason }) => reason !== 'twin').length
  const fields = {
    draft,
    refusals,
    secretsSet: stored?.secretsSet ?? [],
    onChange: (part: Partial<FormDraft>) => onChange({ ...draft, ...part })
  }
  return (
    <div className={classes['form']}>
      <form
        ref={place}
        noValidate
        className={classes['form']}
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault()
          void submit(false)
        }}
      >
        <h3 className={classes['title']}>{title}</h3>
        <ConfigFields {...fields} />
        <SecretFields {...fields} />
        {wrong > 0 && (
          <p role="alert" className={classes['notice']}>
            <StateMark mark="warning" silent /> {t('connectionForm.wrong', { count: wrong })}
          </p>
        )}
        {twin && wrong === 0 && (
          <p role="alert" className={classes['notice']}>
            <StateMark mark="warning" silent /> {t('refusal.twin', { other: twin.other ?? '' })}
            <Button onClick={() => void submit(true)}>{t('connectionForm.saveAnyway')}</Button>
          </p>
        )}
        {save.failure && (
          <FailureNotice failure={save.failure} title={t('connectionForm.saveFailed')} onClose={save.forget} />
        )}
        {test.begin.failure && (
          <FailureNotice
            failure={test.begin.failure}
            title={t('connectionForm.testFailed')}
            onClose={test.begin.forget}
          />
        )}
        <div className={classes['buttons']}>
          <Button type="submit" variant="filled" loading={save.busy}>
            {t('app.save')}
          </Button>
          {test.running ? (
            <Button onClick={test.cancel}>{t('connectionForm.testCancel')}</Button>
          ) : (
            <Button ref={testButton} loading={test.begin.busy} onClick={() => void startTest()}>
              {t('connectionForm.test')}
            </Button>
          )}
          <Button onClick={cancel}>{t('app.cancel')}</Button>
          <span className={classes['dim']}>{t('connectionForm.kept')}</span>
        </div>
      </form>
      {test.view && (
        <DiagnosisList
          test={test.view}
          onSignedIn={() => {
            testButton.current?.focus()
            void startTest()
          }}
        />
      )}
      <ConfirmDialog
        opened={asksDiscard}
        title={t('connectionForm.discardTitle')}
        yes={t('connectionForm.discard')}
        no={t('connectionForm.goOn')}
        onYes={onCancel}
        onNo={() => setAsksDiscard(false)}
      >
        {t(draft.id === null ? 'connectionForm.discardNew' : 'connectionForm.discardText')}
      </ConfirmDialog>
    </div>
  )
}
