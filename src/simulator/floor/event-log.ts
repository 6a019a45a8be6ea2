import type { QueueProfile } from './roster.ts'

export const CONTACT_ACTIONS = ['offered', 'answered', 'abandoned', 'completed'] as const
export type ContactAction = (typeof CONTACT_ACTIONS)[number]

/** One thing that happened to one contact. */
export interface ContactEvent {
  readonly atMs: number
  readonly action: ContactAction
  readonly queue: QueueProfile
  readonly contactId: number
  /** Seconds: waited (answered, abandoned), talked (completed); 0 for offered. */
  readonly value: number
}

/** Everything that happened, oldest first. */
export interface EventLog {
  add(event: ContactEvent): void
  /** From `fromMs` (included) to `toMs` (excluded). */
  between(fromMs: number, toMs: number): readonly ContactEvent[]
  /** Forgets what happened before. */
  dropBefore(atMs: number): void
}

export function createEventLog(): EventLog {
  let events: ContactEvent[] = []

  /** Index of the first event at or after `atMs`. */
  function firstAt(atMs: number): number {
    let low = 0
    let high = events.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((events[middle]?.atMs ?? Infinity) < atMs) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    add: (event) => {
      events.push(event)
    },
    between: (fromMs, toMs) => events.slice(firstAt(fromMs), firstAt(toMs)),
    dropBefore(atMs) {
      events = events.slice(firstAt(atMs))
    }
  }
}
