import type { MeasureKind, MeasureRole } from './value.ts'

export interface MeasureDescriptor {
  readonly name: string
  readonly kind: MeasureKind
  readonly displayName: string
  readonly role?: MeasureRole
  /** Interval to date: only grows, and falls back to zero when a new interval begins. */
  readonly isCounter?: true
}

export type Subject = 'queue' | 'agent' | 'other'

/** One stream of rows: one producer of one connection. `id` is `<connection id>/<producer id>`. */
export interface FeedDescriptor {
  readonly id: string
  readonly connectionId: string
  readonly producerId: string
  readonly subject: Subject
  readonly keyNames: readonly string[]
  /** In the producer's order. Only listed measures exist for rules and views. */
  readonly measures: readonly MeasureDescriptor[]
}

export function measureByRole(feed: FeedDescriptor, role: MeasureRole): MeasureDescriptor | undefined {
  return feed.measures.find((measure) => measure.role === role)
}
