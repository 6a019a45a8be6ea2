import { MultiSelect } from '@mantine/core'
import { isEquality } from '../../../core/alerts/comparison.ts'
import { TOLD_TARGET_STATES } from '../../../core/alerts/told-state.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import { useText } from '../../text/use-text.ts'
import { MetricFields, ThresholdFields, UNIT_WORDS } from './rule-compare.tsx'
import type { Over, RuleDraft, Unit } from './rule-draft.ts'
import { ChoiceField, RulePart, Sentence, Word, WordField, type RulePartProps } from './rule-fields.tsx'
import { RuleFilters } from './rule-filters.tsx'
import { RuleFurther } from './rule-further.tsx'
import classes from './rule-form.module.css'
import { coveredFeeds, draftUnit } from './rule-measures.ts'

const OVERS = ['each', 'sum', 'avg', 'min', 'max', 'count'] as const satisfies readonly Over[]
interface WatchedProps extends RulePartProps {
  readonly allFeeds: readonly FeedShape[]
  /** What a rule is about is chosen once: its alerts are of that kind. */
  readonly isNew: boolean
}

/** The subjects and producers that there are, and what the rule has whether it is there or not. */
function useSubjects({ draft, allFeeds, isNew }: Pick<WatchedProps, 'draft' | 'allFeeds' | 'isNew'>) {
  const t = useText()
  const producers = new Set(allFeeds.filter(({ subject }) => subject === 'other').map(({ producerId }) => producerId))
  if (draft.producer !== 'queue' && draft.producer !== 'agent') producers.add(draft.producer)
  const rows = [
    { value: 'queue', label: t('ruleForm.queues') },
    { value: 'agent', label: t('ruleForm.agents') },
    ...[...producers].map((producer) => ({ value: producer, label: producer }))
  ]
  const stated = [
    { value: '/feed', label: t('ruleForm.connections') },
    { value: '/target', label: t('ruleForm.targets') }
  ]
  const value = draft.kind === 'realtime' ? draft.producer : `/${draft.kind}`
  if (isNew) return { value, choices: [...rows, ...stated] }
  return { value, choices: draft.kind === 'realtime' ? rows : stated.filter((one) => one.value === value) }
}

/** What a choice of the first field means. Another subject has other measures: nothing of the present ones is kept. */
function watched(value: string, draft: RuleDraft): Partial<RuleDraft> {
  if (value === '/feed') return { kind: 'feed' }
  if (value === '/target') return { kind: 'target' }
  if (draft.kind === 'realtime' && value === draft.producer) return {}
  return { kind: 'realtime', producer: value, scope: [], among: [], also: [], measure: '', denominator: '' }
}

/** The sentence of what is watched: which rows, taken how, and which number of theirs. */
export function RuleWhat(props: WatchedProps) {
  const { draft, refused, change, feeds } = props
  const t = useText()
  const { value, choices } = useSubjects(props)
  const isRows = draft.kind === 'realtime'
  return (
    <RulePart title={t('ruleForm.part.what')}>
      <Sentence>
        <Word>{t('ruleForm.watch')}</Word>
        <ChoiceField
          label={t('ruleForm.watch')}
          value={value}
          choices={choices}
          disabled={choices.length === 1}
          onChoose={(chosen) => change(watched(chosen, draft))}
        />
      </Sentence>
      {draft.kind === 'feed' && <p className={classes['changed']}>{t('ruleForm.feedSays')}</p>}
      {draft.kind === 'target' && <TargetStates {...props} />}
      {isRows && <RuleFilters {...props} list="scope" />}
      {isRows && (
        <Sentence>
          <Word>{t('ruleForm.take')}</Word>
          <ChoiceField
            label={t('ruleForm.take')}
            value={draft.over}
            choices={OVERS.map((over) => ({ value: over, label: t(`ruleForm.over.${over}`) }))}
            onChoose={(over) => change({ over })}
          />
        </Sentence>
      )}
      {isRows && draft.over === 'count' && <RuleFilters {...props} list="among" />}
      {isRows && draft.over !== 'count' && (
        <Sentence>
          <Word>{t('ruleForm.metric')}</Word>
          <MetricFields
            {...{ draft, feeds }}
            whyOf={(field) => refused[field]}
            called={t}
            change={(part) =>
              // Numbers of one kind are none of another.
              change(part.metric ? { ...part, critical: '', criticalClear: '' } : part)
            }
          />
        </Sentence>
      )}
    </RulePart>
  )
}

