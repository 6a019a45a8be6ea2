import { Button } from '@mantine/core'
import { useState } from 'react'
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
import { ruleLine } from './rule-text.ts'

interface RuleLineProps {
  readonly rule: Rule
  readonly editing: boolean
  readonly onEdit: (ruleId: string | undefined) => void
}

function RuleLine({ rule, editing, onEdit }: RuleLineProps) {
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
          <RuleForm key={`${rule.id}/${rule.version}`} rule={rule} onDone={() => onEdit(undefined)} />
        </div>
      )}
    </li>
  )
}

export function RuleList() {
  const t = useText()
  const rules = useSection('rules')
  const [editedId, setEditedId] = useState<string>()
  return (
    <Card title={t('alerts.rules')}>
      {rules.length === 0 && <EmptyNote title={t('rules.emptyTitle')} next={t('rules.emptyNext')} />}
      <ul className={classes['list']}>
        {rules.map((rule) => (
          <RuleLine key={rule.id} rule={rule} editing={rule.id === editedId} onEdit={setEditedId} />
        ))}
      </ul>
    </Card>
  )
}
