import { useState } from 'react'
import type { RequestInput } from '../../../contract/requests.ts'
import type { StateView } from '../../../contract/views.ts'
import { useSection } from '../../state/hooks.ts'
import { settingsByNow, takenAhead, type SettingsAhead } from '../../state/settings-ahead.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useAction, type Action } from '../../ui/use-action.ts'

/** The hint below the field: fields beside each other stay on one line. */
export const BELOW: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

export type Settings = StateView['settings']
export type SettingsPatch = RequestInput<'settings:change'>

/** What every section's card gets. */
export interface SectionProps {
  /** Grows each time the user asked for this section. */
  readonly called: number
}

/** What main has, never what was only wished, and the way to change it: at once, each part by itself. */
export function useSettings(): { readonly settings: Settings; readonly change: Action<[SettingsPatch]> } {
  const { bridge, mirror } = useWindow()
  const told = useSection('settings')
  const [ahead, setAhead] = useState<SettingsAhead | null>(null)
  const change = useAction(async (patch: SettingsPatch) => {
    const answer = await bridge.changeSettings(patch)
    const present = mirror.store.getState().view?.settings
    if (answer.ok && present) setAhead((before) => takenAhead(before, present, patch))
    return answer
  })
  return { settings: settingsByNow(told, ahead), change }
}
