import type { Answer, Bridge } from '../../../contract/bridge.ts'
import type { RequestOutput } from '../../../contract/requests.ts'
import type { StateView, ViewAddress } from '../../../contract/views.ts'
import type { Translate } from '../../text/catalogue.ts'
import type { Format } from '../../text/use-text.ts'
import { episodeTitle } from '../alerts/episode-text.ts'
import { isUnanswered, openAlerts } from '../alerts/open-alerts.ts'
import { SECTION_IDS } from '../settings/section-ids.ts'
import { displayText } from '../wallboard/display-text.ts'
import { viewKeys, WALLBOARD_KEYS } from './shortcuts.ts'

export const COMMAND_GROUPS = ['go', 'alerts', 'targets', 'connections', 'floor', 'application'] as const
type CommandGroup = (typeof COMMAND_GROUPS)[number]

export interface Command {
  readonly id: string
  readonly group: CommandGroup
  readonly label: string
  /** Shortcut that does the same, as `useHotkeys` writes it. */
  readonly keys?: string
  readonly run: () => Promise<Answer<unknown>>
}

/** What is done in the window itself can't fail. */
export function here(run: () => void): Command['run'] {
  return () => {
    run()
    return Promise.resolve({ ok: true, value: undefined })
  }
}

export interface CommandContext {
  readonly t: Translate
  readonly format: Format
  readonly view: StateView
  readonly nowMs: number
  readonly bridge: Bridge
  readonly order: readonly ViewAddress['view'][]
  readonly go: (address: ViewAddress) => void
  readonly showShortcuts: () => void
  readonly askWhy: () => void
  /** To choose of for the wallboard; empty where there is no choice. */
  readonly displays: RequestOutput<'wallboard:displays'>['displays']
  /** What undo would take back, in words; null when there is nothing. */
  readonly undoable: string | null
  readonly undo: () => void
}

/** Alerts that are offered one by one, worst first. */
const ALERTS_AT_MOST = 10
const SNOOZES = [
  { minutes: 15, text: 'snooze.min15' },
  { minutes: 60, text: 'snooze.hour1' }
] as const
const SCHEMES = ['system', 'light', 'dark'] as const satisfies StateView['settings']['colourScheme'][]

function alertCommands({ t, format, view, nowMs, bridge, go, askWhy }: CommandContext): Command[] {
  const worst = openAlerts(view.alerts).slice(0, ALERTS_AT_MOST)
  const each = worst.flatMap((alert): Command[] => {
    const { episode } = alert
    const rule = view.rules.find(({ id }) => id === episode.ruleId)
    const title = episodeTitle(episode, { t, format, rule, nowMs })
    const acknowledge: Command = {
      id: `acknowledge ${episode.id}`,
      group: 'alerts',
      label: t('command.acknowledge', { title }),
      run: () => bridge.acknowledgeAlert({ episodeId: episode.id })
    }
    const show: Command = {
      id: `alert ${episode.id}`,
      group: 'alerts',
      label: t('command.showAlert', { title }),
      run: here(() => go({ view: 'alerts', focusId: episode.id }))
    }
    return isUnanswered(alert) ? [acknowledge, show] : [show]
  })
  const isSnoozed = (view.headline.snoozedUntilMs ?? 0) > nowMs
  const snooze = (minutes: number | null) => () => bridge.snooze({ scope: { kind: 'all' }, minutes })
  return [
    ...each,
    { id: 'why', group: 'alerts', label: t('why.command'), run: here(askWhy) },
    ...SNOOZES.map(({ minutes, text }): Command => ({
      id: `snooze ${minutes}`,
      group: 'alerts',
      label: t('command.snoozeAll', { time: t(text) }),
      run: snooze(minutes)
    })),
    ...(isSnoozed
      ? [{ id: 'endSnooze', group: 'alerts' as const, label: t('command.endSnooze'), run: snooze(null) }]
      : [])
  ]
}

