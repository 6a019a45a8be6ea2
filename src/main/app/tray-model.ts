import type { HeadlineView } from '../../contract/views.ts'

export type TrayLook = HeadlineView['look']

export type TrayAction =
  | {
      readonly kind: 'open'
      readonly view: 'overview' | 'alerts' | 'targets' | 'connections' | 'settings'
      readonly focusId?: string
    }
  | { readonly kind: 'panel' }
  /** Without minutes: as long as it burns. */
  | { readonly kind: 'acknowledge'; readonly episodeId: string; readonly minutes?: number }
  | { readonly kind: 'snooze'; readonly episodeId: string; readonly minutes: number | 'untilEnd' }
  | { readonly kind: 'snoozeAll'; readonly minutes: number | null }
  | { readonly kind: 'retry'; readonly connectionId: string }
  | { readonly kind: 'quit' }

export type TrayEntry =
  | { readonly kind: 'item'; readonly label: string; readonly enabled: boolean; readonly action?: TrayAction }
  | { readonly kind: 'separator' }
  | { readonly kind: 'submenu'; readonly label: string; readonly entries: readonly TrayEntry[] }

/** Everything the tray shows. Two equal models look the same; the platform decides when it is safe to apply one. */
export interface TrayModel {
  readonly look: TrayLook
  /** Drawn into the icon for warning and critical; empty draws none. */
  readonly count: string
  readonly tooltip: string
  readonly menu: readonly TrayEntry[]
}
