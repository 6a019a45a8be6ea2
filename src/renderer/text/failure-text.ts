import type { Episode } from '../../core/alerts/episode.ts'
import { failureWords } from '../../core/text/failure-words.ts'
import { problemWords, recordWords } from '../../core/text/problem-words.ts'
import { words } from '../../core/text/words.ts'
import type { FailureView, ProblemView } from '../../contract/views.ts'
import type { Translate } from './catalogue.ts'

/** Codes and steps come as plain text from main, which may be newer than the catalogue. */
function knownIn<T extends object>(set: T, key: string): key is keyof T & string {
  return Object.hasOwn(set, key)
}

export interface FailureText {
  readonly cause: string
  readonly next: string
  /** What was being done. */
  readonly step: string
}

export function failureText(t: Translate, failure: FailureView): FailureText {
  const code = knownIn(failureWords, failure.code) ? failure.code : 'unknown'
  const step = knownIn(words.step, failure.step) ? failure.step : 'other'
  return { cause: t(`failure.${code}.cause`), next: t(`failure.${code}.next`), step: t(`step.${step}`) }
}

/** The far side's own words; of a secret that is missing, which one it is. */
export function failureDetail(t: Translate, { code, detail }: FailureView): string {
  return code === 'noSecret' || code === 'secretForgotten' ? secretText(t, detail) : detail
}

/** Why an alert is over, where it was not the all-clear. A feed's other reasons say why it began: not this. */
export function endReasonText(t: Translate, { kind, reason }: Pick<Episode, 'kind' | 'reason'>): string | undefined {
  const isCause = kind === 'feed' && reason !== 'offFloor' && reason !== 'outsideHours'
  if (reason === null || isCause || !knownIn(words.endReason, reason)) return undefined
  return t(`endReason.${reason}`)
}

export function causeText(t: Translate, code: string): string {
  return t(knownIn(failureWords, code) ? `failure.${code}.cause` : 'failure.unknown.cause')
}

export function problemText(t: Translate, code: string): { readonly title: string; readonly next: string } {
  const known = knownIn(problemWords, code) ? code : 'unknown'
  return { title: t(`problem.${known}.title`), next: t(`problem.${known}.next`) }
}

/** What belongs to a problem, each for one line; `raw` stands apart. */
export function problemDetails(t: Translate, { code, params }: ProblemView): readonly string[] {
  const { raw: _apart, ...named } = params
  if (code === 'journalUnwritable') {
    const { lost, ...rest } = named
    return [...Object.values(rest), lost === undefined ? '' : t('record.lost', { number: lost })].filter(Boolean)
  }
  if (code !== 'recordsUnreadable') return Object.values(named).filter((value) => value !== '')
  return Object.entries(named).map(([kind, number]) =>
    t(`record.${knownIn(recordWords, kind) ? kind : 'other'}`, { number })
  )
}

/** Agent states that are not the product's own pass through as the system wrote them. */
export function agentStateText(t: Translate, state: string): string {
  return knownIn(words.agentState, state) ? t(`agentState.${state}`) : state
}

export function secretText(t: Translate, field: string): string {
  return knownIn(words.secret, field) ? t(`secret.${field}`) : field
}

export function secretLabel(t: Translate, field: string): string {
  return knownIn(words.secretLabel, field) ? t(`secretLabel.${field}`) : field
}
