import { Button, MultiSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useText } from '../../text/use-text.ts'
import { ChoiceField, Sentence, TextBox, Word } from '../alerts/rule-fields.tsx'
import rule from '../alerts/rule-form.module.css'
import { zones } from '../alerts/rule-telling.tsx'
import { useFloorChoices } from '../my-floor/use-floor-choices.ts'
import { readHours, type HoursDraft, type HoursRefusals, type StoredHours } from './hours-draft.ts'
import { HolidayLines, WeekLines, type HoursPartProps } from './hours-lines.tsx'
import classes from './hours.module.css'
import { useOpeningText } from './use-opening.ts'

/** A list longer than this is searched rather than scrolled. */
const OFFERED = 200

/** Queues of the floor. One that has other hours is named with them and can't be chosen. */
function QueueField({ draft, refused, change, others }: HoursPartProps & { readonly others: readonly StoredHours[] }) {
  const t = useText()
  const listed = useFloorChoices().queues ?? []
  const taken = new Map(others.flatMap(({ name, queues }) => queues.map(({ id }) => [id, name] as const)))
  const here = new Set(listed.map(({ id }) => id))
  const known = new Map([...draft.queues, ...listed].map((part) => [part.id, part]))
  const chosen = new Set(draft.queues.map(({ id }) => id))
  return (
    <MultiSelect
      className={rule['wide'] ?? ''}
      aria-label={t('hours.queues')}
      {...(chosen.size === 0 ? { placeholder: t('ruleForm.choose') } : {})}
      searchable
      limit={OFFERED}
      data={[...known.values()].map(({ id, name }) => {
        const other = taken.get(id)
        const label = here.has(id) ? name : t('hours.unlisted', { queue: name })
        return other === undefined || chosen.has(id)
          ? { value: id, label }
          : { value: id, label: t('hours.taken', { queue: name, name: other }), disabled: true }
      })}
      value={[...chosen]}
      error={refused.queues && t(refused.queues)}
      onChange={(ids) => change({ queues: ids.flatMap((id) => known.get(id) ?? []) })}
    />
  )
}

function ByThis({ hours }: { readonly hours: StoredHours }) {
  const t = useText()
  return t('hours.byThis', { says: useOpeningText(hours) })
}

interface HoursFormProps {
  readonly draft: HoursDraft
  readonly isNew: boolean
  /** What else is stored. */
  readonly others: readonly StoredHours[]
  readonly busy: boolean
  readonly onChange: (draft: HoursDraft) => void
  readonly onSave: (hours: StoredHours) => void
  readonly onCancel: () => void
}

/** Opening hours in plain sentences. What can't be taken is said at its field, and the first of them takes the focus. */
export function HoursForm({ draft, isNew, others, busy, onChange, onSave, onCancel }: HoursFormProps) {
  const t = useText()
  const [refused, setRefused] = useState<HoursRefusals>({})
  const [form, setForm] = useState<HTMLFormElement | null>(null)
  const read = readHours(draft, others)
  const part: HoursPartProps = { draft, refused, change: (some) => onChange({ ...draft, ...some }) }
  useEffect(() => {
    if (Object.keys(refused).length > 0) form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refused, form])
  return (
    <form
      noValidate
      ref={setForm}
      className={classes['form']}
      aria-label={isNew ? t('hours.newTitle') : t('hours.editNamed', { name: draft.name })}
      onSubmit={(event) => {
        event.preventDefault()
        setRefused('refused' in read ? read.refused : {})
        if ('hours' in read) onSave(read.hours)
      }}
    >
      <Sentence>
        <Word>{t('hours.name')}</Word>
        <TextBox
          label={t('hours.name')}
          placeholder={t('hours.namePlaceholder')}
          size="name"
          value={draft.name}
          why={refused.name}
          onChange={(name) => part.change({ name })}
        />
      </Sentence>
      <Sentence>
        <Word>{t('hours.queues')}</Word>
        <QueueField {...part} others={others} />
      </Sentence>
      <Sentence>
        <Word>{t('hours.zone')}</Word>
        <ChoiceField
          label={t('hours.zone')}
          value={draft.zone}
          choices={[...new Set([draft.zone, ...zones()])].map((zone) => ({ value: zone, label: zone }))}
          why={refused.zone}
          wide
          onChoose={(zone) => part.change({ zone })}
        />
      </Sentence>
      <WeekLines {...part} />
      <HolidayLines {...part} />
      {'hours' in read && (
        <p role="status" className={classes['now']}>
          <ByThis hours={read.hours} />
        </p>
      )}
      <div className={classes['buttons']}>
        <Button type="submit" variant="filled" loading={busy}>
          {t('app.save')}
        </Button>
        <Button onClick={onCancel}>{t('app.cancel')}</Button>
      </div>
    </form>
  )
}
