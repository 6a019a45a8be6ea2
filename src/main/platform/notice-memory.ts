import * as z from 'zod'

/** Where the ids of notices on the screen outlive this process. One short text; what can't be kept is lost without harm. */
export interface NoticeMemory {
  read(): string | undefined
  write(text: string): void
}

/** The ids a server gave, by notice, oldest first. */
export type ServerIds = ReadonlyMap<string, number>

/** Of those on the screen, this many outlive a restart. */
const KEPT = 100

const NOTHING = '{}'

const keptSchema = z.strictObject({ server: z.string().min(1), ids: z.array(z.tuple([z.string(), z.int().min(0)])) })

/** True when notices of an earlier run may be on the screen. */
export function hasIds(memory: NoticeMemory): boolean {
  const kept = memory.read()
  return kept !== undefined && kept !== NOTHING
}

/** What was kept of this very server. One that was started again counts its ids anew, and an old one would name another's notice. */
export function recallIds(memory: NoticeMemory, server: string): ServerIds {
  try {
    const kept = keptSchema.safeParse(JSON.parse(memory.read() ?? 'null'))
    return new Map(kept.success && kept.data.server === server ? kept.data.ids : [])
  } catch {
    return new Map()
  }
}

export function keepIds(memory: NoticeMemory, server: string, ids: ServerIds): void {
  memory.write(JSON.stringify({ server, ids: [...ids].slice(-KEPT) }))
}

/** The server that gave them is gone. */
export function forgetIds(memory: NoticeMemory): void {
  if (memory.read() !== NOTHING) memory.write(NOTHING)
}
