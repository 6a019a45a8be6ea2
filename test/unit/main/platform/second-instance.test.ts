import { isAbsolute } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSecondInstance, type AppArguments } from '../../../../src/main/platform/arguments.ts'

const NAMES = [
  'open',
  ...['profile', 'provision', 'capture', 'seconds', 'scenario', 'speed', 'seed', 'demo-port', 'notifier', 'log-level']
]
const FIELDS: readonly (keyof AppArguments)[] = [
  ...(['profile', 'provision', 'capture', 'seconds', 'scenario', 'speed', 'seed', 'demoPort', 'notifier'] as const),
  ...(['hidden', 'printStatus', 'logLevel', 'open', 'link', 'pseudoLocale'] as const)
]

/** What would matter if any of it were ever run, opened or taken for a switch of the engine. */
const hostile = fc.constantFrom(
  ...['$(reboot)', '`id`', '; rm -rf /', '| sh', '&& calc.exe', '%COMSPEC%', '\0', '\n--hidden', '-e', '--eval=1'],
  ...[
    'floorwatch://open?x',
    'file:///etc/passwd',
    ['javascript', 'alert(1)'].join(':'),
    '\\\\server\\share',
    '../../../etc/passwd'
  ],
  ...['--inspect=0.0.0.0', '--remote-debugging-port=9222', '--no-sandbox', '--js-flags=--expose-gc', '--require=x.js'],
  ...['--gpu-launcher=calc', '--load-extension=/tmp', '--proxy-server=evil', '--__proto__=1', '--constructor']
)
const word = fc.oneof(
  hostile,
  fc.string(),
  fc.constantFrom(...NAMES).map((name) => `--${name}`),
  fc.tuple(fc.constantFrom(...NAMES), fc.oneof(hostile, fc.string())).map(([name, value]) => `--${name}=${value}`),
  fc.constantFrom('--hidden', '--print-status', '--speed=7', '--seed=1', '--seconds=60', '--profile=data')
)

describe('what a second start hands over', () => {
  it('comes out as the known arguments, each within its bounds, or is refused; whatever it was', () => {
    let taken = 0
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
        const parsed = parseSecondInstance({ argv, cwd: '/srv/work', env: {} })
        if (!parsed.ok) {
          expect(parsed.message).not.toBe('')
          return
        }
        taken += 1
        const value = parsed.value.given
        expect(Object.keys(value).sort()).toEqual([...FIELDS].sort())
        for (const path of [value.profile, value.provision, value.capture]) {
          expect(path === undefined || isAbsolute(path)).toBe(true)
        }
        expect([undefined, 'electron', 'dbus', 'node-notifier']).toContain(value.notifier)
        expect(value.logLevel ?? 'info').toMatch(/^(debug|info|warn|error)$/)
        expect(value.open ?? 'panel').toMatch(/^(overview|queues|agents|alerts|targets|connections|panel)$/)
        expect(value.link ?? 'floorwatch:').toMatch(/^floorwatch:/i)
        expect(value.scenario ?? 'quiet-day').toMatch(/^[a-z]+(-[a-z]+)*$/i)
        expect(value.speed ?? 1).toBeLessThanOrEqual(60)
        expect(value.demoPort ?? 0).toBeLessThanOrEqual(65_535)
        for (const number of [value.seconds, value.speed, value.seed, value.demoPort]) {
          expect(number === undefined || (Number.isSafeInteger(number) && number >= 0)).toBe(true)
        }
      }),
      { numRuns: 10_000 }
    )
    expect(taken).toBeGreaterThan(500)
  })

  it('never throws, of whatever shape it is', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }), (data) => {
        expect(parseSecondInstance(data).ok).toBe(false)
      }),
      { numRuns: 2_000 }
    )
  })

  it('is refused when it is longer than any command line', () => {
    for (const data of [
      { argv: Array.from({ length: 201 }, () => 'x'), cwd: '/', env: {} },
      { argv: ['x'.repeat(10_001)], cwd: '/', env: {} },
      { argv: [], cwd: 'x'.repeat(10_001), env: {} },
      { argv: [], cwd: '/', env: {}, more: 1 }
    ]) {
      expect(parseSecondInstance(data).ok).toBe(false)
    }
  })

  it('does not reach the prototype of anything', () => {
    expect(parseSecondInstance({ argv: ['--__proto__=x', '--constructor', 'y'], cwd: '/', env: {} }).ok).toBe(true)
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})
