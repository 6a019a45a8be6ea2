import * as z from 'zod'

/** Something the user chose: what it is by, and what it was called then, for the time in which nobody lists it. */
export const floorPartSchema = z.strictObject({ id: z.string().min(1).max(2000), name: z.string().max(500) })
const parts = z.array(floorPartSchema).max(500)

/** What the user watches. An empty list leaves that kind open; all empty is everything. */
export const floorScopeSchema = z.strictObject({
  /** Connection ids. */
  connections: z.array(z.string().min(1).max(2000)).max(500),
  /** By `siteOf`. */
  sites: parts,
  /** By `queueOf`. */
  queues: parts,
  /** By `teamOf`. */
  teams: parts
})
