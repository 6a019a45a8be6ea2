import { safeStorage } from 'electron'
import type { Clock } from '../../core/ports/clock.ts'
import type { System } from './system.ts'
import { createSystemStore, type SystemStore } from './vault-store.ts'

/** The system's store behind Electron. Ask nothing of it before `ready`. */
export function electronStore(system: System, clock: Clock): SystemStore {
  return createSystemStore({ calls: safeStorage, system, clock })
}
