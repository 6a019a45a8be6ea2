import { MultiSelect } from '@mantine/core'
import { isEquality } from '../../../core/alerts/comparison.ts'
import type { TargetRule } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { TextKey } from '../../text/catalogue.ts'
import { useText } from '../../text/use-text.ts'
import type { Op, Over, RuleDraft } from './rule-draft.ts'
import { ChoiceField, RulePart, Sentence, Word, WordField, type RulePartProps } from './rule-fields.tsx'
import { RuleFilters } from './rule-filters.tsx'
import classes from './rule-form.module.css'
import { coveredFeeds, draftUnit, measureChoices } from './rule-measures.ts'

export const ASKS = {
  '>': 'rules.over',
  '>=': 'rules.overOrAt',
  '<': 'rules.under',
  '<=': 'rules.underOrAt',
  '=': 'rules.equal',
  '!=': 'rules.notEqual'
} as const satisfies Record<Op, TextKey>

const OPS = ['>', '>=', '<', '<=', '=', '!='] as const satisfies readonly Op[]
const OVERS = ['each', 'sum', 'avg', 'min', 'max', 'count'] as const satisfies readonly Over[]
const METRICS = ['measure', 'ratio', 'elapsed'] as const satisfies readonly RuleDraft['metric'][]
const STATES = ['reached', 'exceeded'] as const satisfies TargetRule['states']
const UNITS = { number: null, duration: 'ruleForm.time', percent: 'ruleForm.percent' } as const

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
  return { kind: 'realtime', producer: value, scope: [], among: [], measure: '', denominator: '' }
}

/** The sentence of what is watched: which rows, taken how, and which number of theirs. */
export function RuleWhat(props: WatchedProps) {
  const { draft, refused, change, feeds } = props
  const t = useText()
  const { value, choices } = useSubjects(props)
  const isRows = draft.kind === 'realtime'
  const measureField = (field: 'measure' | 'denominator', label: TextKey) => (
    <ChoiceField
      label={t(label)}
      value={draft[field]}
      choices={measureChoices(draft.metric, feeds, draft[field])}
      why={refused[field]}
      wide
      onChoose={(measure) => change({ [field]: measure })}
    />
  )
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
          <ChoiceField
            label={t('ruleForm.metric')}
            value={draft.metric}
            choices={METRICS.map((kind) => ({ value: kind, label: t(`ruleForm.kind.${kind}`) }))}
            onChoose={(metric) =>
              // A measure of one kind is none of another.
              change(metric === draft.metric ? {} : { metric, measure: '', denominator: '', threshold: '', clear: '' })
            }
          />
          {measureField('measure', draft.metric === 'ratio' ? 'ruleForm.numerator' : 'ruleForm.measure')}
          {draft.metric === 'ratio' && <Word>{t('ruleForm.of')}</Word>}
          {draft.metric === 'ratio' && measureField('denominator', 'ruleForm.denominator')}
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
        data={STATES.map((state) => ({ value: state, label: t(`targetState.${state}`) }))}
        value={draft.states}
        error={why && t(why)}
        onChange={(chosen) => change({ states: STATES.filter((state) => chosen.includes(state)) })}
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
  const unitWord = UNITS[unit]
  return (
    <RulePart title={t('ruleForm.part.when')}>
      {isRows && (
        <Sentence>
          <Word>{t('ruleForm.is')}</Word>
          <ChoiceField
            label={t('ruleForm.op')}
            value={draft.op}
            choices={OPS.map((op) => ({ value: op, label: t(`ruleForm.ops.${op}`) }))}
            why={refused.op}
            onChoose={(op) => change({ op })}
          />
          <WordField {...props} field="threshold" label={t(ASKS[draft.op])} />
          {unitWord && <Word>{t(unitWord)}</Word>}
        </Sentence>
      )}
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
