import { Button, Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { isEquality } from '../../../core/alerts/comparison.ts'
import type { RealtimeRule, Rule, Severity } from '../../../core/alerts/rule.ts'
import { ruleName } from '../../../core/text/default-rule-words.ts'
import { useFeedShapes } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import type { TextKey } from '../../text/catalogue.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useAction } from '../../ui/use-action.ts'
import { draftOf, NEVER, readDraft, type DraftField, type Refusals, type RuleDraft } from './rule-draft.ts'
import classes from './rule-list.module.css'
import type { KeptRule } from './rule-shelf.tsx'
import { ruleUnit } from './rule-text.ts'

const ASKS = {
  '>': 'rules.over',
  '>=': 'rules.overOrAt',
  '<': 'rules.under',
  '<=': 'rules.underOrAt',
  '=': 'rules.equal',
  '!=': 'rules.notEqual'
} as const satisfies Record<RealtimeRule['condition']['op'], TextKey>

const HINT = { number: null, duration: 'rules.durationHint', percent: 'rules.percentHint' } as const

const REPEAT_MINUTES = [5, 15, 30, 60] as const
const SEVERITIES = ['info', 'warning', 'critical'] as const satisfies Severity[]

interface RuleFormProps {
  readonly rule: Rule
  /** What was typed before; undefined as long as nothing was. */
  readonly kept: KeptRule | undefined
  readonly onChange: (kept: KeptRule) => void
  readonly onDone: () => void
}

/** Changes a rule. What can't be taken is said beside its field; what main refuses stands below, and nothing typed is lost. */
export function RuleForm({ rule, kept, onChange, onDone }: RuleFormProps) {
  const t = useText()
  const format = useFormat()
  const { bridge } = useWindow()
  const feeds = useFeedShapes()
  const unit = rule.kind === 'realtime' ? ruleUnit(rule, feeds) : 'number'
  const draft = kept?.draft ?? draftOf(rule, unit)
  const [refused, setRefused] = useState<Refusals>({})
  const save = useAction((changed: Rule) => bridge.saveRule(changed))
  const change = (part: Partial<RuleDraft>): void =>
    onChange({ draft: { ...draft, ...part }, version: kept?.version ?? rule.version })

  const submit = async (): Promise<void> => {
    const read = readDraft(rule, draft, unit)
    setRefused('refused' in read ? read.refused : {})
    if ('rule' in read && (await save.run(read.rule))) onDone()
  }

  const textField = (field: DraftField, label: TextKey, hint: TextKey | null) => {
    const why = refused[field]
    return (
      <TextInput
        label={t(label)}
        description={hint && t(hint)}
        error={why && t(why)}
        value={draft[field]}
        onChange={(event) => change({ [field]: event.currentTarget.value })}
      />
    )
  }

  const repeats = new Set<number>(REPEAT_MINUTES)
  if (rule.repeatEveryMs !== null) repeats.add(rule.repeatEveryMs / 60_000)
  return (
    <form
      noValidate
      aria-label={t('rules.editNamed', { name: ruleName(t, rule) })}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className={classes['fields']}>
        {rule.kind === 'realtime' && (
          <>
            {textField('threshold', ASKS[rule.condition.op], HINT[unit])}
            {!isEquality(rule.condition.op) && textField('clear', 'rules.clear', 'rules.clearHint')}
          </>
        )}
        {textField('pendingFor', 'rules.pendingFor', 'rules.pendingHint')}
        {textField('keepFiringFor', 'rules.keepFiringFor', 'rules.keepFiringHint')}
        <Select
          label={t('rules.severity')}
          data={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
          value={draft.severity}
          onChange={(value) => value && change({ severity: value })}
        />
        <Select
          label={t('rules.repeat')}
          data={[
            { value: NEVER, label: t('rules.repeatNever') },
            ...[...repeats].map((minutes) => ({
              value: String(minutes),
              label: t('rules.repeatEvery', { age: format.age(minutes * 60_000) })
            }))
          ]}
          value={draft.repeat}
          onChange={(value) => value !== null && change({ repeat: value })}
        />
      </div>
      <div className={classes['switches']}>
        <Switch
          label={t('rules.enabled')}
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        <Switch
          label={t('rules.announceEnd')}
          checked={draft.announceEnd}
          onChange={(event) => change({ announceEnd: event.currentTarget.checked })}
        />
      </div>
      {kept && kept.version !== rule.version && !save.busy && (
        <p role="status" className={classes['changed']}>
          <StateMark mark="warning" />
          {t('rules.changedElsewhere', { version: rule.version })}
        </p>
      )}
      {save.failure && <FailureNotice failure={save.failure} onClose={save.forget} />}
      <div className={classes['buttons']}>
        <Button type="submit" variant="filled" loading={save.busy}>
          {t('app.save')}
        </Button>
        <Button onClick={onDone}>{t('app.cancel')}</Button>
      </div>
    </form>
  )
}
