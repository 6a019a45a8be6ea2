import type { RealtimeRule } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { TextKey } from '../../text/catalogue.ts'
import { useText } from '../../text/use-text.ts'
import type { ConditionDraft, FurtherField, Unit } from './rule-draft.ts'
import { ChoiceField, TextBox, Word } from './rule-fields.tsx'
import { measureChoices } from './rule-measures.ts'

const ASKS = {
  '>': 'rules.over',
  '>=': 'rules.overOrAt',
  '<': 'rules.under',
  '<=': 'rules.underOrAt',
  '=': 'rules.equal',
  '!=': 'rules.notEqual'
} as const satisfies Record<RealtimeRule['condition']['op'], TextKey>

const OPS = ['>', '>=', '<', '<=', '=', '!='] as const satisfies readonly ConditionDraft['op'][]
const METRICS = ['measure', 'ratio', 'elapsed'] as const satisfies readonly ConditionDraft['metric'][]
export const UNIT_WORDS = { number: null, duration: 'ruleForm.time', percent: 'ruleForm.percent' } as const

interface CompareProps {
  readonly draft: ConditionDraft
  readonly feeds: readonly FeedShape[]
  readonly whyOf: (field: FurtherField) => TextKey | undefined
  readonly change: (part: Partial<ConditionDraft>) => void
  /** What a field is called: those of further conditions are numbered. */
  readonly called: (label: TextKey) => string
}

/** Which number is looked at. */
export function MetricFields({ draft, feeds, whyOf, change, called }: CompareProps) {
  const t = useText()
  const measureField = (field: 'measure' | 'denominator', label: TextKey) => (
    <ChoiceField
      label={called(label)}
      value={draft[field]}
      choices={measureChoices(draft.metric, feeds, draft[field])}
      why={whyOf(field)}
      wide
      onChoose={(measure) => change({ [field]: measure })}
    />
  )
  return (
    <>
      <ChoiceField
        label={called('ruleForm.metric')}
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
    </>
  )
}

/** With what it is compared, and how. */
export function ThresholdFields({ draft, unit, whyOf, change, called }: CompareProps & { readonly unit: Unit }) {
  const t = useText()
  const unitWord = UNIT_WORDS[unit]
  return (
    <>
      <Word>{t('ruleForm.is')}</Word>
      <ChoiceField
        label={called('ruleForm.op')}
        value={draft.op}
        choices={OPS.map((op) => ({ value: op, label: t(`ruleForm.ops.${op}`) }))}
        why={whyOf('op')}
        onChoose={(op) => change({ op })}
      />
      <TextBox
        label={called(ASKS[draft.op])}
        value={draft.threshold}
        why={whyOf('threshold')}
        onChange={(threshold) => change({ threshold })}
      />
      {unitWord && <Word>{t(unitWord)}</Word>}
    </>
  )
}
