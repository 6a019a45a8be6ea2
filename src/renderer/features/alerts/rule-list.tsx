import { Button } from '@mantine/core'
import type { Rule } from '../../../core/alerts/rule.ts'
import { ruleName } from '../../../core/text/default-rule-words.ts'
import { useFeedShapes, useSection } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { Tag } from '../../ui/tag.tsx'
import { RuleForm } from './rule-form.tsx'
import classes from './rule-list.module.css'
import { closeRule, keepRule, useOpenRules, type KeptRule } from './rule-shelf.tsx'
import { ruleLine } from './rule-text.ts'
import { useWhyQuestion } from './why-shelf.ts'

interface RuleLineProps {
  readonly rule: Rule
  readonly editing: boolean
  readonly kept: KeptRule | undefined
  readonly onEdit: (ruleId: string | undefined) => void
  readonly onChange: (kept: KeptRule) => void
  readonly onDone: () => void
}

function RuleLine({ rule, editing, kept, onEdit, onChange, onDone }: RuleLineProps) {
  const t = useText()
  const format = useFormat()
  const feeds = useFeedShapes()
  return (
    <li className={classes['rule']}>
      <StateMark mark={rule.severity} />
      <div className={classes['text']}>
        <p>
          <strong>{ruleName(t, rule)}</strong> {!rule.enabled && <Tag>{t('rules.off')}</Tag>}
        </p>
        <p className={classes['dim']}>
          {ruleLine(rule, feeds, t, format)} · {t('rules.version', { version: rule.version })}
        </p>
      </div>
      <Button
        aria-label={t('rules.editNamed', { name: ruleName(t, rule) })}
        aria-expanded={editing}
        onClick={() => onEdit(editing ? undefined : rule.id)}
      >
        {t('rules.edit')}
      </Button>
      {editing && (
        <div className={classes['form']}>
          <RuleForm rule={rule} kept={kept} onChange={onChange} onDone={onDone} />
        </div>
      )}
    </li>
  )
}

function WhyButton() {
  const t = useText()
  const [, setWhy] = useWhyQuestion()
  return <Button onClick={() => setWhy({})}>{t('why.title')}</Button>
}

export function RuleList() {
  const t = useText()
  const rules = useSection('rules')
  const [open, setOpen] = useOpenRules()
  return (
    <Card title={t('alerts.rules')} aside={<WhyButton />}>
      {rules.length === 0 && <EmptyNote title={t('rules.emptyTitle')} next={t('rules.emptyNext')} />}
      <ul className={classes['list']}>
        {rules.map((rule) => (
          <RuleLine
            key={rule.id}
            rule={rule}
            editing={rule.id === open.editedId}
            kept={open.kept.get(rule.id)}
            onEdit={(editedId) => setOpen((before) => ({ ...before, editedId }))}
            onChange={(kept) => setOpen((before) => keepRule(before, rule.id, kept))}
            onDone={() => setOpen((before) => closeRule(before, rule.id))}
          />
        ))}
      </ul>
    </Card>
  )
}
