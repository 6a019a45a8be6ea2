import { join } from 'node:path'
import type { StateView } from '../../contract/views.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { ConnectionEntry } from '../app/connection-desk.ts'
import { demoEntries } from '../app/demo-floor.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import { createDemoCentreProcess } from '../platform/demo-centre-process.ts'

export interface DemoChoice {
  readonly scenario: string | undefined
  readonly speed: number | undefined
  readonly seed: number | undefined
  readonly port: number | undefined
}

export interface Demo extends Disposable {
  view(): StateView['demo']
}

/** Runs the demo centre beside the application and keeps it running; its connections come with every (re)start. */
export function startDemo(deps: {
  readonly clock: Clock
  readonly logger: Logger
  readonly problems: ProblemDesk
  readonly mainFolder: string
  readonly choice: DemoChoice
  readonly ready: (entries: readonly ConnectionEntry[]) => void
  readonly line: (text: string) => void
}): Demo {
  let view: StateView['demo'] = null
  const centre = createDemoCentreProcess({
    clock: deps.clock,
    logger: deps.logger,
    script: join(deps.mainFolder, 'demo-centre.js'),
    choice: deps.choice,
    onReady(ready) {
      view = { scenario: ready.scenario, speed: ready.speed, seed: ready.seed }
      deps.problems.clear('demo-centre')
      deps.line(
        `demo centre: ready on port ${String(ready.port)}, scenario ${ready.scenario}, speed ×${String(ready.speed)}`
      )
      deps.ready(demoEntries(ready.connections))
    },
    onDown(failure) {
      deps.line(`demo centre: down (${failure.detail})`)
      deps.problems.raise({ id: 'demo-centre', code: 'demoCentreDown', params: { reason: failure.detail } })
    }
  })
  return {
    view: () => view,
    dispose() {
      centre.dispose()
    }
  }
}
