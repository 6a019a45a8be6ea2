import { startDemoCentre } from '../../../src/simulator/demo-centre.ts'
import type { DemoCentre } from '../../../src/simulator/demo-centre.ts'
import type { ControlChange } from '../../../src/simulator/control/schema.ts'
import type { ControlState } from '../../../src/simulator/control/state.ts'
import { noRecorder } from '../../../src/simulator/recorder.ts'
import { systemClock } from '../../../src/simulator/system-clock.ts'

export interface CentreOptions {
  readonly port?: number
  readonly tokenLifeMs?: number
}

/** A demo centre in this process: the far side, and the truth that what is shown is held against. */
export interface Centre {
  readonly ready: DemoCentre['ready']
  state(): Promise<ControlState>
  change(wish: ControlChange): Promise<void>
  dispose(): void
}

export const CONTROL = 'control-1234'

export async function startCentre({ port = 0, tokenLifeMs = 900_000 }: CentreOptions = {}): Promise<Centre> {
  const centre = await startDemoCentre({
    clock: systemClock,
    recorder: noRecorder,
    options: {
      seed: 7,
      scenario: 'quiet-day',
      speed: 1,
      port,
      controlToken: CONTROL,
      elapsedMs: 3_600_000,
      tokenLifeMs,
      pingIntervalMs: 300_000
    }
  })
  return centreOf(centre.ready, () => centre.dispose())
}

/** One that is ready, asked over its control. */
export async function centreOf(ready: DemoCentre['ready'], dispose: () => void): Promise<Centre> {
  async function ask(wish?: ControlChange): Promise<ControlState> {
    const response = await fetch(ready.control.url, {
      method: wish ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${CONTROL}`, connection: 'close' },
      ...(wish && { body: JSON.stringify(wish) })
    })
    if (response.status !== 200) throw new Error(`the demo centre says ${response.status}`)
    return (await response.json()) as ControlState
  }

  // A steady stream: the end of a snapshot is told by a live frame, not by silence.
  await ask({ messagesPerSecond: 60 })
  return {
    ready,
    state: () => ask(),
    async change(wish) {
      await ask(wish)
    },
    dispose
  }
}
