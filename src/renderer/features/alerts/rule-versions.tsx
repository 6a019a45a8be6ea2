import { Button, Drawer, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { Rule } from '../../../core/alerts/rule.ts'
import type { RequestOutput } from '../../../contract/requests.ts'
import { ruleName } from '../../../core/text/default-rule-words.ts'
import { useFeedShapes, useNow, useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Tag } from '../../ui/tag.tsx'
import { useAction } from '../../ui/use-action.ts'
import { ruleDifferences } from './rule-diff.ts'
import { ruleLine } from './rule-text.ts'
import classes from './rule-versions.module.css'
import { useAsked } from './use-asked.ts'

type Version = RequestOutput<'rule:versions'>['versions'][number]
const AGAINST = ['before', 'now'] as const
type Against = (typeof AGAINST)[number]

interface RuleVersionsProps {
  /** Undefined: closed. */
  readonly ruleId: string | undefined
  readonly onClose: () => void
}

/** What became of a rule: each version with what it changed, and a way back to it. */
export function RuleVersions({ ruleId, onClose }: RuleVersionsProps) {
  const t = useText()
  const rule = useSection('rules').find(({ id }) => id === ruleId)
  return (
    <Drawer
      opened={rule !== undefined}
      onClose={onClose}
      title={t('ruleVersions.title', { name: rule ? ruleName(t, rule) : '' })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {rule && <VersionList key={rule.id} rule={rule} />}
    </Drawer>
  )
}

function VersionList({ rule }: { readonly rule: Rule }) {
  const t = useText()
  const { bridge } = useWindow()
  const [against, setAgainst] = useState<Against>('before')
  const asked = useAsked(`${rule.id} ${rule.version}`, () => bridge.listRuleVersions({ ruleId: rule.id }))
  const restore = useAction((version: number) => bridge.restoreRule({ ruleId: rule.id, version, over: rule.version }))
  if (asked.kind === 'loading') return <p className={classes['dim']}>{t('ruleVersions.loading')}</p>
  if (asked.kind === 'failed') return <FailureNotice failure={asked.failure} />
  const { versions } = asked.value
  if (versions.length === 0) return <p className={classes['dim']}>{t('ruleVersions.none')}</p>
  return (
    <>
      <SegmentedControl
        aria-label={t('ruleVersions.against')}
        data={AGAINST.map((value) => ({ value, label: t(`ruleVersions.${value}`) }))}
        value={against}
        onChange={(chosen) => setAgainst(chosen === 'now' ? 'now' : 'before')}
      />
      {restore.failure && <FailureNotice failure={restore.failure} onClose={restore.forget} />}
      <ol className={classes['list']} reversed>
        {versions.map((one, at) => (
          <VersionLine
            key={one.rule.version}
            version={one}
            than={against === 'now' ? rule : versions[at + 1]?.rule}
            against={against}
            isPresent={one.rule.version === rule.version}
            busy={restore.busy}
            onRestore={() => void restore.run(one.rule.version)}
          />
        ))}
      </ol>
    </>
  )
}

interface VersionLineProps {
  readonly version: Version
  /** What it is compared with; undefined for the first one. */
  readonly than: Rule | undefined
  readonly against: Against
  readonly isPresent: boolean
  readonly busy: boolean
  readonly onRestore: () => void
}

function VersionLine({ version, than, against, isPresent, busy, onRestore }: VersionLineProps) {
  const { rule, atMs, how } = version
  const t = useText()
  const format = useFormat()
  const feeds = useFeedShapes()
  const nowMs = useNow()
  const words = { t, format, feeds }
  const [before, after] = against === 'now' ? [rule, than] : [than, rule]
  const differences = before && after ? ruleDifferences(before, after, words) : []
  return (
    <li className={classes['version']}>
      <div className={classes['head']}>
        <p>
          {t('ruleVersions.line', {
            version: rule.version,
            how: t(`ruleVersions.how.${how}`),
            time: format.moment(atMs, nowMs)
          })}{' '}
          {isPresent && <Tag>{t('ruleVersions.present')}</Tag>}
        </p>
        {!isPresent && how !== 'removed' && (
          <Button
            aria-label={t('ruleVersions.restoreNamed', { version: rule.version, name: ruleName(t, rule) })}
            disabled={busy}
            onClick={onRestore}
          >
            {t('ruleVersions.restore')}
          </Button>
        )}
      </div>
      {than === undefined && <p className={classes['dim']}>{t('ruleVersions.first')}</p>}
      {than !== undefined && differences.length === 0 && <p className={classes['dim']}>{t('ruleVersions.same')}</p>}
      {differences.length > 0 && (
        <ul className={classes['differences']}>
          {differences.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </li>
  )
}

interface RemovedRulesProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Rules that were deleted, each with a way back. */
export function RemovedRules({ opened, onClose }: RemovedRulesProps) {
  const t = useText()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('ruleVersions.removedTitle')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {opened && <RemovedList />}
    </Drawer>
  )
}

function RemovedList() {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const feeds = useFeedShapes()
  const { bridge } = useWindow()
  const present = useSection('rules')
    .map(({ id, version }) => `${id} ${version}`)
    .join()
  const asked = useAsked(present, () => bridge.listRemovedRules())
  const restore = useAction((rule: Rule) => bridge.restoreRule({ ruleId: rule.id, version: rule.version, over: null }))
  if (asked.kind === 'loading') return <p className={classes['dim']}>{t('ruleVersions.loading')}</p>
  if (asked.kind === 'failed') return <FailureNotice failure={asked.failure} />
  const { removed } = asked.value
  if (removed.length === 0) {
    return <EmptyNote title={t('ruleVersions.noneRemoved')} next={t('ruleVersions.noneRemovedNext')} />
  }
  return (
    <>
      {restore.failure && <FailureNotice failure={restore.failure} onClose={restore.forget} />}
      <ul className={classes['list']}>
        {removed.map(({ rule, atMs, how }) => (
          <li key={rule.id} className={classes['version']}>
            <div className={classes['head']}>
              <strong>{ruleName(t, rule)}</strong>
              <Button
                aria-label={t('ruleVersions.restoreNamed', { version: rule.version, name: ruleName(t, rule) })}
                disabled={restore.busy}
                onClick={() => void restore.run(rule)}
              >
                {t('ruleVersions.restore')}
              </Button>
            </div>
            <p>{ruleLine(rule, feeds, t, format)}</p>
            <p className={classes['dim']}>
              {t('ruleVersions.line', {
                version: rule.version,
                how: t(`ruleVersions.how.${how}`),
                time: format.moment(atMs, nowMs)
              })}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
