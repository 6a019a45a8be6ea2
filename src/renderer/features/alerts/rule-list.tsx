import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { Rule } from '../../../core/alerts/rule.ts'
import { ruleName } from '../../../core/text/default-rule-words.ts'
import { textOrder } from '../../../core/text/format.ts'
import { useFeedShapes, useMirror, useNow, useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import type { Translate } from '../../text/catalogue.ts'
import { useLocale, useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { draftOf, NEW_RULE } from './rule-draft.ts'
import { RuleFiles } from './rule-files.tsx'
import { RuleForm } from './rule-form.tsx'
import { RuleLine } from './rule-line.tsx'
import classes from './rule-list.module.css'
import { unitsOf } from './rule-measures.ts'
import { firedInAll } from './rule-noise.tsx'
import { closeRule, keepRule, NEW_ID, useOpenRules } from './rule-shelf.tsx'
import { ruleState, stateRank, type RuleState } from './rule-state.ts'
import { RemovedRules, RuleVersions } from './rule-versions.tsx'
import { useRuleNoise, type RuleNoise } from './use-rule-noise.ts'
import { useWhyQuestion } from './why-shelf.ts'

const SORTS = ['order', 'name', 'state', 'noise'] as const
type Sort = (typeof SORTS)[number]
const isSort = (text: string | null): text is Sort => SORTS.some((one) => one === text)

interface Listed {
  readonly rule: Rule
  readonly state: RuleState
  readonly noise: RuleNoise | undefined
}

function inOrder(listed: readonly Listed[], sort: Sort, locale: string, t: Translate): readonly Listed[] {
  const byName = textOrder(locale)
  const compare: Record<Sort, (a: Listed, b: Listed) => number> = {
    order: () => 0,
    name: (a, b) => byName(ruleName(t, a.rule), ruleName(t, b.rule)),
    state: (a, b) => stateRank(a.state, a.rule) - stateRank(b.state, b.rule),
    noise: (a, b) => firedInAll(b.noise) - firedInAll(a.noise)
  }
  return [...listed].sort(compare[sort])
}

/** Each rule with how it stands now and what it came to lately. */
function useListed(): readonly Listed[] {
  const rules = useSection('rules')
  const noise = useRuleNoise()
  const nowMs = useNow()
  const feeds = useFeedShapes()
  const silent = useSilentFeeds()
  const alerts = useSection('alerts')
  const allUntilMs = useMirror((state) => state.view?.headline.snoozedUntilMs ?? null)
  return rules.map((rule) => {
    const own = noise?.get(rule.id)
    const untilMs = Math.max(allUntilMs ?? 0, own?.snoozedUntilMs ?? 0)
    const state = ruleState(rule, { alerts, feeds, silent, isSnoozed: untilMs > nowMs, nowMs })
    return { rule, state, noise: own }
  })
}

function WhyButton() {
  const t = useText()
  const [, setWhy] = useWhyQuestion()
  return <Button onClick={() => setWhy({})}>{t('why.title')}</Button>
}

export function RuleList() {
  const t = useText()
  const locale = useLocale()
  const { zone } = useWindow()
  const feeds = useFeedShapes()
  const listed = useListed()
  const [open, setOpen] = useOpenRules()
  const [sort, setSort] = useState<Sort>('order')
  const [versionsOf, setVersionsOf] = useState<string>()
  const [isRemovedShown, setRemovedShown] = useState(false)
  const edit = (editedId: string | undefined): void => setOpen((before) => ({ ...before, editedId }))

  const duplicate = (rule: Rule): void => {
    const name = t('ruleList.copyName', { name: ruleName(t, rule) })
    const draft = { ...draftOf(rule, unitsOf(rule, feeds), zone), name }
    setOpen((before) => ({ ...keepRule(before, NEW_ID, { draft, version: 1, copyOf: rule.id }), editedId: NEW_ID }))
  }
  const copied = listed.find(({ rule }) => rule.id === open.kept.get(NEW_ID)?.copyOf)?.rule

  return (
    <Card
      title={t('alerts.rules')}
      aside={
        <div className={classes['head']}>
          <span aria-hidden>{t('ruleList.sort')}</span>
          <Select
            className={classes['sort'] ?? ''}
            size="xs"
            aria-label={t('ruleList.sort')}
            data={SORTS.map((value) => ({ value, label: t(`ruleList.sortBy.${value}`) }))}
            value={sort}
            onChange={(chosen) => isSort(chosen) && setSort(chosen)}
          />
          <WhyButton />
          <Button variant="filled" aria-expanded={open.editedId === NEW_ID} onClick={() => edit(NEW_ID)}>
            {t('ruleList.new')}
          </Button>
        </div>
      }
    >
      <RuleFiles>
        <Button onClick={() => setRemovedShown(true)}>{t('ruleList.removed')}</Button>
      </RuleFiles>
      {open.editedId === NEW_ID && (
        <CardBody>
          <RuleForm
            rule={copied ?? NEW_RULE}
            isNew
            kept={open.kept.get(NEW_ID)}
            onChange={(kept) => setOpen((before) => keepRule(before, NEW_ID, kept))}
            onDone={() => setOpen((before) => closeRule(before, NEW_ID))}
          />
        </CardBody>
      )}
      {listed.length === 0 && <EmptyNote title={t('rules.emptyTitle')} next={t('rules.emptyNext')} />}
      <ul className={classes['list']}>
        {inOrder(listed, sort, locale, t).map(({ rule, state, noise }) => (
          <RuleLine
            key={rule.id}
            {...{ rule, state, noise }}
            isEdited={rule.id === open.editedId}
            kept={open.kept.get(rule.id)}
            onEdit={() => edit(rule.id === open.editedId ? undefined : rule.id)}
            onChange={(kept) => setOpen((before) => keepRule(before, rule.id, kept))}
            onDone={() => setOpen((before) => closeRule(before, rule.id))}
            onDuplicate={() => duplicate(rule)}
            onVersions={() => setVersionsOf(rule.id)}
          />
        ))}
      </ul>
      <RuleVersions ruleId={versionsOf} onClose={() => setVersionsOf(undefined)} />
      <RemovedRules opened={isRemovedShown} onClose={() => setRemovedShown(false)} />
    </Card>
  )
}
