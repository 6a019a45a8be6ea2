import type { RulePreview as Preview } from '../../../core/alerts/rule-preview-shape.ts'
import type { Rule } from '../../../core/alerts/rule.ts'
import { useSection } from '../../state/hooks.ts'
import type { Translate } from '../../text/catalogue.ts'
import { useFormat, useText, type Format } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { failureText } from '../../text/failure-text.ts'
import classes from './rule-form.module.css'
import { unitText } from './rule-text.ts'
import { useRulePreview } from './use-rule-preview.ts'

interface RulePreviewProps {
  /** Undefined while the form does not describe one. */
  readonly rule: Rule | undefined
  readonly copyOf: string | undefined
}

/** What the rule in the form says of the numbers as they are now. */
export function RulePreview({ rule, copyOf }: RulePreviewProps) {
  const t = useText()
  return (
    <section className={classes['preview']} aria-label={t('rulePreview.title')}>
      <h4>{t('rulePreview.title')}</h4>
      {!rule && <p className={classes['dim']}>{t('rulePreview.incomplete')}</p>}
      {rule?.kind === 'realtime' && <RowsPreview rule={rule} copyOf={copyOf} />}
      {rule?.kind === 'feed' && <FeedsPreview />}
      {rule?.kind === 'target' && <TargetsPreview states={rule.states} />}
    </section>
  )
}

function FeedsPreview() {
  const t = useText()
  const lost = useSection('connections').filter(
    ({ system, status }) => system === 'avaya' && status.phase !== 'live'
  ).length
  return <p>{lost > 0 ? t('rulePreview.feedsLost', { count: lost }) : t('rulePreview.feedsFine')}</p>
}

function TargetsPreview({ states }: { readonly states: readonly string[] }) {
  const t = useText()
  const count = useSection('targets').filter(({ state }) => states.includes(state)).length
  return <p>{t('rulePreview.targets', { count })}</p>
}

/** The rule without what says nothing about its values: typing there is no reason to ask anew. */
function lookedAt(rule: Rule): string {
  const { hours: _hours, repeatAtMost: _times, mode: _mode, unstable: _unstable, ...rest } = rule
  const untold = { name: 'x', enabled: true, severity: 'info', announceEnd: false, repeatEveryMs: null }
  return JSON.stringify({ ...rest, critical: undefined, ...untold, pendingForMs: 0, keepFiringForMs: 0 })
}

function RowsPreview({ rule, copyOf }: { readonly rule: Rule; readonly copyOf: string | undefined }) {
  const t = useText()
  const format = useFormat()
  const answer = useRulePreview(lookedAt(rule), copyOf)
  if (answer.kind === 'loading') return <p className={classes['dim']}>{t('rulePreview.loading')}</p>
  if (answer.kind === 'failed') {
    return (
      <p>
        {t('rulePreview.failed')}. {failureText(t, answer.failure).cause}
      </p>
    )
  }
  const { preview } = answer
  if (preview.state === 'noFeed' || preview.state === 'unknownMeasure') {
    return (
      <p>
        <StateMark mark="stale" silent /> {t(`rulePreview.${preview.state}`)}
      </p>
    )
  }
  const isEach = rule.kind === 'realtime' && rule.over === 'each'
  const isAlone = !isEach && preview.worst.length === 1
  return (
    <>
      {preview.state === 'stale' && (
        <p>
          <StateMark mark="stale" silent /> {t('rulePreview.stale')}
        </p>
      )}
      <p>
        {isAlone
          ? togetherText(preview, t, format)
          : t('rulePreview.each', { count: preview.keys, breaching: preview.breaching })}
        <span className={classes['dim']}>
          {' · '}
          {t('rulePreview.inScope', { inScope: format.number(preview.inScope), rows: format.number(preview.rows) })}
        </span>
      </p>
      {preview.inScope === 0 && <p>{t('rulePreview.nothingInScope')}</p>}
      {!isAlone && preview.worst.length > 0 && <Worst preview={preview} />}
    </>
  )
}

function valueText(value: number | null, { unit }: Preview, t: Translate, format: Format): string {
  return value === null ? t('rulePreview.noValue') : unitText(value, unit, format)
}

function togetherText(preview: Preview, t: Translate, format: Format): string {
  const [one] = preview.worst
  return t('rulePreview.together', {
    value: valueText(one?.value ?? null, preview, t, format),
    verdict: t(one?.isBreach ? 'rulePreview.breach' : 'rulePreview.calm')
  })
}

function Worst({ preview }: { readonly preview: Preview }) {
  const t = useText()
  const format = useFormat()
  return (
    <ul className={classes['worst']}>
      {preview.worst.map(({ name, value, isBreach }, at) => (
        <li key={`${at} ${name}`}>
          <StateMark mark={isBreach ? 'warning' : 'ok'} />
          <span>{name}</span>
          <span className="tabular">{valueText(value, preview, t, format)}</span>
        </li>
      ))}
    </ul>
  )
}
