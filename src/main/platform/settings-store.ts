import { closeStrayChannels } from '../ipc/register.ts'
import { openSettingsFile, type OpenedSettings, type SettingsDeps } from './settings-file.ts'

export type { SettingsStore } from './settings-file.ts'

/** The settings of a profile, written by electron-store. */
export function openSettings(deps: SettingsDeps): OpenedSettings {
  return openSettingsFile({
    ...deps,
    async loadWriter() {
      const { default: ElectronStore } = await import('electron-store')
      const store = new ElectronStore<Record<string, unknown>>({
        cwd: deps.folder,
        name: 'settings',
        configFileMode: 0o600
      })
      closeStrayChannels()
      return (settings) => {
        store.store = settings
      }
    }
  })
}
