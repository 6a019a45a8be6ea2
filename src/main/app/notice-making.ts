import type { Delivery } from '../../core/alerts/delivery.ts'
import type { Effect } from '../../core/alerts/engine-types.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import { SEVERITIES, type Severity } from '../../core/alerts/rule.ts'
import type { ViewAddress } from '../../contract/views.ts'
import type { DeliveryCause } from '../../core/delivery/causes.ts'
import type { DeliveryOutcome, Notice, NoticeAction } from '../../core/ports/notifier.ts'
import { toneOf, type NoticeChoice } from '../../core/settings/choices.ts'
import { discreetText, type EpisodeText } from './episode-text.ts'
import type { Besides } from './held-notices.ts'
import { GROUP, type GroupNotice } from './notice-groups.ts'
import type { ProblemDesk } from './problem-desk.ts'
import type { Translate } from './speech.ts'

/** Notices that are about no single alert. */
const DIGEST = 'digest'
const TRIAL = 'trial-'
/** The digest names so many; the rest is one click away. */
const NAMED = 5

const NOT_TOLD = { noServer: 'noNotificationServer', silent: 'notificationServerSilent' } as const

export interface NoticeMakingDeps {
  readonly t: Translate
  readonly text: (episode: Episode) => EpisodeText
  readonly discreet: () => boolean
  readonly notices: () => NoticeChoice
}

function titleOf(t: Translate, reason: Delivery['reason'], title: string): string {
  if (reason === 'ended') return t('notice.endedTitle', { title })
  if (reason === 'unstable') return t('notice.unstableTitle', { title })
  return reason === 'worsened' ? t('notice.worsenedTitle', { title }) : title
}

/** The notice of one announcement. */
export function noticeOf(
  { t, text, discreet, notices }: NoticeMakingDeps,
  episode: Episode,
  { reason, possibleRepeat }: Delivery
): Notice {
  const said = discreet() ? discreetText(t, episode) : text(episode)
  const action = (id: NoticeAction['id'], label: string): NoticeAction => ({ id, label })
  const over = reason === 'ended'
  const severity = over ? 'info' : episode.severity
  return {
    id: episode.id,
    title: titleOf(t, reason, said.title),
    body: possibleRepeat ? `${said.body}\n${t('notice.possibleRepeat')}` : said.body,
    severity,
    sound: toneOf(notices(), severity) === 'desktop',
    actions: over
      ? []
      : [
          action('acknowledge', t('notice.acknowledge')),
          action('snooze', t('notice.snooze')),
          action('open', t('notice.open'))
        ]
  }
}

/** One notice about several alerts, worst first; what is ending or over meanwhile is counted only. */
export function digestOf(
  { t, text, discreet, notices }: NoticeMakingDeps,
  episodes: readonly Episode[],
  { by, recovering, ended }: Besides
): Notice {
  const severity = episodes[0]?.severity ?? 'info'
  const titles = episodes.slice(0, NAMED).map((episode) => text(episode).title)
  const more = episodes.length - titles.length
  if (more > 0) titles.push(t('notice.digestMore', { count: more }))
  // They need nobody, and are not named among those that do.
  if (recovering > 0) titles.push(t('notice.digestRecovering', { count: recovering }))
  if (ended > 0) titles.push(t('notice.digestEnded', { count: ended }))
  return {
    id: DIGEST,
    title: t(`notice.digest.${by}`, { count: episodes.length }),
    body: discreet() ? t('notice.digestDiscreet') : titles.join('\n'),
    severity,
    sound: toneOf(notices(), severity) === 'desktop',
    actions: [{ id: 'open', label: t('notice.open') }]
  }
}

/** One notice about what came at once, worst first. It is heard as what is new in it is. */
export function groupOf(
  { t, text, discreet, notices }: NoticeMakingDeps,
  { id, open, over, due }: GroupNotice
): Notice {
  const titles = open.slice(0, NAMED).map((episode) => text(episode).title)
  const more = open.length - titles.length
  if (more > 0) titles.push(t('notice.digestMore', { count: more }))
  if (over > 0 && open.length > 0) titles.push(t('notice.groupOver', { count: over }))
  const ended = due.filter(({ intent }) => intent.reason === 'ended')
  if (open.length === 0) titles.push(...ended.slice(0, NAMED).map(({ episode }) => text(episode).title))
  if (due.some(({ intent }) => intent.possibleRepeat)) titles.push(t('notice.possibleRepeat'))
  const severities = due.filter(({ intent }) => intent.reason !== 'ended').map(({ episode }) => episode.severity)
  const news = SEVERITIES.filter((one) => severities.includes(one)).at(-1) ?? 'info'
  return {
    id,
    title: open.length > 0 ? t('notice.group', { count: open.length }) : t('notice.groupAllOver', { count: over }),
    body: discreet() ? t('notice.digestDiscreet') : titles.join('\n'),
    severity: open[0]?.severity ?? 'info',
    sound: toneOf(notices(), news) === 'desktop',
    actions: [{ id: 'open', label: t('notice.open') }]
  }
}

/** One line of the status output about what happened to an alert. */
export function statusLine(
  { transition, episode }: Pick<Extract<Effect, { type: 'episode' }>, 'transition' | 'episode'>,
  { title, body }: EpisodeText
): string {
  return `${episode.shadow ? 'shadow alert' : 'alert'} ${transition}: [${episode.severity}] ${title} · ${body}`
}

/** A notice to try out how one looks and sounds. */
export function trialOf({ t, notices }: Pick<NoticeMakingDeps, 't' | 'notices'>, severity: Severity): Notice {
  return {
    id: `${TRIAL}${severity}`,
    title: t('notice.trialTitle', { severity: t(`severity.${severity}`) }),
    body: t('notice.trialBody'),
    severity,
    sound: toneOf(notices(), severity) === 'desktop',
    actions: []
  }
}

/** What a click on a notice opens. */
export function noticeAddress(noticeId: string): ViewAddress {
  if (noticeId === DIGEST || noticeId.startsWith(GROUP)) return { view: 'alerts' }
  if (noticeId.startsWith(TRIAL)) return { view: 'settings', focusId: 'notices' }
  return { view: 'alerts', focusId: noticeId }
}

export const detailOf = (outcome: DeliveryOutcome): string =>
  outcome.kind === 'failed' ? `${outcome.via}: ${outcome.reason}` : outcome.via

const FAILED_FOR = { noServer: 'noServer', silent: 'serverSilent' } as const

/** The ledger's word for it; nothing where it worked. */
export const failedFor = (outcome: DeliveryOutcome): { readonly cause?: DeliveryCause } =>
  outcome.kind === 'failed' ? { cause: outcome.cause === undefined ? 'refused' : FAILED_FOR[outcome.cause] } : {}

/** That notices can't be shown is a problem until one was. */
export function noteOutcome(problems: Pick<ProblemDesk, 'raise' | 'clear'>, outcome: DeliveryOutcome): void {
  if (outcome.kind === 'delivered') {
    problems.clear('notifications')
    return
  }
  const code = outcome.cause === undefined ? 'noNotifications' : NOT_TOLD[outcome.cause]
  problems.raise({ id: 'notifications', code, params: { raw: detailOf(outcome) } })
}
