import type { Answer } from '../../contract/bridge.ts'
import type { RequestInput, RequestName, RequestOutput } from '../../contract/requests.ts'
import type { Autostart } from '../../core/ports/autostart.ts'
import type { DesktopFacts } from '../../core/ports/desktop-facts.ts'
import type { Notifier } from '../../core/ports/notifier.ts'
import { ok } from '../../core/result.ts'
import type { NoticeChoice } from '../../core/settings/choices.ts'
import type { AlertDesk } from './alert-desk-types.ts'
import { noteOutcome, trialOf } from './notice-making.ts'
import type { ProblemDesk } from './problem-desk.ts'
import type { Shell } from './shell.ts'
import type { Translate } from './speech.ts'

type Names = Extract<RequestName, `autostart:${string}` | `notice:${string}` | `diagnostics:${string}`>

type SettingsHandlers = {
  readonly [N in Names]: (input: RequestInput<N>) => Answer<RequestOutput<N>> | Promise<Answer<RequestOutput<N>>>
}

export interface SettingsHandlerDeps {
  readonly autostart: Autostart
  readonly notifier: Pick<Notifier, 'show'>
  readonly notices: () => NoticeChoice
  readonly desk: Pick<AlertDesk, 'trySound' | 'soundFree'>
  readonly problems: ProblemDesk
  readonly desktopFacts: () => Promise<DesktopFacts>
  /** The text for support. */
  readonly diagnostics: (facts: DesktopFacts) => string
  readonly shell: Pick<Shell, 'copyText'>
  readonly t: Translate
}

/** What the Settings view asks beside the settings themselves. */
export function createSettingsHandlers(deps: SettingsHandlerDeps): SettingsHandlers {
  return {
    'autostart:get': () => deps.autostart.read(),
    'autostart:set': ({ on }) => deps.autostart.set(on),
    'notice:try': async ({ severity }) => {
      const trial = trialOf(deps, severity)
      // Whoever tries it out wants to hear it: it waits for an alert that is heard just now.
      const isFree = await deps.desk.soundFree(severity)
      const shown = { ...trial, sound: trial.sound && isFree }
      const [outcome] = await Promise.all([deps.notifier.show(shown), deps.desk.trySound(severity)])
      noteOutcome(deps.problems, outcome)
      return ok(outcome)
    },
    'diagnostics:read': async () => {
      const { system, tray, notices } = await deps.desktopFacts()
      return ok({ system, tray, notices: notices && { server: notices.server, abilities: [...notices.abilities] } })
    },
    'diagnostics:copy': async () => {
      deps.shell.copyText(deps.diagnostics(await deps.desktopFacts()))
      return ok(undefined)
    }
  }
}
