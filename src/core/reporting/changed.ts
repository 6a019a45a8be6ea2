import { sameJson, type Json } from './json.ts'

/**
 * The fields of `after` that say something else than those of `before`: what an update sends, so that values that are read-only or
 * were changed by somebody else meanwhile are not written back. A field that `after` leaves out is not changed.
 */
export function changedFields<T extends object>(before: Readonly<T>, after: Readonly<Partial<T>>): Partial<T> {
  const old = before as Readonly<Record<string, Json | undefined>>
  const changed = Object.entries(after as Readonly<Record<string, Json | undefined>>).filter(([name, value]) => {
    if (value === undefined) return false
    const present = old[name]
    return present === undefined || !sameJson(present, value)
  })
  return Object.fromEntries(changed) as Partial<T>
}
