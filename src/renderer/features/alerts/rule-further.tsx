import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { isEquality } from '../../../core/alerts/comparison.ts'
import type { TextKey } from '../../text/catalogue.ts'
import { useText } from '../../text/use-text.ts'
import { MetricFields, ThresholdFields } from './rule-compare.tsx'
import { FURTHER_AT_MOST, NEW_FURTHER, type FurtherDraft, type RuleDraft } from './rule-draft.ts'
import { ChoiceField, Sentence, TextBox, Word, type RulePartProps } from './rule-fields.tsx'
import classes from './rule-form.module.css'
import { furtherDraftUnit } from './rule-measures.ts'

const JOINS = ['all', 'any'] as const satisfies readonly RuleDraft['join'][]
const OVERS = ['same', 'sum', 'avg', 'min', 'max', 'count'] as const satisfies readonly FurtherDraft['over'][]

/** Conditions beside the rule's own. The keyboard goes on in the one that was added, and beside the one that was taken away. */
export function RuleFurther(props: RulePartProps) {
  const { draft, change } = props
  const { also } = draft
  const t = useText()
  const part = useRef<HTMLDivElement>(null)
  const next = useRef<string | null>(null)
  useEffect(() => {
    if (next.current !== null) part.current?.querySelector<HTMLElement>(next.current)?.focus()
    next.current = null
  }, [also.length])
  const add = (): void => {
    next.current = `[data-further='${also.length}'] input:not([type=hidden])`
    change({ also: [...also, NEW_FURTHER] })
  }
  const drop = (at: number): void => {
    next.current = also.length === 1 ? '[data-add]' : `[data-further='${Math.min(at, also.length - 2)}'] [data-drop]`
    change({ also: also.filter((_one, place) => place !== at) })
  }
  return (
    <div ref={part} className={classes['lines']}>
      {also.length > 0 && (
        <Sentence>
          <Word>{t('ruleForm.joinWord')}</Word>
          <ChoiceField
            label={t('ruleForm.join')}
            value={draft.join}
            choices={JOINS.map((join) => ({ value: join, label: t(`ruleForm.joinBy.${join}`) }))}
            wide
            onChoose={(join) => change({ join })}
          />
        </Sentence>
      )}
      {also.map((further, at) => (
        // Conditions have no name of their own: their place is who they are.
        <FurtherLine key={at} {...props} further={further} at={at} onDrop={() => drop(at)} />
      ))}
      {also.length < FURTHER_AT_MOST && (
        <div>
          <Button variant="subtle" data-add onClick={add}>
            {t('ruleForm.addFurther')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface FurtherLineProps extends RulePartProps {
  readonly further: FurtherDraft
  readonly at: number
  readonly onDrop: () => void
}

function FurtherLine({ draft, refused, feeds, change, further, at, onDrop }: FurtherLineProps) {
  const t = useText()
  const isTogether = draft.over !== 'each'
  const set = (changed: Partial<FurtherDraft>): void =>
    change({ also: draft.also.map((one, place) => (place === at ? { ...one, ...changed } : one)) })
  const called = (label: TextKey): string => t('ruleForm.furtherLabel', { label: t(label), number: at + 1 })
  const parts = { draft: further, feeds, change: set, called }
  const whyOf = (field: 'measure' | 'denominator' | 'op' | 'threshold' | 'clear') => refused[`also.${at}.${field}`]
  const counts = isTogether && (further.over === 'same' ? draft.over : further.over) === 'count'
  return (
    <div data-further={at}>
      <Sentence>
        <Word>{t(`ruleForm.furtherWord.${draft.join}`)}</Word>
        {isTogether && (
          <ChoiceField
            label={called('ruleForm.take')}
            value={further.over}
            choices={OVERS.map((over) => ({
              value: over,
              label: t(over === 'same' ? 'ruleForm.sameOver' : `ruleForm.over.${over}`)
            }))}
            onChoose={(over) => set({ over })}
          />
        )}
        {!counts && <MetricFields {...parts} whyOf={whyOf} />}
        <ThresholdFields {...parts} whyOf={whyOf} unit={furtherDraftUnit(draft, further, feeds)} />
        {!isEquality(further.op) && (
          <span className={classes['together']}>
            <Word>{t('ruleForm.noLongerAt')}</Word>
            <TextBox
              label={called('rules.clear')}
              value={further.clear}
              why={whyOf('clear')}
              placeholder={further.threshold === '' ? t('ruleForm.clearPlaceholder') : further.threshold}
              onChange={(clear) => set({ clear })}
            />
          </span>
        )}
        <ActionIcon mt={4} data-drop aria-label={t('ruleForm.dropFurther', { number: at + 1 })} onClick={onDrop}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </Sentence>
    </div>
  )
}
