import type { TargetView } from '../../../contract/views.ts'
import type { Translate } from '../../text/catalogue.ts'
import type { Format } from '../../text/use-text.ts'
import type { Mark } from '../../ui/state-mark.tsx'

/** What a target asks for and how it stands. */
export type Standing = Pick<
  TargetView,
  'value' | 'state' | 'threshold' | 'bound' | 'reportingPeriod' | 'notificationPeriod' | 'selectedPeriod'
>

/** A LOWER target that is reached is good news, an UPPER one that is exceeded is not. Without a fresh verdict nothing looks ok. */
export function targetMark(target: TargetView, old: boolean): Mark {
  if (target.failure || old) return 'stale'
  switch (target.state) {
    case 'reached':
    case 'onPace':
    case 'finalMet':
      return 'ok'
    case 'exceeded':
    case 'atRisk':
    case 'outOfReach':
    case 'finalMissed':
      return 'warning'
    case 'running':
      return 'info'
    case 'untested':
    case 'inactive':
    case 'noVerdict':
    case 'noValue':
      return 'none'
  }
}

/** The colour of the bar: that of the verdict, and none where there is no fresh one. */
export function barTone(target: TargetView, old: boolean): 'ok' | 'warning' | 'plain' {
  if (target.failure || old) return 'plain'
  if (target.state === 'exceeded' || target.state === 'finalMissed') return 'warning'
  return target.state === 'reached' || target.state === 'finalMet' ? 'ok' : 'plain'
}

/** True where the value may be held against the threshold. */
export function isComparable(target: Standing): boolean {
  return target.value !== null && target.state !== 'noVerdict'
}

/** `248 / 400` for a target to reach, `44 < 50` or `52 ≥ 50` for one to stay under; the value alone where there is no verdict. */
export function targetValue(target: Standing, t: Translate, format: Format): string {
  const threshold = format.number(target.threshold)
  if (target.value === null) return t('targets.thresholdOnly', { threshold })
  const value = format.number(target.value)
  if (!isComparable(target)) return t('targets.valueOnly', { value })
  if (target.bound === 'LOWER') return t('targets.valueReach', { value, threshold })
  return t(target.value < target.threshold ? 'targets.valueUnder' : 'targets.valueOver', { value, threshold })
}

/** `per week`; both periods where they differ. */
export function targetPeriod(target: Standing, t: Translate): string {
  const tested = target.selectedPeriod ?? target.notificationPeriod
  if (tested === target.reportingPeriod) return t('targets.period', { period: t(`period.${tested}`) })
  return t('targets.periodsDiffer', { reporting: t(`period.${target.reportingPeriod}`), tested: t(`period.${tested}`) })
}

/** `stay under 50 · per week`. */
export function targetAim(target: Standing, t: Translate, format: Format): string {
  const threshold = format.number(target.threshold)
  const aim = t(target.bound === 'LOWER' ? 'targets.reach' : 'targets.stayUnder', { threshold })
  return [aim, targetPeriod(target, t)].join(' · ')
}

/** Why there is no verdict; null where there is one. */
export function whyNoVerdict(target: Standing, t: Translate): string | null {
  switch (target.state) {
    case 'noVerdict':
      return t('targets.noVerdictWhy', {
        tested: t(`period.${target.selectedPeriod ?? target.notificationPeriod}`),
        reporting: t(`period.${target.reportingPeriod}`)
      })
    case 'noValue':
      return t('targets.noValueWhy')
    case 'inactive':
      return t('targets.inactiveWhy')
    case 'untested':
      return t('targets.untestedWhy')
    case 'running':
    case 'onPace':
    case 'atRisk':
    case 'outOfReach':
    case 'reached':
    case 'exceeded':
    case 'finalMet':
    case 'finalMissed':
      return null
  }
}

/** `On the way to 410 by 24:00, most likely 380 to 440; can still be reached until 19:30.`; null where nothing tells. */
export function targetOutlook(
  { pace, periodEndsAtMs, testedAtMs }: TargetView,
  t: Translate,
  format: Format
): string | null {
  if (!pace || periodEndsAtMs === null || testedAtMs === null) return null
  const moment = (ms: number): string => format.moment(ms, testedAtMs)
  const rounded = (value: number): string => format.number(Math.round(value))
  const outlook = t('targets.outlook', {
    projected: rounded(pace.projected),
    low: rounded(pace.low),
    high: rounded(pace.high),
    end: moment(periodEndsAtMs)
  })
  if (pace.reachableUntilMs === null) return outlook
  return [outlook, t('targets.reachableUntil', { until: moment(pace.reachableUntilMs) })].join(' ')
}

const TROUBLE: Partial<Record<TargetView['state'], number>> = {
  exceeded: 4,
  finalMissed: 4,
  outOfReach: 3,
  atRisk: 2
}

/** Worst first: missed, at risk, failed, then as main lists them. */
export function byTrouble(a: TargetView, b: TargetView): number {
  const rank = (target: TargetView): number => TROUBLE[target.state] ?? (target.failure ? 1 : 0)
  return rank(b) - rank(a)
}
