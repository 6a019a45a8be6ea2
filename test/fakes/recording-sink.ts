import type { RealtimeSink } from '../../src/core/connections/source.ts'
import type { Phase, Status } from '../../src/core/connections/status.ts'
import type { FeedDescriptor } from '../../src/core/measures/feed.ts'
import type { RowChange } from '../../src/core/measures/row.ts'

export interface RecordingSink extends RealtimeSink {
  /** Everything told, in order, one short word group per call. */
  readonly told: readonly string[]
  readonly statuses: readonly (Status & { readonly feedId: string })[]
  readonly changes: readonly RowChange[]
  readonly skipped: readonly { readonly reason: string; readonly sample: string | null }[]
  readonly described: readonly FeedDescriptor[]
  readonly shared: readonly { readonly keys: Readonly<Record<string, string>>; readonly names: readonly string[] }[]
  phases(feedId?: string): readonly Phase[]
  last(feedId?: string): Status | undefined
}

/** Notes what a source tells. `onTold` runs after each note. */
export function createRecordingSink(onTold: () => void = () => undefined): RecordingSink {
  const told: string[] = []
  const statuses: (Status & { feedId: string })[] = []
  const changes: RowChange[] = []
  const skipped: { reason: string; sample: string | null }[] = []
  const shared: { keys: Readonly<Record<string, string>>; names: readonly string[] }[] = []
  const described: FeedDescriptor[] = []
  const note = (text: string): void => {
    told.push(text)
    onTold()
  }
  const of = (feedId: string | undefined): readonly Status[] =>
    statuses.filter((status) => feedId === undefined || status.feedId === feedId)
  return {
    told,
    statuses,
    changes,
    skipped,
    shared,
    described,
    phases: (feedId) => of(feedId).map(({ phase }) => phase),
    last: (feedId) => of(feedId).at(-1),
    feedDescribed(feed) {
      described.push(feed)
      note('described')
    },
    feedStatus(feedId, status) {
      statuses.push({ ...status, feedId })
      note(status.phase)
    },
    feedHeard(_, answered) {
      note(answered ? 'answered' : 'heard')
    },
    snapshotBegan(_, generation) {
      note(`snapshot ${generation} began`)
    },
    rowsChanged(_, generation, rows) {
      changes.push(...rows)
      note(`rows ${generation}`)
    },
    snapshotEnded(_, generation) {
      note(`snapshot ${generation} ended`)
    },
    feedKeysShared(_, keys, names) {
      shared.push({ keys, names })
    },
    feedSkipped(_, reason, sample) {
      skipped.push({ reason, sample })
      note('skipped')
    }
  }
}
