export interface DesktopFacts {
  /** Name, version and processor. */
  readonly system: string
  /** A tray shows the icon. */
  readonly tray: boolean
  /** Who shows notices and what it can, as it says itself; null: nobody. */
  readonly notices: { readonly server: string; readonly abilities: readonly string[] } | null
}
