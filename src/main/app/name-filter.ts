/** Shorter names are also common words. */
const SHORTEST = 3
/** Of people who come and go; the oldest are forgotten first. */
const MOST_NAMES = 20_000
/** Half of a surrogate pair on its own can't stand in an address. */
const LONE = /\p{Surrogate}/u

/** Takes names out of texts that nobody can take apart: notes, lines of the log, what a service wrote. */
export interface NameFilter {
  /**
   * From now on `label` stands wherever `name` stood, alone or as part of an address. True when that is new. The first label stays: of
   * two people of one name a text does not say which, and what it is called must not change with every row.
   */
  learn(name: string, label: string): boolean
  /** What stands for exactly this name; nothing for one that is not known. */
  labelOf(name: string): string | undefined
  without(text: string): string
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

export function createNameFilter(): NameFilter {
  const instead = new Map<string, string>()
  let pattern: RegExp | undefined

  function add(name: string, label: string): void {
    const lower = name.toLowerCase()
    if (instead.has(lower)) return
    instead.set(lower, label)
    pattern = undefined
    if (instead.size > MOST_NAMES) instead.delete(instead.keys().next().value ?? '')
  }

  /** Whole words only: the login `101` is no part of `5101`. The longest first, so that no first name breaks a full one. */
  function compiled(): RegExp | undefined {
    if (pattern || instead.size === 0) return pattern
    const names = [...instead.keys()].sort((a, b) => b.length - a.length).map(quoted)
    pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
    return pattern
  }

  return {
    learn(given, label) {
      const name = given.trim()
      if (name.length < SHORTEST || instead.has(name.toLowerCase())) return false
      add(name, label)
      add(LONE.test(name) ? name : encodeURIComponent(name), label)
      return true
    },
    labelOf: (name) => instead.get(name.trim().toLowerCase()),
    without(text) {
      const names = compiled()
      return names ? text.replace(names, (found) => instead.get(found.toLowerCase()) ?? '…') : text
    }
  }
}
