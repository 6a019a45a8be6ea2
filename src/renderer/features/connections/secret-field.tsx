import { Button, TextInput } from '@mantine/core'
import { useId } from 'react'
import { useText } from '../../text/use-text.ts'
import { Tag } from '../../ui/tag.tsx'
import classes from './connection-form.module.css'

interface SecretFieldProps {
  readonly label: string
  /** What it is called within a sentence. */
  readonly name: string
  readonly hint: string
  /** One is in the vault. It can be replaced, never shown. */
  readonly stored: boolean
  /** What was typed; undefined while the stored one is kept. */
  readonly value: string | undefined
  readonly error: string | undefined
  readonly onChange: (value: string | undefined) => void
}

export function SecretField({ label, name, hint, stored, value, error, onChange }: SecretFieldProps) {
  const t = useText()
  const hintId = useId()
  if (stored && value === undefined) {
    return (
      <div role="group" aria-label={label} aria-describedby={hintId} className={classes['stored']}>
        <span className={classes['storedLabel']}>
          {label} <Tag>{t('connectionForm.stored')}</Tag>
        </span>
        <Button aria-label={t('connectionForm.replaceNamed', { name })} onClick={() => onChange('')}>
          {t('connectionForm.replace')}
        </Button>
        <p id={hintId} className={classes['dim']}>
          {hint}
        </p>
      </div>
    )
  }
  return (
    <div className={classes['secret']}>
      <TextInput
        label={label}
        description={hint}
        error={error}
        type="password"
        autoComplete="new-password"
        spellCheck={false}
        autoFocus={stored && error === undefined}
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {stored && (
        <Button aria-label={t('connectionForm.keepNamed', { name })} onClick={() => onChange(undefined)}>
          {t('connectionForm.keep')}
        </Button>
      )}
    </div>
  )
}
