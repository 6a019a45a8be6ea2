import * as z from 'zod'

const columnId = z.string().min(1).max(300)

/** How the user arranged one table. What was typed to search in it is not kept: it may be somebody's name. */
export const tableLayoutSchema = z.strictObject({
  /** Null: worst first. */
  sort: z.strictObject({ column: columnId, descending: z.boolean() }).nullable(),
  /** Column whose values make the groups; null: none. */
  group: columnId.nullable(),
  /** Shown beside the name, in the table's order; null: those that are shown from the beginning. */
  columns: z.array(columnId).max(100).nullable(),
  /** Value of the table's facet, an agent's state or a queue's channel; null: any. */
  facet: z.string().max(300).nullable(),
  trouble: z.enum(['all', 'alerting', 'noData']),
  /** Whose rows; absent: those of my floor. */
  rows: z.enum(['mine', 'everything']).exactOptional()
})
export type TableLayout = z.infer<typeof tableLayoutSchema>

/** Absent: never arranged. */
export const tablesSchema = z.strictObject({
  agents: tableLayoutSchema.exactOptional(),
  queues: tableLayoutSchema.exactOptional()
})
