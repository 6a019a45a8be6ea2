import type { PushName, PushPayload } from '../../contract/pushes.ts'
import type { ViewAddress } from '../../contract/views.ts'
import type { TrayModel } from './tray-model.ts'

/** What the application needs from the desktop. */
export interface Shell {
  openView(view: ViewAddress): void
  closePanel(): void
  windowsOpen(): boolean
  broadcast<N extends PushName>(name: N, payload: PushPayload<N>): void
  showTray(model: TrayModel): void
  copyText(text: string): void
  quit(): void
}
