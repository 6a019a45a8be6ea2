import type { PushName, PushPayload } from '../../contract/pushes.ts'
import type { RequestOutput } from '../../contract/requests.ts'
import type { ViewAddress } from '../../contract/views.ts'
import type { Attention } from '../../core/ports/attention.ts'
import type { SoundPlayer } from '../../core/ports/sound.ts'
import type { TrayModel } from './tray-model.ts'

/** What the application needs from the desktop. */
export interface Shell {
  openView(view: ViewAddress): void
  /** What the main window shows now. */
  shows(view: ViewAddress['view']): void
  /** The user looks at the alerts, in the main window or in the panel. */
  looksAtAlerts(): boolean
  readonly attention: Attention
  readonly sounds: SoundPlayer & { played(id: number, reason: string | null): void }
  closePanel(): void
  readonly wallboard: {
    displays(): RequestOutput<'wallboard:displays'>
    /** Null: the display that was chosen last. */
    open(displayId: number | null): void
    close(): void
  }
  windowsOpen(): boolean
  broadcast<N extends PushName>(name: N, payload: PushPayload<N>): void
  showTray(model: TrayModel): void
  copyText(text: string): void
  quit(): void
}
