import type { Connection, GiosgConfig } from '../../core/connections/connection.ts'
import type { ProbeSource, SourceDeps, TargetSource } from '../../core/connections/source.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { Target, Workflow } from '../../core/targets/target.ts'
import { createGiosgClient } from './client.ts'
import type { GiosgClientDeps } from './client.ts'
import { ownerOf, toTargetTest, toTargets, toWorkflows } from './transform.ts'
import type { Skip } from './transform.ts'

/** Workflows whose targets are read at the same time. */
const AT_ONCE = 4

export type GiosgDeps = GiosgClientDeps & Pick<SourceDeps, 'logger'>

/** Business targets of one organisation. Workflows and targets that can't be read are left out and logged. */
export function createGiosgTargets(connection: Connection<GiosgConfig>, deps: GiosgDeps): TargetSource {
  const { id: connectionId, config } = connection
  const client = createGiosgClient(config, deps)
  const skip: Skip = (kind, reason) => deps.logger.warn('left out, not readable', { connectionId, kind, reason })

  /**
   * The targets of all workflows, the first failure ends it. A workflow may vanish between the two calls; when all of them answer
   * 404, it is the address that is wrong.
   */
  async function readTargets(
    workflows: readonly Workflow[],
    cancellation: Cancellation | undefined
  ): Promise<Result<readonly Target[]>> {
    const found: (readonly Target[])[] = workflows.map(() => [])
    const waiting = [...workflows.entries()]
    let missing = 0
    let failed: Result<never> | undefined

    async function work(): Promise<void> {
      for (let next = waiting.shift(); next && !failed; next = waiting.shift()) {
        const [index, workflow] = next
        const items = await client.targets(workflow.id, cancellation)
        if (items.ok) found[index] = toTargets(connectionId, workflow.id, items.value, skip)
        else if (items.failure.code === 'notFound' && ++missing < workflows.length) continue
        else failed ??= items
      }
    }

    await Promise.all(Array.from({ length: AT_ONCE }, work))
    return failed ?? ok(found.flat())
  }

  return {
    async readAll(cancellation) {
      const items = await client.workflows(cancellation)
      if (!items.ok) return items
      const workflows = toWorkflows(connectionId, items.value, skip)
      const targets = await readTargets(workflows, cancellation)
      return targets.ok ? ok({ workflows, targets: targets.value }) : targets
    },
    async test(target, cancellation) {
      const answer = await client.testTarget(target.workflowId, target.id, cancellation)
      return answer.ok ? ok(toTargetTest(target.id, answer.value, deps.clock.now().wallMs)) : answer
    }
  }
}

/** Asks whose token it is: the cheapest call, and it names the person. */
export function createGiosgProbe(connection: Connection<GiosgConfig>, deps: GiosgDeps): ProbeSource {
  const client = createGiosgClient(connection.config, deps)
  return {
    async check(cancellation) {
      const user = await client.me(cancellation)
      if (!user.ok) return user
      const owner = ownerOf(user.value)
      return ok(owner === undefined ? {} : { owner })
    }
  }
}
