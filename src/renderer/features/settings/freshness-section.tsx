import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { FRESHNESS_LIMITS } from '../../../core/settings/choices.ts'
import { useText } from '../../text/use-text.ts'
import {
  FRESHNESS_FIELDS,
  freshnessDraft,
  readFreshness,
  type FreshnessDraft,
  type FreshnessField,
  type FreshnessRefusals
} from './freshness-draft.ts'
import { Section } from './section.tsx'
import classes from './settings.module.css'
import { useSettings, type SectionProps } from './use-settings.ts'

/** Saved when a field is left or Enter is pressed. What was typed and not taken stays, with the reason at its field. */
export function FreshnessSection({ called }: SectionProps) {
  const t = useText()
  const { settings, change } = useSettings()
  const [typed, setTyped] = useState<FreshnessDraft | null>(null)
  const [refused, setRefused] = useState<FreshnessRefusals>({})
  const draft = typed ?? freshnessDraft(settings.freshness)

  const save = async (): Promise<void> => {
    if (!typed) return
    const read = readFreshness(typed)
    setRefused('refused' in read ? read.refused : {})
    if ('freshness' in read && (await change.run({ freshness: read.freshness }))) setTyped(null)
  }
  const why = (field: FreshnessField): string | null => {
    const reason = refused[field]
    if (reason === undefined) return null
    const [least, most] = FRESHNESS_LIMITS[field]
    return reason === 'order' ? t('freshness.order') : t('freshness.limits', { least: least / 1000, most: most / 1000 })
  }
  return (
    <Section id="freshness" called={called} change={change}>
      <p className={classes['note']}>{t('freshness.note')}</p>
      <div className={[classes['fields'], classes['wide']].join(' ')}>
        {FRESHNESS_FIELDS.map((field) => (
          <TextInput
            key={field}
            label={t(`freshness.${field}`)}
            description={t(`freshness.${field}Hint`)}
            error={why(field)}
            inputMode="numeric"
            maxLength={4}
            value={draft[field]}
            onChange={(event) => setTyped({ ...draft, [field]: event.currentTarget.value })}
            onBlur={() => void save()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void save()
            }}
          />
        ))}
      </div>
    </Section>
  )
}
