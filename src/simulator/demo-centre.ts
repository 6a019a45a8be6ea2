import { createDisposableBag, disposable, type Disposable } from '../core/disposable.ts'
import type { Clock } from '../core/ports/clock.ts'
import { createAvayaIdentity } from './avaya/identity.ts'
import { createRealtime } from './avaya/realtime.ts'
import { createSubscriptions } from './avaya/subscriptions.ts'
import { createTokens } from './avaya/tokens.ts'
import { createAnswer } from './answer.ts'
import type { ControlChange } from './control/schema.ts'
import { controlState } from './control/state.ts'
import { createFaultPanel } from './faults.ts'
import { createGiosgIdentity } from './giosg/identity.ts'
import type { ReportingSize } from './giosg/many.ts'
import { createHttpServer } from './http/server.ts'
import { listen } from './http/listen.ts'
import { attachSocketServer, endpointPath } from './http/socket-server.ts'
import { createPlay } from './play.ts'
import { createSeededRandom } from './random.ts'
import { demoConnections, thoughtspotEntry, type Ready } from './ready.ts'
import type { Recorder } from './recorder.ts'
import { runFaultPlan } from './scenario/fault-plan.ts'
import type { ScenarioId } from './scenario/scenario.ts'
import { createStage } from './scenario/stage.ts'
import { createThoughtspotIdentity } from './thoughtspot/identity.ts'
import { createThoughtspotSessions } from './thoughtspot/sessions.ts'

export interface DemoOptions {
  readonly seed: number
  readonly scenario: ScenarioId
  readonly speed: number
  /** 0: the system chooses one. */
  readonly port: number
  readonly controlToken: string
  /** Floor time the scenario has already run. */
  readonly elapsedMs: number
  readonly tokenLifeMs: number
  /** Longest silence of a realtime client. */
  readonly pingIntervalMs: number
  /** How many workflows and targets giosg has; absent: the demo's own few. */
  readonly reporting?: ReportingSize
}

export interface DemoCentre extends Disposable {
  readonly ready: Ready
}

/** Starts everything and resolves once it can be used. Rejects with the listening socket's error, having started nothing. */
export async function startDemoCentre(deps: {
  readonly clock: Clock
  readonly recorder: Recorder
  readonly options: DemoOptions
}): Promise<DemoCentre> {
  const { clock, recorder, options } = deps
  const { seed, controlToken } = options
  const bag = createDisposableBag()
  const identity = createAvayaIdentity(seed)
  const giosg = createGiosgIdentity(seed)
  const thoughtspot = createThoughtspotIdentity(seed)
  const staging = { clock, seed, identity: giosg, ...(options.reporting && { size: options.reporting }) }
  let stage = createStage(staging, options.scenario, options.speed, options.elapsedMs)
  let baseUrl = ''

  const panel = createFaultPanel((change) => {
    realtime.strike(change)
    if (change.pauseSockets === false) sockets.releaseHeld()
  })
  const faults = () => panel.active
  const tokens = createTokens({ clock, signingKey: identity.signingKey, lifeMs: options.tokenLifeMs })
  const subscriptions = createSubscriptions({
    clock,
    // Not the seed alone: after a restart the ids of the earlier run must mean nothing.
    random: createSeededRandom(seed, `subscriptions/${clock.now().wallMs}`),
    pendingMs: () => panel.active.pendingMs
  })
  const { pingIntervalMs } = options
  const { accountId } = identity
  const floor = () => stage.floor
  const realtime = createRealtime({
    clock,
    accountId,
    floor,
    toWall: (floorMs) => stage.clock.toWall(floorMs),
    tokens,
    subscriptions,
    faults,
    recorder,
    pingIntervalMs
  })
  const play = createPlay({ clock, stage: () => stage, realtime })
  let faultPlan = disposable(() => undefined)

  function observe(): void {
    stage.floor.observe({
      queueChanged: ({ index }) => realtime.queueChanged(index),
      agentChanged: ({ index }) => realtime.agentChanged(index)
    })
  }

  function change(wish: ControlChange): void {
    if (wish.scenario) {
      faultPlan.dispose()
      panel.reset()
      stage = createStage(staging, wish.scenario, stage.clock.speed(), 0)
      observe()
      realtime.everythingChanged()
      faultPlan = runFaultPlan(clock, panel, wish.scenario)
    }
    if (wish.speed !== undefined) stage.clock.setSpeed(wish.speed)
    if (wish.rush) stage.floor.rushAt(stage.floor.nowMs())
    if (wish.faults) panel.change(wish.faults)
    if (wish.messagesPerSecond !== undefined) play.setMessagesPerSecond(wish.messagesPerSecond)
  }

  const state = () =>
    controlState(stage, {
      seed,
      faults: panel.active,
      messagesPerSecond: play.messagesPerSecond(),
      messagesSent: realtime.sentCount(),
      sockets: realtime.liveCount(),
      subscriptions: subscriptions.all().length
    })
  const answer = createAnswer({
    avaya: {
      identity,
      tokens,
      faults,
      clock,
      subscriptions,
      pingIntervalMs,
      tokenLifeMs: options.tokenLifeMs,
      endpoint: (id) => `${baseUrl.replace('http', 'ws')}${endpointPath(accountId, id)}`,
      gone: (id) => realtime.subscriptionGone(id)
    },
    giosg: { identity: giosg, clock, seed, faults, baseUrl: () => baseUrl, floor, store: () => stage.reporting },
    thoughtspot: { identity: thoughtspot, sessions: createThoughtspotSessions({ clock, seed }), clock, faults },
    control: { token: controlToken, state, change },
    faults
  })
  const server = createHttpServer(answer, recorder, clock)
  const sockets = attachSocketServer(server, { realtime, accountId, faults })
  bag.add(play)
  bag.add(disposable(() => faultPlan.dispose()))
  bag.add(sockets)
  try {
    const listening = bag.add(await listen(server, options.port))
    baseUrl = `http://127.0.0.1:${listening.port}`
    observe()
    faultPlan = runFaultPlan(clock, panel, options.scenario)
    return {
      ready: {
        type: 'ready',
        port: listening.port,
        control: { url: `${baseUrl}/control`, token: controlToken },
        scenario: options.scenario,
        speed: options.speed,
        seed,
        connections: demoConnections(baseUrl, identity, giosg),
        more: [thoughtspotEntry(baseUrl, thoughtspot)]
      },
      dispose: () => bag.dispose()
    }
  } catch (error) {
    bag.dispose()
    throw error
  }
}
