import type { ListProgress } from '../../core/connections/source.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { GiosgClient } from './client.ts'

/** Workflows whose targets are read at the same time. */
const AT_ONCE = 4
/** A list that is turned away so often one after the other ends the reading; the budget waits in between. */
const TURNED_AWAY = 6

export interface ListReading {
  readonly list: (workflowId: string, items: readonly unknown[]) => void
  readonly progress?: ((progress: ListProgress) => void) | undefined
  readonly cancellation?: Cancellation | undefined
  /** Calls wait in a budget: a list that was turned away is asked for again when the budget lets it. */
  readonly waits: boolean
}

/**
 * The target lists of many workflows; the first failure ends it. A workflow may vanish before its turn: its list is empty then, and
 * when all of them answer 404 it is the address that is wrong.
 */
export async function readTargetLists(
  client: GiosgClient,
  workflowIds: readonly string[],
  { list, progress, cancellation, waits }: ListReading
): Promise<Result<undefined>> {
  const waiting = [...workflowIds]
  const total = workflowIds.length
  let done = 0
  let missing = 0
  let turnedAway = 0
  let failed: Result<never> | undefined

  async function readOne(workflowId: string): Promise<void> {
    const items = await client.targets(workflowId, { cancellation })
    if (items.ok) {
      turnedAway = 0
      list(workflowId, items.value)
    } else if (waits && items.failure.code === 'rateLimited' && ++turnedAway < TURNED_AWAY) {
      waiting.push(workflowId)
      return
    } else if (items.failure.code === 'notFound' && ++missing < total) list(workflowId, [])
    else {
      failed ??= items
      return
    }
    done += 1
    progress?.({ done, total })
  }

  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined && !failed; next = waiting.shift()) await readOne(next)
  }

  progress?.({ done, total })
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return failed ?? ok(undefined)
}
