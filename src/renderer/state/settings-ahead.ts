import type { RequestInput } from '../../contract/requests.ts'
import type { StateView } from '../../contract/views.ts'

type Settings = StateView['settings']
type SettingsPatch = RequestInput<'settings:change'>

/** What main has said yes to and has not yet told in its state, on top of the settings that it told last. */
export interface SettingsAhead {
  readonly of: Settings
  readonly patch: SettingsPatch
}

/** After one more patch was taken while `told` is what main told last. */
export function takenAhead(before: SettingsAhead | null, told: Settings, patch: SettingsPatch): SettingsAhead {
  return { of: told, patch: before?.of === told ? { ...before.patch, ...patch } : patch }
}

/** The settings as main has them by now: a second change in one breath must not begin from what was before the first. */
export function settingsByNow(told: Settings, ahead: SettingsAhead | null): Settings {
  if (ahead?.of !== told) return told
  const said = Object.entries(ahead.patch).filter(([, value]) => value !== undefined)
  return { ...told, ...Object.fromEntries(said) }
}
