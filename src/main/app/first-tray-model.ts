import type { TrayChoice } from '../../core/settings/choices.ts'
import type { LastKnownHeadline } from './last-known.ts'
import type { TrayModel } from './tray-model.ts'
import { createTrayPresenter, type TrayPresenterDeps } from './tray-presenter.ts'

/** What the tray shows before anything is connected: the last known numbers, plainly as old. */
export function firstTrayModel(
  deps: Omit<TrayPresenterDeps, 'text'> & {
    readonly lastKnown: LastKnownHeadline | undefined
    readonly choice: TrayChoice
  }
): TrayModel {
  const present = createTrayPresenter({ ...deps, text: () => ({ title: '', body: '' }) })
  const nowMs = deps.lastKnown?.atMs ?? 0
  return present({
    headline: {
      look: 'stale',
      contactsWaiting: null,
      agentsReady: null,
      contactsActive: null,
      answered: null,
      abandoned: null,
      heardAtMs: null,
      openAlerts: 0,
      nothingOnFloor: false,
      nobodyOnFloor: false,
      snoozedUntilMs: null
    },
    open: [],
    pinned: [],
    connections: [],
    lastKnown: deps.lastKnown,
    notLiveSinceMs: nowMs,
    hasFeeds: true,
    demo: false,
    choice: deps.choice,
    quiet: { quiet: false, changesAtMs: null, by: 'hours' },
    nowMs
  })
}
