import { describe, expect, it } from 'vitest'
import { faultBenches } from './rig/bench.ts'
import { startCentreProcess } from './rig/centre-process.ts'

const bench = faultBenches()
/** From the moment it stops to the end of the socket, ms: the product's promise. */
const NOTICED_WITHIN_MS = 20_000

describe('a server that the system stopped: alive, its sockets open, and not a word', () => {
  it('is noticed within 20 s and never taken for live, and is live again by itself when it goes on', async () => {
    const far = await startCentreProcess()
    const b = await bench({ centre: far.centre, speed: 6 })
    await b.live()
    far.stop()
    const noticed = (): boolean => b.phases().includes('backoff')
    expect(await b.took(() => b.until(noticed, 'the notice'))).toBeLessThan(NOTICED_WITHIN_MS)
    expect(b.sink.statuses.find(({ phase }) => phase === 'backoff')?.failure).toMatchObject({
      code: 'heartbeatLost',
      step: 'heartbeat'
    })
    // The system still takes connections and requests for it; none of them is an answer.
    const told = b.phases().length
    await b.until(() => b.phases().slice(told).includes('backoff'), 'a try that had no answer')
    expect(b.phases().slice(told)).not.toContain('syncing')
    expect(b.last()?.failure).toMatchObject({ code: 'timeout' })
    far.go()
    await b.until(b.isLive, 'live')
  })
})
