import type { RealtimeSink } from '../../core/connections/source.ts'

export interface ContinuedSink {
  readonly sink: RealtimeSink
  /** The newest generation that was told, those before it included. */
  lastGeneration(): number
}

/**
 * Every source counts its generations from one. Where a connection begins anew over the rows it had, the count goes on after the
 * last one, so that the first snapshot replaces those rows instead of being taken for an old one.
 */
export function continueSink(sink: RealtimeSink, afterGeneration: number): ContinuedSink {
  let last = afterGeneration
  const shifted = (generation: number): number => {
    const now = afterGeneration + generation
    if (now > last) last = now
    return now
  }
  return {
    lastGeneration: () => last,
    sink: {
      ...sink,
      feedStatus(feedId, status) {
        sink.feedStatus(feedId, { ...status, generation: shifted(status.generation) })
      },
      snapshotBegan(feedId, generation) {
        sink.snapshotBegan(feedId, shifted(generation))
      },
      rowsChanged(feedId, generation, changes) {
        sink.rowsChanged(feedId, shifted(generation), changes)
      },
      snapshotEnded(feedId, generation) {
        sink.snapshotEnded(feedId, shifted(generation))
      }
    }
  }
}
