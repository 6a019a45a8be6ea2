import type { StateView } from '../../contract/views.ts'
import type { DesktopFacts } from '../../core/ports/desktop-facts.ts'

export interface DiagnosticsInput {
  readonly state: StateView
  readonly facts: DesktopFacts
  readonly zone: string
  readonly nowMs: number
}

/** How many there are of each, the words in order: `live 2, offline 1`. */
function tally(words: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.length > 0 ? sorted.map(([word, count]) => `${word} ${count}`).join(', ') : 'none'
}

/**
 * A text for support: what runs where and how it is. Counts, codes and the product's own words only: no name, address, folder, queue or
 * person, and nothing a service or the user wrote.
 */
export function diagnosticsText({ state, facts, zone, nowMs }: DiagnosticsInput): string {
  const { app, settings, vault } = state
  const seconds = (ms: number): string => `${ms / 1000} s`
  const { pingAfterMs, pongWithinMs, staleAfterMs } = settings.freshness
  const lines: [string, string][] = [
    ['time', `${new Date(nowMs).toISOString()} (${zone})`],
    ['version', app.version],
    ['electron', `${app.electron} (${app.runtime})`],
    ['system', facts.system],
    ['language', app.locale],
    ['tray', facts.tray ? 'shown' : 'not shown'],
    ['notices', facts.notices ? `${facts.notices.server}: ${facts.notices.abilities.join(', ')}` : 'nobody shows them'],
    ['protection', `${vault.protection} (${vault.backend})${vault.locked ? ', locked' : ''}`],
    ['demo centre', state.demo ? 'yes' : 'no'],
    [
      'connections',
      tally(
        state.connections.map(({ system, status }) =>
          [system, status.phase, ...(status.failure ? [status.failure.code] : [])].join(' ')
        )
      )
    ],
    ['feeds', tally(state.feeds.map(({ subject, status }) => `${subject} ${status.phase}`))],
    ['open alerts', tally(state.alerts.map(({ episode }) => `${episode.severity} ${episode.state}`))],
    ['rules', String(state.rules.length)],
    ['targets', tally(state.targets.map((target) => target.state))],
    ['problems', tally(state.problems.map(({ code }) => code))],
    ['target test interval', `${settings.targetTestIntervalMinutes} min`],
    ['freshness', [pingAfterMs, pongWithinMs, staleAfterMs].map(seconds).join(' / ')],
    ['quiet hours', settings.quietHours?.enabled === true ? 'on' : 'off'],
    ['do not disturb', state.desktop.doNotDisturb],
    ['shortcut', state.desktop.shortcut],
    ['weak secret storage', settings.weakSecretStorage],
    ['agent names', settings.privacy.agentNames]
  ]
  return ['Floorwatch diagnostics', ...lines.map(([name, value]) => `${name}: ${value}`), ''].join('\n')
}
