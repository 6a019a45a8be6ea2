import type { Connection, GiosgConfig } from '../../core/connections/connection.ts'
import type { ProbeSource, SourceDeps, TargetSource } from '../../core/connections/source.ts'
import type { TargetDetails } from '../../core/reporting/objects.ts'
import { ok } from '../../core/result.ts'
import type { GiosgClientDeps } from './calls.ts'
import { createGiosgClient } from './client.ts'
import { readTargetLists } from './lists.ts'
import { ownerOf, toTargetDetails, toTargetTest, toWorkflowDetails } from './transform.ts'
import type { Skip } from './transform.ts'

export type GiosgDeps = GiosgClientDeps & Pick<SourceDeps, 'logger'>

export function skipLog(connectionId: string, { logger }: GiosgDeps): Skip {
  return (kind, reason) => logger.warn('left out, not readable', { connectionId, kind, reason })
}

/** Business targets of one organisation. Workflows and targets that can't be read are left out and logged. */
export function createGiosgTargets(connection: Connection<GiosgConfig>, deps: GiosgDeps): TargetSource {
  const { id: connectionId, config } = connection
  const client = createGiosgClient(config, deps)
  const skip = skipLog(connectionId, deps)

  return {
    async readAll(cancellation, told) {
      const items = await client.workflows({ cancellation })
      if (!items.ok) return items
      const workflows = toWorkflowDetails(connectionId, items.value, skip)
      told?.workflows?.(workflows)
      const found = new Map<string, readonly TargetDetails[]>()
      const ids = workflows.map(({ id }) => id)
      const read = await readTargetLists(client, ids, {
        list(workflowId, list) {
          const targets = toTargetDetails(connectionId, workflowId, list, skip)
          found.set(workflowId, targets)
          told?.list?.(workflowId, targets)
        },
        progress: told?.progress,
        cancellation,
        waits: deps.budget !== undefined
      })
      return read.ok ? ok({ workflows, targets: ids.flatMap((id) => found.get(id) ?? []) }) : read
    },
    async test({ workflowId, id: targetId }, cancellation) {
      const answer = await client.testTarget({ workflowId, targetId }, { cancellation })
      return answer.ok ? ok(toTargetTest(targetId, answer.value, deps.clock.now().wallMs)) : answer
    },
    pausedForMs: () => deps.budget?.pausedForMs() ?? 0
  }
}

/** Asks whose token it is: the cheapest call, and it names the person. */
export function createGiosgProbe(connection: Connection<GiosgConfig>, deps: GiosgDeps): ProbeSource {
  const client = createGiosgClient(connection.config, deps)
  return {
    async check(cancellation) {
      const user = await client.me({ cancellation, urgent: true })
      if (!user.ok) return user
      const owner = ownerOf(user.value)
      return ok(owner === undefined ? {} : { owner })
    }
  }
}
