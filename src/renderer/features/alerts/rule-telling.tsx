import { Checkbox, Switch } from '@mantine/core'
import type { Severity } from '../../../core/alerts/rule.ts'
import { UNSTABLE } from '../../../core/alerts/unstable.ts'
import { WEEKDAYS } from '../../../core/weekly-hours.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { MINUTE_MS, NEVER, type RuleDraft } from './rule-draft.ts'
import { ChoiceField, RulePart, Sentence, Word, WordField, type RulePartProps } from './rule-fields.tsx'
import classes from './rule-form.module.css'

const REPEAT_MINUTES = ['5', '15', '30', '60'] as const
const SEVERITIES = ['info', 'warning', 'critical'] as const satisfies Severity[]

/** How loud it is, and how often it is told. */
export function RuleTelling(props: RulePartProps) {
  const { draft, change } = props
  const t = useText()
  const format = useFormat()
  const repeats = new Set<string>(REPEAT_MINUTES)
  if (draft.repeat !== NEVER) repeats.add(draft.repeat)
  return (
    <RulePart title={t('ruleForm.part.telling')}>
      <Sentence>
        <Word>{t('rules.severity')}</Word>
        <ChoiceField
          label={t('rules.severity')}
          value={draft.severity}
          choices={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
          onChoose={(severity) => change({ severity })}
        />
        <Word>{t('rules.repeat')}</Word>
        <ChoiceField
          label={t('rules.repeat')}
          value={draft.repeat}
          choices={[
            { value: NEVER, label: t('rules.repeatNever') },
            ...[...repeats].map((minutes) => ({
              value: minutes,
              label: t('rules.repeatEvery', { age: format.age(Number(minutes) * MINUTE_MS) })
            }))
          ]}
          onChoose={(repeat) => change({ repeat })}
        />
        {draft.repeat !== NEVER && (
          <>
            <Word>{t('ruleForm.atMost')}</Word>
            <WordField {...props} field="repeatAtMost" label={t('ruleForm.timesAtMost')} hint="ruleForm.timesHint" />
            <Word>{t('ruleForm.times')}</Word>
          </>
        )}
      </Sentence>
      {draft.kind !== 'target' && <ComesAndGoes {...props} />}
      <Switch
        label={t('rules.announceEnd')}
        checked={draft.announceEnd}
        onChange={(event) => change({ announceEnd: event.currentTarget.checked })}
      />
      <Switch
        label={t('ruleForm.shadow')}
        checked={draft.isShadow}
        onChange={(event) => change({ isShadow: event.currentTarget.checked })}
      />
      <Switch
        label={t('rules.enabled')}
        checked={draft.enabled}
        onChange={(event) => change({ enabled: event.currentTarget.checked })}
      />
    </RulePart>
  )
}

/** All that this computer knows. */
export const zones = (): readonly string[] => Intl.supportedValuesOf('timeZone')

const HOW = ['usual', 'own', 'never'] as const satisfies readonly RuleDraft['unstable'][]

/** When alerts that come and go are one. */
function ComesAndGoes(props: RulePartProps) {
  const { draft, change } = props
  const t = useText()
  const format = useFormat()
  return (
    <Sentence>
      <Word>{t('ruleForm.unstable')}</Word>
      <ChoiceField
        label={t('ruleForm.unstable')}
        value={draft.unstable}
        choices={HOW.map((how) => ({ value: how, label: t(`ruleForm.unstableBy.${how}`) }))}
        onChoose={(unstable) => change({ unstable })}
      />
      {draft.unstable === 'own' && (
        <>
          <Word>{t('ruleForm.unstableAfter')}</Word>
          <WordField {...props} field="unstableTimes" label={t('ruleForm.unstableTimes')} />
          <Word>{t('ruleForm.unstableIn')}</Word>
          <WordField {...props} field="unstableWithin" label={t('ruleForm.unstableWithin')} />
          <Word>{t('ruleForm.calmWord')}</Word>
          <WordField {...props} field="calmFor" label={t('ruleForm.calmFor')} />
          <Word>{t('ruleForm.steadyWord')}</Word>
          <WordField {...props} field="steadyFor" label={t('ruleForm.steadyFor')} />
          <Word>{t('ruleForm.steadyEnd')}</Word>
        </>
      )}
      <p className={classes['hint']}>
        {t(`ruleForm.unstableHint.${draft.unstable}`, {
          times: UNSTABLE.times,
          within: format.duration(UNSTABLE.withinMs),
          calm: format.duration(UNSTABLE.calmForMs)
        })}
      </p>
    </Sentence>
  )
}

/** When it counts, by clocks in its zone. */
export function RuleHours(props: RulePartProps) {
  const { draft, refused, change } = props
  const t = useText()
  const why = refused.days
  const all = [...new Set([draft.zone, ...zones()])]
  return (
    <RulePart title={t('ruleForm.part.hours')}>
      <Sentence>
        <Word>{t('ruleForm.hours')}</Word>
        <ChoiceField
          label={t('ruleForm.hours')}
          value={draft.hasHours ? 'hours' : 'always'}
          choices={[
            { value: 'always', label: t('ruleForm.always') },
            { value: 'hours', label: t('ruleForm.atHours') }
          ]}
          onChoose={(chosen) => change({ hasHours: chosen === 'hours' })}
        />
      </Sentence>
      {draft.hasHours && (
        <>
          <Checkbox.Group
            aria-label={t('ruleForm.days')}
            error={why && t(why)}
            value={[...draft.days]}
            onChange={(days) => change({ days: WEEKDAYS.filter((day) => days.includes(day)) })}
          >
            <div className={classes['days']}>
              {WEEKDAYS.map((day) => (
                <Checkbox key={day} value={day} label={t(`rules.says.day.${day}`)} />
              ))}
            </div>
          </Checkbox.Group>
          <Sentence>
            <Word>{t('ruleForm.from')}</Word>
            <WordField {...props} field="from" label={t('ruleForm.from')} type="time" />
            <Word>{t('ruleForm.to')}</Word>
            <WordField {...props} field="to" label={t('ruleForm.to')} type="time" />
            <ChoiceField
              label={t('ruleForm.zone')}
              value={draft.zone}
              choices={all.map((zone) => ({ value: zone, label: zone }))}
              why={refused.zone}
              wide
              onChoose={(zone) => change({ zone })}
            />
          </Sentence>
          <Sentence>
            <Word>{t('ruleForm.holidays')}</Word>
            <WordField
              {...props}
              field="holidays"
              label={t('ruleForm.holidays')}
              hint="ruleForm.holidaysHint"
              size="wide"
            />
          </Sentence>
        </>
      )}
    </RulePart>
  )
}
