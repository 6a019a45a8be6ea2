import type { Clock } from '../../core/ports/clock.ts'
import type { Runtime } from '../app/runtime-types.ts'
import { acknowledgedFor, snoozeUntilMs } from '../app/snooze.ts'
import type { TrayAction } from '../app/tray-model.ts'
import type { Windows } from '../platform/windows.ts'

export interface TrayActionsDeps {
  readonly clock: Clock
  readonly windows: () => Pick<Windows, 'open'>
  readonly openPanel: () => void
  readonly runtime: () => Pick<Runtime, 'desk' | 'handlers'>
  readonly quit: () => void
}

/** What the entries of the tray menu do. The parts are asked for when one is chosen: the tray is there before them. */
export function createTrayActions(deps: TrayActionsDeps): (action: TrayAction) => void {
  return (action) => {
    const now = deps.clock.now()
    switch (action.kind) {
      case 'open': {
        const { view, focusId } = action
        deps.windows().open(focusId === undefined ? { view } : { view, focusId })
        return
      }
      case 'panel':
        deps.openPanel()
        return
      case 'acknowledge': {
        const until = acknowledgedFor(action.minutes, now)
        deps.runtime().desk.dispatch({ type: 'acknowledge', episodeId: action.episodeId, note: null, ...until })
        return
      }
      case 'snooze': {
        const scope = { kind: 'episode', episodeId: action.episodeId } as const
        deps.runtime().desk.dispatch({ type: 'snooze', scope, untilMs: snoozeUntilMs(action.minutes, now) })
        return
      }
      case 'snoozeAll': {
        const untilMs = snoozeUntilMs(action.minutes, now)
        deps.runtime().desk.dispatch({ type: 'snooze', scope: { kind: 'all' }, untilMs })
        return
      }
      case 'retry':
        void deps.runtime().handlers['connection:retry']({ connectionId: action.connectionId })
        return
      case 'quit':
        deps.quit()
    }
  }
}
