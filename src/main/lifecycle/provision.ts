import { defaultRules } from '../../core/alerts/default-rules.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import { errorLines, importProvisioningFile, provisioningProblem, type NamedFile } from '../app/provision-file.ts'
import type { Stores } from './storage.ts'

/** Answers the ids of connections that have other secrets now. `env`: the variables of the process that was given the file. */
export type Provision = (file: NamedFile, env: (name: string) => string | undefined) => Promise<ReadonlySet<string>>

/**
 * Imports a provisioning file. A file that can't be taken over changes nothing: its mistakes go to the command line and into a problem
 * that the windows show, and the application goes on with what it had.
 */
export function createProvisioner(deps: {
  readonly stores: Stores
  readonly clock: Pick<Clock, 'now'>
  readonly logger: Logger
  readonly problems: ProblemDesk
  readonly line: (text: string) => void
  readonly imported: () => void
}): Provision {
  const { journal, vault, settings } = deps.stores
  const around = {
    journal,
    vault,
    settings,
    defaultRules,
    logger: deps.logger,
    nowMs: () => deps.clock.now().wallMs
  }
  return async (file, env) => {
    const result = await importProvisioningFile({ ...around, env }, file)
    if (!result.ok) {
      process.stderr.write(`${errorLines(file.path, result.failure).join('\n')}\n`)
      deps.problems.raise(provisioningProblem(file.path, result.failure))
      return new Set()
    }
    deps.problems.clear('provisioning')
    const { connections, rules, changed, renewed } = result.value
    deps.line(
      `provisioning: ${String(connections)} connections, ${String(rules)} rules, ${changed ? 'imported' : 'nothing new'}`
    )
    deps.imported()
    return renewed
  }
}
