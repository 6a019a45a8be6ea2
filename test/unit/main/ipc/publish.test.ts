import { describe, expect, it } from 'vitest'
import { createPublish, type PushTarget } from '../../../../src/main/ipc/publish.ts'
import { createRecordingLogger } from '../recording-logger.ts'

function target(destroyed = false): PushTarget & { readonly got: unknown[] } {
  const got: unknown[] = []
  return { got, isDestroyed: () => destroyed, send: (...message) => got.push(message) }
}

const good = { revision: 4, changed: [], removed: ['r1'] }
const bad = { ...good, clientSecret: 'canary' }

describe('a push', () => {
  it('goes to every window that is still there', () => {
    const [one, gone, two] = [target(), target(true), target()]
    createPublish({ logger: createRecordingLogger(), checkPayloads: true })([one, gone, two], 'rows:changed', good)
    expect(one.got).toEqual([['rows:changed', good]])
    expect(two.got).toEqual(one.got)
    expect(gone.got).toEqual([])
  })

  it('is held back and logged when it breaks the contract and payloads are checked', () => {
    const logger = createRecordingLogger()
    const one = target()
    createPublish({ logger, checkPayloads: true })([one], 'rows:changed', bad)
    expect(one.got).toEqual([])
    expect(logger.lines).toHaveLength(1)
    expect(JSON.stringify(logger.lines)).not.toContain('canary')
  })

  it('is not parsed where checking is off', () => {
    const one = target()
    createPublish({ logger: createRecordingLogger(), checkPayloads: false })([one], 'rows:changed', bad)
    expect(one.got).toHaveLength(1)
  })
})
