import { utilityProcess, type UtilityProcess } from 'electron'
import type { Failure } from '../../core/connections/failure.ts'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { parseDemoReady, type DemoReady } from './demo-ready.ts'

const FIRST_RESTART_MS = 1_000
const LONGEST_RESTART_MS = 5_000
/** Exit code of the demo centre for a port that is in use. */
const PORT_TAKEN = 3

export interface DemoCentreProcessDeps {
  readonly clock: Clock
  readonly logger: Logger
  readonly script: string
  readonly choice: {
    readonly scenario: string | undefined
    readonly speed: number | undefined
    readonly seed: number | undefined
    readonly port: number | undefined
  }
  /** Called at every start and restart, with the process id. */
  readonly onReady: (ready: DemoReady, pid: number) => void
  readonly onDown: (failure: Failure) => void
}

/**
 * Keeps one demo centre running in a process of its own until disposed. After a crash it comes back on the same port, so that its
 * clients find it where it was; only a port somebody else took is given up for a free one.
 */
export function createDemoCentreProcess(deps: DemoCentreProcessDeps): Disposable {
  const { clock, logger, choice } = deps
  let child: UtilityProcess | undefined
  let port = choice.port ?? 0
  let failures = 0
  let timer: Disposable | undefined
  let disposed = false

  function args(): string[] {
    const list = ['--port', String(port)]
    if (choice.scenario !== undefined) list.push('--scenario', choice.scenario)
    if (choice.speed !== undefined) list.push('--speed', String(choice.speed))
    if (choice.seed !== undefined) list.push('--seed', String(choice.seed))
    return list
  }

  function begin(): void {
    if (disposed) return
    const mine = utilityProcess.fork(deps.script, args(), { serviceName: 'Floorwatch demo centre', stdio: 'pipe' })
    child = mine
    mine.stderr?.on('data', (chunk: Buffer) => {
      logger.warn('demo centre says', { text: chunk.toString('utf8').slice(0, 500) })
    })
    mine.on('message', (message: unknown) => {
      const ready = parseDemoReady(message)
      if (!ready || mine !== child) return
      port = ready.port
      failures = 0
      deps.onReady(ready, mine.pid ?? 0)
    })
    mine.on('exit', (code) => {
      if (disposed || mine !== child) return
      ended(code)
    })
  }

  function ended(code: number): void {
    const taken = code === PORT_TAKEN
    deps.onDown({
      code: taken ? 'portTaken' : 'closedByServer',
      step: 'connect',
      detail: taken
        ? `port ${String(port)} is in use, taking a free one`
        : `it ended with code ${String(code)} and is started again`
    })
    if (taken) port = 0
    failures += 1
    timer = clock.after(Math.min(FIRST_RESTART_MS * failures, LONGEST_RESTART_MS), begin)
  }

  begin()
  return disposable(() => {
    disposed = true
    timer?.dispose()
    child?.kill()
  })
}
