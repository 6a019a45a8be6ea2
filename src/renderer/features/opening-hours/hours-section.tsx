import { Button } from '@mantine/core'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { Section } from '../settings/section.tsx'
import settings from '../settings/settings.module.css'
import { useSettings, type SectionProps } from '../settings/use-settings.ts'
import { hoursDraft, newHours, type StoredHours } from './hours-draft.ts'
import { HoursForm } from './hours-form.tsx'
import { useOpenHours } from './hours-shelf.ts'
import { weekText } from './hours-text.ts'
import classes from './hours.module.css'
import { useOpeningText } from './use-opening.ts'

/** So many queues are named; the rest is counted. */
const NAMED = 4

function OpeningNow({ hours }: { readonly hours: StoredHours }) {
  return useOpeningText(hours)
}

function HoursLine(props: { readonly hours: StoredHours; readonly onEdit: () => void; readonly onRemove: () => void }) {
  const { hours, onEdit, onRemove } = props
  const { name, queues, holidays } = hours
  const t = useText()
  const format = useFormat()
  const more = queues.length - NAMED
  const named = queues.slice(0, NAMED).map((queue) => queue.name)
  if (more > 0) named.push(t('hours.moreQueues', { count: more, shown: format.number(more) }))
  const parts = [weekText(hours, t), ...(holidays.length > 0 ? [t('hours.holidays', { count: holidays.length })] : [])]
  return (
    <li className={classes['line']}>
      <div className={classes['text']}>
        <p className={classes['name']}>{name}</p>
        <p>
          <OpeningNow hours={hours} />
        </p>
        <p className={classes['dim']}>{parts.join(' · ')}</p>
        <p className={classes['dim']}>{named.join(', ')}</p>
      </div>
      <div className={classes['buttons']}>
        <Button aria-label={t('hours.editNamed', { name })} onClick={onEdit}>
          {t('hours.edit')}
        </Button>
        <Button aria-label={t('hours.removeNamed', { name })} onClick={onRemove}>
          {t('hours.remove')}
        </Button>
      </div>
    </li>
  )
}

/** When queues are open. What is typed counts once it is saved, all else at once. */
export function HoursSection({ called }: SectionProps) {
  const t = useText()
  const { zone } = useWindow()
  const { settings: told, change } = useSettings()
  const [open, setOpen] = useOpenHours()
  const all = told.openingHours ?? []
  const editedAt = open ? all.findIndex((one) => JSON.stringify(one) === open.of) : -1
  const others = all.filter((_one, at) => at !== editedAt)

  async function save(hours: StoredHours): Promise<void> {
    // Changed elsewhere since: they stand beside what they are now, which is refused where both name a queue.
    const openingHours = editedAt < 0 ? [...all, hours] : all.map((one, at) => (at === editedAt ? hours : one))
    if (await change.run({ openingHours })) setOpen(null)
  }
  const form = open && (
    <HoursForm
      draft={open.draft}
      isNew={open.of === null}
      others={others}
      busy={change.busy}
      onChange={(draft) => setOpen({ ...open, draft })}
      onSave={(hours) => void save(hours)}
      onCancel={() => setOpen(null)}
    />
  )
  return (
    <Section id="hours" called={called} change={change}>
      <p className={settings['note']}>{t('hours.about')}</p>
      {all.length === 0 && !open && <p className={settings['note']}>{t('hours.none')}</p>}
      {all.length > 0 && (
        <ul className={classes['list']}>
          {all.map((hours, at) =>
            at === editedAt ? (
              <li key={JSON.stringify(hours)} className={classes['line']}>
                {form}
              </li>
            ) : (
              <HoursLine
                key={JSON.stringify(hours)}
                hours={hours}
                onEdit={() => setOpen({ of: JSON.stringify(hours), draft: hoursDraft(hours) })}
                onRemove={() => void change.run({ openingHours: all.filter((one) => one !== hours) })}
              />
            )
          )}
        </ul>
      )}
      {open && editedAt < 0 ? (
        form
      ) : (
        <Button onClick={() => setOpen({ of: null, draft: newHours(zone) })}>{t('hours.add')}</Button>
      )}
    </Section>
  )
}
