import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { eventDataSchema } from '../../../src/simulator/avaya/schema.ts'
import { SCENARIO_IDS, SCENARIOS, type ScenarioId } from '../../../src/simulator/scenario/scenario.ts'
import { startDemo } from './demo-client.ts'

/** Plays a client's minute and answers every text that was sent, in order; the port is the system's choice and left out. */
async function logOf(seed: number, scenario: ScenarioId): Promise<string[]> {
  const log: string[] = []
  const demo = await startDemo({ seed, scenario, speed: 4 }, { sent: (outlet, text) => log.push(`${outlet} ${text}`) })
  try {
    const token = await demo.token()
    const queues = await demo.socket(await demo.subscribe(), token)
    const agents = await demo.socket(await demo.subscribe('AgentByChannel_itd_1.0.0'), token)
    const organization = demo.centre.ready.connections[1].organizationId
    await demo.giosg(`/api/objectives/v1/orgs/${organization}/workflows`)
    for (let step = 0; step < 6; step++) {
      demo.clock.advance(10_000)
      await queues.settled()
      await agents.settled()
    }
    await demo.control()
  } finally {
    demo.dispose()
  }
  const { port } = demo.centre.ready
  return log.map((line) => line.replaceAll(`:${port}/`, ':PORT/'))
}

const digest = (log: readonly string[]): string => createHash('sha256').update(log.join('\n')).digest('hex')

describe('the message log', () => {
  // Those whose faults cut the sockets end this client's minute; their floor is the quiet day's.
  it.each(SCENARIO_IDS.filter((id) => SCENARIOS[id].faults.length === 0))(
    'is the same to the byte for the same seed, scenario and time: %s',
    async (scenario) => {
      const [first, second] = [await logOf(1, scenario), await logOf(1, scenario)]
      expect(first.length).toBeGreaterThan(100)
      expect(second).toEqual(first)
    }
  )

  it('is another for another seed', async () => {
    expect(digest(await logOf(1, 'quiet-day'))).not.toBe(digest(await logOf(2, 'quiet-day')))
  })

  it('holds nothing on a socket that the wire does not know', async () => {
    const frames = (await logOf(5, 'monday-rush')).filter((line) => line.startsWith('socket '))
    const rows = frames.map((line): unknown => JSON.parse(line.slice('socket '.length)))
    const others = rows.filter((row) => !eventDataSchema.safeParse(row).success)
    expect(others).toEqual([
      { event: 'authenticationResponse', status: 'CONNECTION_CONFIRMED' },
      { event: 'authenticationResponse', status: 'CONNECTION_CONFIRMED' }
    ])
  })
})
