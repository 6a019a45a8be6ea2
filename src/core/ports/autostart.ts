import type { Result } from '../result.ts'

export interface AutostartState {
  readonly on: boolean
  /** The file that says so; empty where the system keeps it in a list of its own. */
  readonly file: string
}

/** Whether the system starts Floorwatch at login, hidden in the tray. Both fail with `autostart`. */
export interface Autostart {
  /** As the system has it now: others may have changed it. */
  read(): Result<AutostartState>
  /** Answers what the system has after it. */
  set(on: boolean): Result<AutostartState>
}
