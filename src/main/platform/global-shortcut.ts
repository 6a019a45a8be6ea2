import { disposable, type Disposable } from '../../core/disposable.ts'
import type { ShortcutState } from '../../core/settings/shortcut.ts'

/** The part of Electron's `globalShortcut` that is used. */
export interface ShortcutRegistry {
  register(accelerator: string, pressed: () => void): boolean
  unregister(accelerator: string): void
}

export interface GlobalShortcut extends Disposable {
  /** From now on this one and no other; null: none. One that was taken is tried again. */
  apply(wanted: string | null): void
  state(): ShortcutState
}

/** At most one shortcut of the whole desktop, given back when it is another one and at the end. */
export function createGlobalShortcut(deps: {
  readonly registry: ShortcutRegistry
  readonly pressed: () => void
}): GlobalShortcut {
  const { registry } = deps
  let present: string | null = null
  let state: ShortcutState = 'none'

  function release(): void {
    if (present !== null && state === 'registered') registry.unregister(present)
    present = null
    state = 'none'
  }
  return {
    apply(wanted) {
      if (wanted === present && state === 'registered') return
      release()
      if (wanted === null) return
      present = wanted
      // The older runtime throws for keys that it can't register.
      try {
        state = registry.register(wanted, deps.pressed) ? 'registered' : 'taken'
      } catch {
        state = 'taken'
      }
    },
    state: () => state,
    ...disposable(release)
  }
}
