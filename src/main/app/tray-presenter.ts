import type { HeadlineView } from '../../contract/views.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import { UNTIL_END_MS } from '../../core/alerts/until-end.ts'
import type { Status } from '../../core/connections/status.ts'
import type { TrayChoice } from '../../core/settings/choices.ts'
import { formatDuration, formatMoment } from '../../core/text/format.ts'
import { iconNumber, tooltipNumber } from '../../core/text/tray-number.ts'
import type { EpisodeText } from './episode-text.ts'
import type { LastKnownHeadline } from './last-known.ts'
import type { QuietNow } from './quiet-watch.ts'
import type { Translate } from './speech.ts'
import type { TrayEntry, TrayModel } from './tray-model.ts'
import { worstStatus } from './worst-status.ts'

/** The menu names this many alerts; the rest is one click away. */
const WORST_ALERTS = 5
/** A live feed is quiet, not old: its silence is worth a word only from here on. */
const QUIET_FROM_MS = 10_000
/** Ages in the tooltip move in steps, so that a calm tray is not redrawn every second. */
const AGE_STEP_MS = 5_000
const LABEL_CHARS = 70
/** Windows shows no more of a tooltip, and no sign that there was more. UTF-16 units. */
const TOOLTIP_CHARS = 127
const BETWEEN = ' · '
/** A connection's name in the tooltip: so much where there is room, and never less than a sign of it. */
const NAME_CHARS = { most: 24, least: 4 } as const

export interface TrayInput {
  readonly headline: HeadlineView
  readonly open: readonly Episode[]
  readonly pinned: readonly { readonly name: string; readonly waiting: number | null }[]
  readonly connections: readonly { readonly id: string; readonly name: string; readonly status: Status }[]
  readonly lastKnown: LastKnownHeadline | undefined
  /** When the present trouble with the feeds began; null while all are live. */
  readonly notLiveSinceMs: number | null
  /** False: no connection has a live feed, so there is no age to speak of. */
  readonly hasFeeds: boolean
  readonly demo: boolean
  readonly choice: TrayChoice
  /** Whether notices are held now. */
  readonly quiet: QuietNow
  readonly nowMs: number
}

type Measured = Readonly<Record<'contactsWaiting' | 'agentsReady' | 'openAlerts', number | null>>

export interface TrayPresenterDeps {
  readonly t: Translate
  /** Changes with the language. */
  readonly locale: () => string
  readonly zone: string
  readonly text: (episode: Episode, nowMs: number) => EpisodeText
}

const SHOWN: ReadonlySet<Episode['state']> = new Set(['firing', 'recovering', 'noData'])
const separator: TrayEntry = { kind: 'separator' }

