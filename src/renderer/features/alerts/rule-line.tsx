import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { Rule } from '../../../core/alerts/rule.ts'
import { ruleName } from '../../../core/text/default-rule-words.ts'
import { useFeedShapes } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useAction } from '../../ui/use-action.ts'
import { RuleForm } from './rule-form.tsx'
import classes from './rule-list.module.css'
import { RuleNoiseBars } from './rule-noise.tsx'
import type { KeptRule } from './rule-shelf.tsx'
import { stateMark, stateText, type RuleState } from './rule-state.ts'
import { ruleLine } from './rule-text.ts'
import type { RuleNoise } from './use-rule-noise.ts'
import { useWhyQuestion } from './why-shelf.ts'

interface RuleLineProps {
  readonly rule: Rule
  readonly state: RuleState
  readonly noise: RuleNoise | undefined
  readonly isEdited: boolean
  readonly kept: KeptRule | undefined
  readonly onEdit: () => void
  readonly onChange: (kept: KeptRule) => void
  readonly onDone: () => void
  readonly onDuplicate: () => void
  readonly onVersions: () => void
}

/** One rule: what it says, how it stands, how much noise it made, and what can be done about it. */
export function RuleLine(props: RuleLineProps) {
  const { rule, state, noise, isEdited, kept, onEdit, onChange, onDone, onDuplicate, onVersions } = props
  const t = useText()
  const format = useFormat()
  const feeds = useFeedShapes()
  const { bridge } = useWindow()
  const turn = useAction(() => bridge.saveRule({ ...rule, enabled: !rule.enabled }))
  const remove = useAction(() => bridge.removeRule({ ruleId: rule.id, version: rule.version }))
  const name = ruleName(t, rule)
  const failure = turn.failure ?? remove.failure
  const [, setWhy] = useWhyQuestion()
  return (
    <li className={classes['rule']}>
      <StateMark mark={rule.severity} />
      <div className={classes['text']}>
        <p>
          <strong>{name}</strong>
        </p>
        <p className={classes['dim']}>
          {ruleLine(rule, feeds, t, format)} · {t('rules.version', { version: rule.version })}
        </p>
      </div>
      <div className={classes['facts']}>
        <p className={classes['state']}>
          <StateMark mark={stateMark(state, rule)} silent /> {stateText(state, t)}
        </p>
        <RuleNoiseBars noise={noise} />
      </div>
      <div className={classes['actions']}>
        <Button aria-label={t('rules.editNamed', { name })} aria-expanded={isEdited} onClick={onEdit}>
          {t('rules.edit')}
        </Button>
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <ActionIcon size={26} aria-label={t('ruleList.more', { name })} loading={turn.busy || remove.busy}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onDuplicate}>{t('ruleList.duplicate')}</Menu.Item>
            <Menu.Item onClick={onVersions}>{t('ruleList.versions')}</Menu.Item>
            <Menu.Item onClick={() => setWhy({ ruleId: rule.id })}>{t('why.title')}</Menu.Item>
            <Menu.Item onClick={() => void turn.run()}>
              {t(rule.enabled ? 'ruleList.turnOff' : 'ruleList.turnOn')}
            </Menu.Item>
            <Menu.Item onClick={() => void remove.run()}>{t('ruleList.remove')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {failure && (
        <div className={classes['form']}>
          <FailureNotice
            failure={failure}
            onClose={() => {
              turn.forget()
              remove.forget()
            }}
          />
        </div>
      )}
      {isEdited && (
        <div className={classes['form']}>
          <RuleForm rule={rule} isNew={false} kept={kept} onChange={onChange} onDone={onDone} />
        </div>
      )}
    </li>
  )
}
