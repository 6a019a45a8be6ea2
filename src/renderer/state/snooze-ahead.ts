import type { RequestInput } from '../../contract/requests.ts'
import type { StateView } from '../../contract/views.ts'

type Snooze = RequestInput<'alert:snooze'>

/** Snoozes that main has said yes to and has not yet told in its state: their ends, wall clock in ms, null for none, by scope. */
export interface SnoozesAhead {
  readonly of: StateView
  readonly untilMs: ReadonlyMap<string, number | null>
}

const keyOf = (scope: Snooze['scope']): string => JSON.stringify(scope)

/** After one more snooze to `untilMs` was taken while `told` is what main told last. */
export function snoozeTaken(
  before: SnoozesAhead | null,
  told: StateView,
  scope: Snooze['scope'],
  untilMs: number | null
): SnoozesAhead {
  return { of: told, untilMs: new Map(before?.of === told ? before.untilMs : []).set(keyOf(scope), untilMs) }
}

/** When a snooze of this scope ends by now, wall clock in ms; null when there is none. Those of one rule are not told to windows. */
export function snoozedUntilMs(told: StateView, ahead: SnoozesAhead | null, scope: Snooze['scope']): number | null {
  const taken = ahead?.of === told ? ahead.untilMs.get(keyOf(scope)) : undefined
  if (taken !== undefined) return taken
  switch (scope.kind) {
    case 'all':
      return told.headline.snoozedUntilMs
    case 'episode':
      return told.alerts.find(({ episode }) => episode.id === scope.episodeId)?.episode.snoozedUntilMs ?? null
    case 'rule':
      return null
  }
}
