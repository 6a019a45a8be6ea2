import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Rule } from '../../../core/alerts/rule.ts'
import { ruleName } from '../../../core/text/default-rule-words.ts'
import { useFeedShapes } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useAction } from '../../ui/use-action.ts'
import { draftOf, newDraft, type Refusals, type RuleDraft } from './rule-draft.ts'
import { Sentence, Word, WordField } from './rule-fields.tsx'
import classes from './rule-form.module.css'
import { coveredFeeds, unitsOf } from './rule-measures.ts'
import { RulePreview } from './rule-preview.tsx'
import { readDraft } from './rule-reading.ts'
import type { KeptRule } from './rule-shelf.tsx'
import { RuleHours, RuleTelling } from './rule-telling.tsx'
import { RuleWhat, RuleWhen } from './rule-what.tsx'

interface RuleFormProps {
  /** What is changed, or what a new one begins from. */
  readonly rule: Rule
  readonly isNew: boolean
  /** What was typed before; undefined as long as nothing was. */
  readonly kept: KeptRule | undefined
  readonly onChange: (kept: KeptRule) => void
  readonly onDone: () => void
}

/**
 * A rule in plain sentences. What can't be taken is said at its field, and the first of them takes the focus; what main refuses stands
 * below, and nothing typed is lost.
 */
export function RuleForm({ rule, isNew, kept, onChange, onDone }: RuleFormProps) {
  const t = useText()
  const { bridge, zone } = useWindow()
  const allFeeds = useFeedShapes()
  const name = ruleName(t, rule)
  const draft = kept?.draft ?? (isNew ? newDraft(zone) : { ...draftOf(rule, unitsOf(rule, allFeeds), zone), name })
  const [refused, setRefused] = useState<Refusals>({})
  const [form, setForm] = useState<HTMLFormElement | null>(null)
  const save = useAction((changed: Rule) =>
    isNew ? bridge.createRule({ rule: changed, copyOf: kept?.copyOf ?? null }) : bridge.saveRule(changed)
  )
  const change = (part: Partial<RuleDraft>): void =>
    onChange({ ...kept, draft: { ...draft, ...part }, version: kept?.version ?? rule.version })
  // A rule of the product goes on being called in the language of the screen, until somebody renames it.
  const read = readDraft(rule, draft.name === name ? { ...draft, name: rule.name } : draft, allFeeds)
  const part = { draft, refused, change, feeds: coveredFeeds(draft.producer, allFeeds) }

  const submit = async (): Promise<void> => {
    setRefused('refused' in read ? read.refused : {})
    if ('refused' in read) {
      return
    }
    if (await save.run(read.rule)) onDone()
  }
  useEffect(() => {
    if (Object.keys(refused).length > 0) form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refused, form])

  return (
    <form
      noValidate
      ref={setForm}
      className={classes['form']}
      aria-label={isNew ? t('ruleForm.newTitle') : t('rules.editNamed', { name })}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Sentence>
        <Word>{t('ruleForm.name')}</Word>
        <WordField {...part} field="name" label={t('ruleForm.name')} size="name" />
      </Sentence>
      <RuleWhat {...part} allFeeds={allFeeds} isNew={isNew} />
      <RuleWhen {...part} />
      <RulePreview rule={'rule' in read ? read.rule : undefined} copyOf={kept?.copyOf} />
      <RuleTelling {...part} />
      <RuleHours {...part} />
      {!isNew && kept && kept.version !== rule.version && !save.busy && (
        <p role="status" className={classes['changed']}>
          <StateMark mark="warning" />
          {t('rules.changedElsewhere', { version: rule.version })}
        </p>
      )}
      {save.failure && <FailureNotice failure={save.failure} onClose={save.forget} />}
      <div className={classes['buttons']}>
        <Button type="submit" variant="filled" loading={save.busy}>
          {t(isNew ? 'ruleForm.create' : 'app.save')}
        </Button>
        <Button onClick={onDone}>{t('app.cancel')}</Button>
      </div>
    </form>
  )
}
