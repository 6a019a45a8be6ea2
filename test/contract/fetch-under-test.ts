import { afterAll, expect } from 'vitest'
import type { Fetch } from '../../src/adapters/transport/fetch-http.ts'
import { startBench } from '../e2e/network/bench.ts'

/**
 * Which `fetch` the shared suite goes through. FLOORWATCH_CONTRACT_BENCH names the built bench of test/e2e/network and
 * FLOORWATCH_TEST_ELECTRON the Electron it runs in: then every request leaves by `net.fetch`, as in the application.
 */
export async function fetchUnderTest(): Promise<Fetch> {
  const main = process.env['FLOORWATCH_CONTRACT_BENCH']
  const electron = process.env['FLOORWATCH_TEST_ELECTRON']
  if (main === undefined) return fetch
  if (electron === undefined) throw new Error('FLOORWATCH_TEST_ELECTRON names no Electron')
  const bench = await startBench(electron, main)
  let requests = 0
  afterAll(async () => {
    await bench.close()
    expect(requests).toBeGreaterThan(0)
  })
  return (url, init) => {
    requests += 1
    return bench.fetch(url, init)
  }
}
