import { Select, Textarea, TextInput } from '@mantine/core'
import type { VaultView } from '../../../contract/views.ts'
import type { connectionFormWindow } from '../../../core/text/window-connection-form.ts'
import { useSection } from '../../state/hooks.ts'
import { secretLabel, secretText } from '../../text/failure-text.ts'
import type { TextKey, Translate } from '../../text/catalogue.ts'
import { useText } from '../../text/use-text.ts'
import { FIELDS, SECRETS, shownSecrets, type FormDraft } from './connection-draft.ts'
import classes from './connection-form.module.css'
import { SecretField } from './secret-field.tsx'
import type { Refusals } from './use-connection-test.ts'

const SECRET_HINTS: Readonly<Record<string, TextKey>> = {
  appKey: 'secretHint.appKey',
  clientSecret: 'secretHint.clientSecret',
  'giosg/token': 'secretHint.giosgToken',
  secretKey: 'secretHint.secretKey',
  password: 'secretHint.password',
  'thoughtspot/token': 'secretHint.thoughtspotToken'
}

export interface FieldsProps {
  readonly draft: FormDraft
  readonly refusals: Refusals
  readonly secretsSet: readonly string[]
  readonly onChange: (part: Partial<FormDraft>) => void
}

/** The words for what is wrong with a field; undefined while nothing is. */
function useRefusal(refusals: Refusals): (path: string) => string | undefined {
  const t = useText()
  return (path) => {
    const refusal = refusals.find((one) => one.path === path)
    return refusal && t(`refusal.${refusal.reason}`, { other: refusal.other ?? '' })
  }
}

function choicesOf(t: Translate, kind: 'tokenKind' | 'durationUnit'): { value: string; label: string }[] {
  if (kind === 'tokenKind')
    return (['token', 'bearer'] as const).map((value) => ({ value, label: t(`tokenKind.${value}`) }))
  return (['ms', 's'] as const).map((value) => ({ value, label: t(`durationUnit.${value}`) }))
}

export function ConfigFields({ draft, refusals, onChange }: FieldsProps) {
  const t = useText()
  const refusal = useRefusal(refusals)
  const change = (name: string, value: string): void => onChange({ values: { ...draft.values, [name]: value } })
  return (
    <div className={classes['fields']}>
      {FIELDS[draft.system].map(({ name, kind, placeholder }, index) => {
        const shared = {
          label: t(`field.${name}.label`),
          description: t(`field.${name}.hint`),
          error: refusal(`config.${name}`),
          value: draft.values[name] ?? ''
        }
        if (kind === 'tokenKind' || kind === 'durationUnit') {
          return (
            <Select
              key={name}
              {...shared}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              data={choicesOf(t, kind)}
              onChange={(value) => value !== null && change(name, value)}
            />
          )
        }
        const typed = {
          ...shared,
          spellCheck: false,
          autoComplete: 'off',
          ...(placeholder === undefined ? {} : { placeholder }),
          onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
            change(name, event.currentTarget.value)
        }
        if (kind === 'lines') return <Textarea key={name} {...typed} autosize minRows={2} maxRows={8} />
        return <TextInput key={name} {...typed} autoFocus={index === 0} />
      })}
    </div>
  )
}

function keptHow({
  locked,
  unavailable,
  protection
}: VaultView): keyof typeof connectionFormWindow.connectionForm.secretsKept {
  if (locked) return 'locked'
  return unavailable ? 'unasked' : protection
}

export function SecretFields({ draft, refusals, secretsSet, onChange }: FieldsProps) {
  const t = useText()
  const refusal = useRefusal(refusals)
  const vault = useSection('vault')
  const { system, signInBy, secrets } = draft

  const change = (field: string, value: string | undefined): void => {
    const others = Object.entries(secrets).filter(([name]) => name !== field)
    onChange({ secrets: Object.fromEntries(value === undefined ? others : [...others, [field, value]]) })
  }
  return (
    <fieldset className={classes['secrets']}>
      <legend>{t('connectionForm.secrets')}</legend>
      <p className={classes['dim']}>
        {t(`connectionForm.secretsKept.${keptHow(vault)}`)} {t('connectionForm.secretsHint')}
      </p>
      <div className={classes['fields']}>
        {system === 'thoughtspot' && (
          <Select
            label={t('field.signInBy.label')}
            description={t('field.signInBy.hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={SECRETS.thoughtspot.map((value) => ({ value, label: secretLabel(t, value) }))}
            value={signInBy}
            onChange={(value) => value !== null && onChange({ signInBy: value, secrets: {} })}
          />
        )}
        {shownSecrets(draft).map((field) => {
          const hint = SECRET_HINTS[field] ?? SECRET_HINTS[`${system}/${field}`]
          // ThoughtSpot takes any of three: what is missing is told of the first, whichever is shown.
          const path =
            system === 'thoughtspot' ? refusals.find((one) => one.path.startsWith('secrets.'))?.path : undefined
          return (
            <SecretField
              key={field}
              label={secretLabel(t, field)}
              name={secretText(t, field)}
              hint={hint ? t(hint) : ''}
              stored={secretsSet.includes(field)}
              value={secrets[field]}
              error={refusal(path ?? `secrets.${field}`)}
              onChange={(value) => change(field, value)}
            />
          )
        })}
      </div>
    </fieldset>
  )
}
