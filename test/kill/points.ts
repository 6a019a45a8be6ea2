/**
 * Where the process is killed. A step of the engine is `tell` when it holds an announcement, `outcome` when it holds what became of one,
 * `state` otherwise.
 */
export const POINTS = [
  /** Decided, nothing written. */
  'tell:decided',
  /** All of it written, not committed. */
  'tell:written',
  /** On the disk, nobody was told. */
  'tell:durable',
  /** The notifier was called, the desktop has nothing. */
  'handed',
  /** The desktop shows it, and the application does not know. */
  'shown',
  'outcome:decided',
  'outcome:written',
  'outcome:durable',
  'state:decided',
  'state:written',
  'state:durable',
  /** Between two steps, with nothing on its way. */
  'idle'
] as const
export type Point = (typeof POINTS)[number]

/** Killed here, the desktop may have shown what the journal does not know of: the one case in which it may be told again. */
export const CRASH_WINDOW: readonly Point[] = ['handed', 'shown', 'outcome:decided', 'outcome:written']
