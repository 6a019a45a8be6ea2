import * as z from 'zod'
import { TILES_AT_MOST } from './layout.ts'

/** How the user arranged the overview. Any name is taken: a tile of a newer version must not cost the rest. */
export const overviewLayoutSchema = z.strictObject({
  tiles: z
    .array(
      z.strictObject({
        id: z
          .string()
          .max(40)
          .regex(/^[A-Za-z]{1,40}$/),
        width: z.int().min(1).max(12),
        hidden: z.boolean()
      })
    )
    .max(TILES_AT_MOST)
})