function TargetStates({ draft, refused, change }: RulePartProps) {
  const t = useText()
  const why = refused.states
  return (
    <Sentence>
      <Word>{t('ruleForm.states')}</Word>
      <MultiSelect
        className={classes['wide'] ?? ''}
        aria-label={t('ruleForm.states')}
        data={TOLD_TARGET_STATES.map((state) => ({ value: state, label: t(`targetState.${state}`) }))}
        value={draft.states}
        error={why && t(why)}
        onChange={(chosen) => change({ states: TOLD_TARGET_STATES.filter((state) => chosen.includes(state)) })}
      />
    </Sentence>
  )
}

/** The sentence of when it is an alert, and when it is over. */
export function RuleWhen(props: RulePartProps) {
  const { draft, refused, change, feeds } = props
  const t = useText()
  const unit = draftUnit(draft, coveredFeeds(draft.producer, feeds))
  const isRows = draft.kind === 'realtime'
  return (
    <RulePart title={t('ruleForm.part.when')}>
      {isRows && (
        <Sentence>
          <ThresholdFields {...{ draft, feeds, unit, change }} whyOf={(field) => refused[field]} called={t} />
        </Sentence>
      )}
      {isRows && <SecondLevel {...props} unit={unit} />}
      {isRows && <RuleFurther {...props} />}
      <Sentence>
        <Word>{t('ruleForm.forAtLeast')}</Word>
        <WordField {...props} field="pendingFor" label={t('rules.pendingFor')} />
        <Word>{t('ruleForm.time')}</Word>
      </Sentence>
      <Sentence>
        {isRows && !isEquality(draft.op) && (
          <>
            <Word>{t('ruleForm.overAt')}</Word>
            <WordField
              {...props}
              field="clear"
              label={t('rules.clear')}
              placeholder={draft.threshold === '' ? t('ruleForm.clearPlaceholder') : draft.threshold}
            />
          </>
        )}
        <Word>{t('ruleForm.overAfter')}</Word>
        <WordField {...props} field="keepFiringFor" label={t('rules.keepFiringFor')} />
        <Word>{t('ruleForm.ofAllClear')}</Word>
      </Sentence>
      {isRows && <WithoutData {...props} />}
    </RulePart>
  )
}

/** Where it is worse than the rule says. */
function SecondLevel(props: RulePartProps & { readonly unit: Unit }) {
  const { draft, unit } = props
  const t = useText()
  const unitWord = UNIT_WORDS[unit]
  const isThere = draft.critical !== '' || draft.criticalClear !== ''
  // One that can't be is not hidden: whoever wrote it has to say what becomes of it.
  if (!isThere && (isEquality(draft.op) || draft.severity === 'critical')) return null
  return (
    <Sentence>
      <Word>{t('ruleForm.criticalOver')}</Word>
      <WordField {...props} field="critical" label={t('ruleForm.critical')} placeholder={t('ruleForm.noCritical')} />
      {unitWord && <Word>{t(unitWord)}</Word>}
      {isThere && (
        <span className={classes['together']}>
          <Word>{t('ruleForm.noLongerAt')}</Word>
          <WordField
            {...props}
            field="criticalClear"
            label={t('ruleForm.criticalClear')}
            placeholder={draft.critical === '' ? t('ruleForm.clearPlaceholder') : draft.critical}
          />
        </span>
      )}
    </Sentence>
  )
}

const POLICIES = ['none', 'keepLast', 'alert', 'ok'] as const satisfies readonly RuleDraft['noData'][]

function WithoutData(props: RulePartProps) {
  const { draft, change } = props
  const t = useText()
  return (
    <Sentence>
      <Word>{t('ruleForm.noData')}</Word>
      <ChoiceField
        label={t('ruleForm.noData')}
        value={draft.noData}
        choices={POLICIES.map((policy) => ({ value: policy, label: t(`ruleForm.noDataPolicy.${policy}`) }))}
        onChoose={(noData) => change({ noData })}
      />
      {(draft.noData === 'alert' || draft.noData === 'ok') && (
        <>
          <WordField {...props} field="noDataAfter" label={t('ruleForm.noDataAfter')} />
          <Word>{t('ruleForm.time')}</Word>
        </>
      )}
      <p className={classes['hint']}>{t(`ruleForm.noDataHint.${draft.noData}`)}</p>
    </Sentence>
  )
}
