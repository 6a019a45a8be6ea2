import type { MeasureTable } from '../../core/measures/table.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { ProblemDesk } from './problem-desk.ts'

export interface SharedKeys {
  readonly connection: string
  readonly keys: Readonly<Record<string, string>>
  readonly names: readonly string[]
}

/** Tells the user of rows that are mixed up by their keys: a problem of that feed, until a snapshot comes without, or it is gone. */
export function createSharedKeys(deps: {
  readonly problems: Pick<ProblemDesk, 'raise' | 'clear'>
  readonly table: Pick<MeasureTable, 'feed'>
  readonly logger: Logger
}): (feedId: string, shared: SharedKeys | null) => void {
  return (feedId, shared) => {
    const id = `keys-shared/${feedId}`
    if (!shared) {
      deps.problems.clear(id)
      return
    }
    const feed = deps.table.feed(feedId)
    const { connection } = shared
    const producer = feed?.producerId ?? ''
    deps.logger.warn('rows share their keys', { feedId, keyNames: feed?.keyNames ?? [] })
    // Who an agent is stands nowhere but in the rows.
    if (feed?.subject === 'agent') {
      deps.problems.raise({ id, code: 'keysShared', params: { connection, producer } })
      return
    }
    const keys = Object.entries(shared.keys).map(([name, value]) => `${name} ${value}`)
    const params = { connection, producer, keys: keys.join(', '), names: shared.names.join(', ') }
    deps.problems.raise({ id, code: 'keysShared', params })
  }
}
