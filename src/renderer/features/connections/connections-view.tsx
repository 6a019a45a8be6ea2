import { useRef, useState, type ReactNode } from 'react'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ViewFrame } from '../../ui/view-frame.tsx'
import { NEW_CONNECTION } from '../welcome/add-address.ts'
import { AddConnection } from './add-connection.tsx'
import { CaFileForm } from './ca-file-form.tsx'
import { ConnectionCard } from './connection-card.tsx'
import { draftOf, isSameDraft, type FormDraft } from './connection-draft.ts'
import { ConnectionForm } from './connection-form.tsx'
import { useOpenForm } from './draft-shelf.tsx'
import { ProblemList } from './problem-list.tsx'
import { ProxyLoginsCard } from './proxy-logins-card.tsx'
import { VaultCard } from './vault-card.tsx'

export function ConnectionsView({ focusId }: { readonly focusId: string | undefined }) {
  const t = useText()
  const connections = useSection('connections')
  const [form, setForm] = useOpenForm()
  const [savedId, setSavedId] = useState<string>()
  /** A form that is to take the place of one in which something was typed. */
  const [next, setNext] = useState<FormDraft | null>(null)
  const addButton = useRef<HTMLButtonElement>(null)

  const begin = (draft: FormDraft): void => {
    if (form && !isSameDraft(form.draft, form.initial)) setNext(draft)
    else setForm({ draft, initial: draft })
  }
  const close = (): void => setForm(null)
  const formOf = (title: string): ReactNode =>
    form && (
      <ConnectionForm
        key={`${form.draft.id ?? 'new'}/${form.draft.system}`}
        form={form}
        title={title}
        onChange={(draft) => setForm({ ...form, draft })}
        onCancel={close}
        onSaved={(connectionId) => {
          close()
          setSavedId(connectionId)
        }}
      />
    )
  // The connection being changed may have been removed elsewhere: what was typed can still be saved as a new one.
  const isNew = form !== null && !connections.some(({ id }) => id === form.draft.id)
  return (
    <ViewFrame>
      <ProblemList onRemoved={() => addButton.current?.focus()} />
      <Card title={t('connections.title')}>
        {isNew ? (
          <CardBody>{formOf(t('connectionForm.titleNew', { system: t(`system.${form.draft.system}`) }))}</CardBody>
        ) : (
          <AddConnection button={addButton} choosesAtOnce={focusId === NEW_CONNECTION} onBegin={begin} />
        )}
        {connections.length === 0 && (
          <EmptyNote title={t('connections.emptyTitle')} next={t('connections.emptyNext')} />
        )}
        {connections.map((connection) => {
          const editing = form?.draft.id === connection.id
          return (
            <ConnectionCard
              key={connection.id}
              connection={connection}
              focused={connection.id === (savedId ?? focusId)}
              form={editing ? formOf(t('connectionForm.titleEdit', { name: connection.name })) : null}
              onEdit={() => {
                if (!editing) begin(draftOf(connection))
              }}
              onRemoved={() => {
                if (editing) close()
                addButton.current?.focus()
              }}
            />
          )
        })}
      </Card>
      <VaultCard />
      <ProxyLoginsCard />
      <Card title={t('trust.title')}>
        <CardBody>
          <CaFileForm />
        </CardBody>
      </Card>
      <ConfirmDialog
        opened={next !== null}
        title={t('connectionForm.discardTitle')}
        yes={t('connectionForm.discard')}
        no={t('connectionForm.goOn')}
        onYes={() => {
          if (next) setForm({ draft: next, initial: next })
          setNext(null)
        }}
        onNo={() => setNext(null)}
      >
        {t(form?.draft.id === null ? 'connectionForm.discardNew' : 'connectionForm.discardText')}
      </ConfirmDialog>
    </ViewFrame>
  )
}