function targetCommands({ t, view, bridge, go }: CommandContext): Command[] {
  return view.targets.flatMap(({ id, connectionId, name }): Command[] => [
    {
      id: `target ${connectionId} ${id}`,
      group: 'targets',
      label: t('command.showTarget', { name }),
      run: here(() => go({ view: 'targets', focusId: id }))
    },
    {
      id: `test ${connectionId} ${id}`,
      group: 'targets',
      label: t('command.testTarget', { name }),
      run: () => bridge.testTarget({ connectionId, targetId: id })
    }
  ])
}

function connectionCommands({ t, view, bridge, go }: CommandContext): Command[] {
  return view.connections.flatMap(({ id, name }): Command[] => [
    {
      id: `connection ${id}`,
      group: 'connections',
      label: t('command.showConnection', { name }),
      run: here(() => go({ view: 'connections', focusId: id }))
    },
    {
      id: `retry ${id}`,
      group: 'connections',
      label: t('command.retry', { name }),
      run: () => bridge.retryConnection({ connectionId: id })
    }
  ])
}

function applicationCommands(context: CommandContext): Command[] {
  const { t, view, bridge, undoable, go } = context
  const undo: Command[] =
    undoable === null
      ? []
      : [
          {
            id: 'undo',
            group: 'application',
            label: t('command.undo', { what: undoable }),
            keys: 'mod+Z',
            run: here(context.undo)
          }
        ]
  return [
    ...undo,
    ...SCHEMES.filter((scheme) => scheme !== view.settings.colourScheme).map((scheme): Command => ({
      id: `scheme ${scheme}`,
      group: 'application',
      label: t(`command.scheme.${scheme}`),
      run: () => bridge.changeSettings({ colourScheme: scheme })
    })),
    {
      id: 'wallboard',
      group: 'application',
      label: t('wallboard.command'),
      keys: WALLBOARD_KEYS,
      run: () => bridge.openWallboard({ displayId: null })
    },
    ...context.displays.map((display, index): Command => ({
      id: `wallboard ${display.id}`,
      group: 'application',
      label: t('wallboard.commandOn', { display: displayText({ t, format: context.format }, display, index) }),
      run: () => bridge.openWallboard({ displayId: display.id })
    })),
    {
      id: 'shortcuts',
      group: 'application',
      label: t('command.shortcuts'),
      keys: '?',
      run: here(context.showShortcuts)
    },
    { id: 'quit', group: 'application', label: t('command.quit'), run: () => bridge.quit() },
    ...SECTION_IDS.map((id): Command => {
      const label = t('command.settingsSection', { section: t(`settings.section.${id}`) })
      return {
        id: `settings ${id}`,
        group: 'application',
        label,
        run: here(() => go({ view: 'settings', focusId: id }))
      }
    })
  ]
}

/** Everything that can be done now, in the order to offer it when nothing is typed. */
export function commandsOf(context: CommandContext): readonly Command[] {
  const { t, go, order } = context
  return [
    ...order.map((view): Command => {
      const keys = viewKeys(order, view)
      const label = t('command.view', { view: t(`nav.${view}`) })
      return { id: `view ${view}`, group: 'go', label, ...(keys ? { keys } : {}), run: here(() => go({ view })) }
    }),
    ...alertCommands(context),
    ...targetCommands(context),
    ...connectionCommands(context),
    ...applicationCommands(context)
  ]
}

/** Without case and without marks: who types `pollanen` finds `Pöllänen`. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Those whose label has every typed word, the ones where a word of it begins like that first. */
export function matching<T extends { readonly label: string }>(commands: readonly T[], typed: string): readonly T[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return commands
  const begins: T[] = []
  const contains: T[] = []
  for (const command of commands) {
    const label = plain(command.label)
    if (!wanted.every((word) => label.includes(word))) continue
    const isBeginning = wanted.every((word) => label.startsWith(word) || label.includes(` ${word}`))
    ;(isBeginning ? begins : contains).push(command)
  }
  return [...begins, ...contains]
}