/** At most `chars` UTF-16 units, without half a sign at the end. */
function short(label: string, chars = LABEL_CHARS): string {
  return label.length > chars ? `${label.slice(0, chars - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : label
}

/** The parts that Windows shows as a whole; those that matter most come first. */
function fitting(parts: readonly string[]): string {
  return parts.reduce((said, part) => {
    const more = said + BETWEEN + part
    return more.length <= TOOLTIP_CHARS ? more : said
  })
}

/** The connection in the worst state, where there is one that does not work. */
function brokenConnection({ connections }: TrayInput): TrayInput['connections'][number] | undefined {
  const broken = connections.filter(({ status }) => status.phase !== 'live')
  const worst = worstStatus(
    broken.map(({ status }) => status),
    0
  )
  return broken.find(({ status }) => status === worst)
}

/** Turns the state of the floor into what the tray shows. Pure: equal input, equal model. */
export function createTrayPresenter(deps: TrayPresenterDeps): (input: TrayInput) => TrayModel {
  const { t } = deps
  /** With its day where that is not today's: Friday's number is not this morning's. */
  const moment = (ms: number, nowMs: number): string => formatMoment(ms, nowMs, deps.locale(), deps.zone)
  const age = (ms: number): string => formatDuration(Math.max(0, Math.floor(ms / AGE_STEP_MS) * AGE_STEP_MS))

  function measureOf({ measure }: TrayChoice, headline: Measured): number | null {
    return measure === 'none' ? null : headline[measure]
  }

  /** The headline measure in words; undefined while it is not known, or none is wanted. */
  function headlineText(choice: TrayChoice, headline: Measured): string | undefined {
    const count = measureOf(choice, headline)
    if (count === null) return undefined
    const number = tooltipNumber(count, choice.numbers, deps.locale())
    switch (choice.measure) {
      case 'contactsWaiting':
        return t('tray.waiting', { count, number })
      case 'agentsReady':
        return t('tray.ready', { count, number })
      case 'openAlerts':
        return t('tray.openAlerts', { count, number })
      case 'none':
        return undefined
    }
  }

  function freshness(input: TrayInput): readonly string[] {
    const { headline, nowMs, lastKnown } = input
    if (input.notLiveSinceMs !== null) {
      const gone = t('tray.noDataFor', { age: age(nowMs - input.notLiveSinceMs) })
      if (headline.heardAtMs !== null || !lastKnown) return [gone]
      // How many alerts were open then says nothing about now.
      const last = headlineText(input.choice, { ...lastKnown, openAlerts: null })
      if (last === undefined) return [gone]
      return [gone, t('tray.lastKnown', { headline: last, time: moment(lastKnown.atMs, nowMs) })]
    }
    if (headline.heardAtMs === null) return [t('tray.nothingYet')]
    const silentMs = nowMs - headline.heardAtMs
    return [silentMs >= QUIET_FROM_MS ? t('tray.silentFor', { age: age(silentMs) }) : t('tray.live')]
  }

  /** The connection that does not work, its name cut so far that `others` have room beside it. */
  function brokenText(input: TrayInput, others: readonly string[]): string | undefined {
    const broken = brokenConnection(input)
    if (!broken) return undefined
    const line = (name: string): string => t('tray.connectionLine', { name, phase: t(`phase.${broken.status.phase}`) })
    const room = TOOLTIP_CHARS - [...others, line('')].join(BETWEEN).length
    return line(short(broken.name, Math.max(NAME_CHARS.least, Math.min(NAME_CHARS.most, room))))
  }

  function tooltip(input: TrayInput): string {
    const { headline } = input
    const nothing = headline.nothingOnFloor && headline.look === 'stale'
    const nobody = headline.nobodyOnFloor ? t('tray.nobodyOnFloor') : undefined
    // Calm is no word for a floor without people.
    const isOnlyEmpty = nobody !== undefined && headline.look === 'ok'
    const look = isOnlyEmpty ? nobody : nothing ? t('tray.nothingOnFloor') : t(`tray.look.${headline.look}`)
    const first = [t('tray.appName'), ...(input.demo ? [t('tray.demo')] : []), look]
    const count = headlineText(input.choice, headline)
    const number = count === undefined ? [] : [count]
    const broken = brokenText(input, [...first, ...number])
    const parts = [...first, ...(broken === undefined ? [] : [broken]), ...number]
    if (nobody !== undefined && !isOnlyEmpty) parts.push(nobody)
    if (input.hasFeeds || input.connections.length === 0) parts.push(...freshness(input))
    if (headline.look === 'paused' && headline.snoozedUntilMs !== null) {
      parts.push(t('tray.snoozedUntil', { time: moment(headline.snoozedUntilMs, input.nowMs) }))
    }
    if (input.quiet.quiet) parts.push(quietText(input))
    return fitting(parts)
  }

  function quietText({ quiet: { changesAtMs, by }, nowMs }: TrayInput): string {
    if (by === 'desktop') return t('tray.doNotDisturb')
    return changesAtMs === null ? t('tray.quietAlways') : t('tray.quiet', { time: moment(changesAtMs, nowMs) })
  }

  function alertEntry(episode: Episode, nowMs: number): TrayEntry {
    const { title } = deps.text(episode, nowMs)
    const acknowledged = episode.acknowledgedAtMs !== null
    return {
      kind: 'submenu',
      label: short(acknowledged ? t('tray.acknowledged', { title }) : title),
      entries: [
        {
          kind: 'item',
          label: t('tray.showAlert'),
          enabled: true,
          action: { kind: 'open', view: 'alerts', focusId: episode.id }
        },
        {
          kind: 'item',
          label: t('tray.acknowledge'),
          enabled: !acknowledged,
          action: { kind: 'acknowledge', episodeId: episode.id }
        },
        {
          kind: 'item',
          label: t('tray.acknowledge30'),
          enabled: !acknowledged,
          action: { kind: 'acknowledge', episodeId: episode.id, minutes: 30 }
        },
        {
          kind: 'item',
          label: t('tray.snooze15'),
          enabled: true,
          action: { kind: 'snooze', episodeId: episode.id, minutes: 15 }
        },
        {
          kind: 'item',
          label: t('tray.snoozeUntilEnd'),
          enabled: episode.snoozedUntilMs !== UNTIL_END_MS,
          action: { kind: 'snooze', episodeId: episode.id, minutes: 'untilEnd' }
        }
      ]
    }
  }

  function connectionEntry(one: TrayInput['connections'][number]): TrayEntry {
    return {
      kind: 'item',
      label: short(t('tray.connectionLine', { name: one.name, phase: t(`phase.${one.status.phase}`) })),
      enabled: true,
      action: { kind: 'open', view: 'connections', focusId: one.id }
    }
  }

  function menu(input: TrayInput): readonly TrayEntry[] {
    const open = input.open.filter((episode) => SHOWN.has(episode.state))
    const unanswered = open.filter((episode) => episode.acknowledgedAtMs === null).length
    const snoozed = input.headline.snoozedUntilMs !== null
    const queues = input.pinned.map(({ name, waiting }): TrayEntry => {
      const label = waiting === null ? t('tray.queueNoData', { name }) : t('tray.queueLine', { name, count: waiting })
      return { kind: 'item', label: short(label), enabled: true, action: { kind: 'open', view: 'overview' } }
    })
    return [
      { kind: 'item', label: t('tray.open'), enabled: true, action: { kind: 'open', view: 'overview' } },
      // On Linux a click on the icon may open this menu and nothing else.
      { kind: 'item', label: t('tray.panel'), enabled: true, action: { kind: 'panel' } },
      separator,
      {
        kind: 'item',
        label: [
          unanswered > 0 ? t('tray.alerts', { count: unanswered }) : t('tray.alerts_zero'),
          ...(open.length > unanswered ? [t('tray.acknowledgedCount', { count: open.length - unanswered })] : [])
        ].join(' · '),
        enabled: true,
        action: { kind: 'open', view: 'alerts' }
      },
      ...open.slice(0, WORST_ALERTS).map((episode) => alertEntry(episode, input.nowMs)),
      separator,
      ...queues,
      ...(queues.length > 0 ? [separator] : []),
      {
        kind: 'submenu',
        label: t('tray.connections'),
        entries:
          input.connections.length > 0
            ? input.connections.map(connectionEntry)
            : [{ kind: 'item', label: t('tray.noConnections'), enabled: false }]
      },
      {
        kind: 'submenu',
        label: t('tray.snoozeAll'),
        entries: [
          { kind: 'item', label: t('tray.snoozeFor15'), enabled: true, action: { kind: 'snoozeAll', minutes: 15 } },
          { kind: 'item', label: t('tray.snoozeFor60'), enabled: true, action: { kind: 'snoozeAll', minutes: 60 } },
          { kind: 'item', label: t('tray.snoozeEnd'), enabled: snoozed, action: { kind: 'snoozeAll', minutes: null } }
        ]
      },
      separator,
      {
        kind: 'item',
        label: input.quiet.quiet ? quietText(input) : t('tray.quietHours'),
        enabled: true,
        action: { kind: 'open', view: 'settings', focusId: 'quiet' }
      },
      { kind: 'item', label: t('tray.settings'), enabled: true, action: { kind: 'open', view: 'settings' } },
      { kind: 'item', label: t('tray.quit'), enabled: true, action: { kind: 'quit' } }
    ]
  }

  return (input) => {
    const { look } = input.headline
    const { choice } = input
    const shown = look === 'warning' || look === 'critical' ? measureOf(choice, input.headline) : null
    const count = shown === null ? '' : iconNumber(shown, choice.numbers, choice.measure === 'agentsReady')
    return { look, count, tooltip: tooltip(input), menu: menu(input) }
  }
}
