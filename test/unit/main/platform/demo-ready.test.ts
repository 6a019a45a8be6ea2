import { describe, expect, it } from 'vitest'
import { parseDemoReady } from '../../../../src/main/platform/demo-ready.ts'
import { demoReady } from './demo-ready-message.ts'

describe('the first word of the demo centre', () => {
  it('gives its connections, secrets apart from what is stored', () => {
    const ready = parseDemoReady(demoReady(4711))
    expect(ready).toMatchObject({ port: 4711, scenario: 'quiet-day', speed: 1, seed: 1 })
    expect(ready?.connections.map(({ secrets }) => Object.keys(secrets))).toEqual([
      ['appKey', 'clientSecret'],
      ['token']
    ])
    for (const { config } of ready?.connections ?? []) {
      expect(Object.keys(config)).not.toEqual(expect.arrayContaining(['appKey', 'clientSecret', 'token']))
    }
    expect(JSON.stringify(ready?.connections.map(({ config }) => config))).not.toContain('secret-')
  })

  it.each([
    ['nothing', undefined],
    ['a text', 'ready'],
    ['another kind of message', { ...demoReady(1), type: 'bye' }],
    ['a port that is none', demoReady(0)],
    ['a connection without its secret', { ...demoReady(1), connections: [{ system: 'giosg', name: 'x' }] }],
    [
      'an address that is not ours',
      { ...demoReady(1), connections: [{ ...demoReady(1).connections[1], apiBaseUrl: 'http://evil.example' }] }
    ]
  ])('is not understood when it is %s', (_what, message) => {
    expect(parseDemoReady(message)).toBeUndefined()
  })
})
