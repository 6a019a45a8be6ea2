import type { Value } from '../measures/value.ts'
import { floorTest } from './membership.ts'
import type { FloorFeed, FloorRow, FloorScope } from './scope.ts'

interface Known {
  readonly said: readonly (Value | undefined)[]
  readonly isOn: boolean
}
type Check = (row: FloorRow) => boolean

/** For rows that are replaced when they change: remembers each, and asks again only when what it says of its place differs. */
export function createFloorCheck(
  feeds: readonly (FloorFeed & { readonly id: string })[],
  scope: FloorScope
): (row: FloorRow & { readonly feedId: string }) => boolean {
  const checks = new Map<string, Check>()
  for (const feed of feeds) {
    const { covers, reads, isOn } = floorTest(feed, scope)
    if (covers === 'all') checks.set(feed.id, () => true)
    if (covers !== 'some') continue
    const known = new Map<string, Known>()
    checks.set(feed.id, (row) => {
      const present = known.get(row.id)
      if (present && reads.every((name, index) => row.values[name] === present.said[index])) return present.isOn
      const made = { said: reads.map((name) => row.values[name]), isOn: isOn(row) }
      known.set(row.id, made)
      return made.isOn
    })
  }
  return (row) => checks.get(row.feedId)?.(row) ?? false
}
