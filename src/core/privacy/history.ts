import * as z from 'zod'

/** How much of what is over the journal holds, or how much of it was removed. */
export const historyCountsSchema = z.strictObject({
  alerts: z.int().min(0),
  /** Lines of the delivery ledger, of these alerts and older ones of alerts that are still open. */
  deliveries: z.int().min(0),
  targetTests: z.int().min(0),
  /** Earlier versions of rules, also of removed ones, that no alert names any more. They go by hand alone. */
  ruleVersions: z.int().min(0)
})
export type HistoryCounts = z.infer<typeof historyCountsSchema>

export const NO_HISTORY: HistoryCounts = { alerts: 0, deliveries: 0, targetTests: 0, ruleVersions: 0 }

export function addCounts(a: HistoryCounts, b: HistoryCounts): HistoryCounts {
  return {
    alerts: a.alerts + b.alerts,
    deliveries: a.deliveries + b.deliveries,
    targetTests: a.targetTests + b.targetTests,
    ruleVersions: a.ruleVersions + b.ruleVersions
  }
}
