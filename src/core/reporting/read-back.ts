import { sameJson, type Json } from './json.ts'

/** What became of an edit whose answer was lost. `unclear`: what is there says neither, or it may still be carried out. */
export type Became = 'done' | 'notDone' | 'unclear'

type Values = Readonly<Record<string, Json | undefined>>

/** Whether the object says everything that was sent. `hidden`: fields that are never told, so that they say nothing. */
export function saysAll(object: object, sent: object, hidden: readonly string[] = []): boolean {
  const there = object as Values
  return Object.entries(sent as Values)
    .filter(([name, value]) => value !== undefined && !hidden.includes(name))
    .every(([name, value]) => sameJson(there[name] ?? null, value ?? null))
}

/** Of something made: the one that was not there before and says what was sent. A write may be carried out late, so none proves nothing. */
export function becameOfCreate<T extends { readonly id: string }>(
  before: ReadonlySet<string> | undefined,
  after: readonly T[],
  saysIt: (object: T) => boolean
): { readonly became: Became; readonly id: string | null } {
  const made = before ? after.filter((one) => !before.has(one.id) && saysIt(one)) : []
  const [only] = made
  return only && made.length === 1 ? { became: 'done', id: only.id } : { became: 'unclear', id: null }
}

/** Of a change: sending it again does it once all the same. `isTold`: something that was sent can be seen. */
export function becameOfChange<T>(object: T | undefined, isTold: boolean, saysIt: (object: T) => boolean): Became {
  if (object === undefined) return 'notDone'
  if (!isTold) return 'unclear'
  return saysIt(object) ? 'done' : 'notDone'
}
