import { PINNED_AT_MOST } from '../../../core/settings/pinned-queues.ts'

/**
 * The pins after `id` was pinned or unpinned; undefined when there is no room for one more. Pins of queues that are not on the floor
 * any more give way only then: a queue may be away for an hour and come back.
 */
export function pinsAfter(
  pins: readonly string[],
  id: string,
  isOnFloor: (id: string) => boolean
): string[] | undefined {
  if (pins.includes(id)) return pins.filter((one) => one !== id)
  const kept = pins.length < PINNED_AT_MOST ? pins : pins.filter(isOnFloor)
  return kept.length < PINNED_AT_MOST ? [...kept, id] : undefined
}
