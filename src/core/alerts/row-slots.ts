/**
 * Small numbers for the keys that rules remember something about: what each rule keeps of a row stands in an array then, and a row that
 * many rules look at is looked up once.
 */
export interface RowSlots {
  /** The key's number; a new one where it has none. */
  of(key: string): number
  /** Whose number it is; undefined for one that is nobody's. */
  key(slot: number): string | undefined
  /** Nothing is remembered about the key any more: its number may be another's. */
  free(key: string): void
}

export function createRowSlots(): RowSlots {
  const slots = new Map<string, number>()
  const keys: (string | undefined)[] = []
  const unused: number[] = []
  let lastKey: string | undefined
  let lastSlot = 0

  return {
    of(key) {
      // All rules ask about the same row, one after the other.
      if (key === lastKey) return lastSlot
      let slot = slots.get(key)
      if (slot === undefined) {
        slot = unused.pop() ?? keys.length
        slots.set(key, slot)
        keys[slot] = key
      }
      lastKey = key
      lastSlot = slot
      return slot
    },
    key: (slot) => keys[slot],
    free(key) {
      const slot = slots.get(key)
      if (slot === undefined) return
      slots.delete(key)
      keys[slot] = undefined
      unused.push(slot)
      lastKey = undefined
    }
  }
}

/** A number for each slot; `nothing` where none was set. Grows by itself. */
export interface SlotNumbers {
  get(slot: number): number
  set(slot: number, value: number): void
  /** Slots from here on have nothing. */
  room(): number
  clear(): void
}

const FIRST_ROOM = 64

export function createSlotNumbers(nothing: number): SlotNumbers {
  let numbers = new Float64Array(0)
  return {
    get: (slot) => numbers[slot] ?? nothing,
    set(slot, value) {
      if (slot >= numbers.length) {
        const grown = new Float64Array(Math.max(FIRST_ROOM, 2 * numbers.length, slot + 1)).fill(nothing)
        grown.set(numbers)
        numbers = grown
      }
      numbers[slot] = value
    },
    room: () => numbers.length,
    clear() {
      numbers = new Float64Array(0)
    }
  }
}
