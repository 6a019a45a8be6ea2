import { Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { TextKey } from '../../text/catalogue.ts'
import { useText } from '../../text/use-text.ts'
import type { DraftField, Refusals, RuleDraft } from './rule-draft.ts'
import classes from './rule-form.module.css'
import type { Choice } from './rule-measures.ts'

/** What every part of the form works on. */
export interface RulePartProps {
  readonly draft: RuleDraft
  readonly refused: Refusals
  /** Those that the rule is about. */
  readonly feeds: readonly FeedShape[]
  readonly change: (part: Partial<RuleDraft>) => void
}

export function RulePart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={classes['part']}>
      <legend>{title}</legend>
      <div className={classes['lines']}>{children}</div>
    </fieldset>
  )
}

export function Sentence({ children }: { readonly children: ReactNode }) {
  return <div className={classes['sentence']}>{children}</div>
}

/** Words between fields; the fields have names of their own. */
export function Word({ children }: { readonly children: ReactNode }) {
  return (
    <span className={classes['word']} aria-hidden>
      {children}
    </span>
  )
}

type TextField = {
  [K in keyof RuleDraft]: RuleDraft[K] extends string ? (string extends RuleDraft[K] ? K : never) : never
}[keyof RuleDraft]

interface TextLook {
  readonly label: string
  readonly hint?: TextKey | null
  readonly placeholder?: string
  readonly size?: 'short' | 'wide' | 'name' | 'date' | 'time'
  readonly type?: 'text' | 'time' | 'date'
}

interface WordFieldProps extends RulePartProps, TextLook {
  readonly field: TextField & DraftField
}

export function WordField({ draft, refused, change, feeds: _feeds, field, ...look }: WordFieldProps) {
  return <TextBox {...look} value={draft[field]} why={refused[field]} onChange={(text) => change({ [field]: text })} />
}

interface TextBoxProps extends TextLook {
  readonly value: string
  readonly why: TextKey | undefined
  readonly onChange: (text: string) => void
}

export function TextBox({ label, value, why, onChange, ...look }: TextBoxProps) {
  const t = useText()
  const { hint = null, placeholder, type = 'text', size = type === 'time' ? 'time' : 'short' } = look
  return (
    <TextInput
      className={classes[size] ?? ''}
      aria-label={label}
      type={type}
      description={hint && t(hint)}
      {...(placeholder === undefined ? {} : { placeholder })}
      error={why && t(why)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface ChoiceFieldProps<T extends string> {
  readonly label: string
  readonly value: T | ''
  readonly choices: readonly { readonly value: T; readonly label: string }[]
  readonly onChoose: (value: T) => void
  readonly why?: TextKey | undefined
  readonly disabled?: boolean
  readonly wide?: boolean
}

/** One of a few, or one that can be searched for where there are many. */
export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const { label, value, choices, onChoose, why, disabled = false, wide = false } = props
  const t = useText()
  const data: Choice[] = [...choices]
  return (
    <Select
      className={classes[wide ? 'wide' : 'choice'] ?? ''}
      aria-label={label}
      placeholder={t('ruleForm.choose')}
      data={data}
      searchable={choices.length > SEARCHED}
      value={value === '' ? null : value}
      disabled={disabled}
      error={why && t(why)}
      onChange={(chosen) => {
        const choice = choices.find((one) => one.value === chosen)
        if (choice) onChoose(choice.value)
      }}
    />
  )
}

const SEARCHED = 10
