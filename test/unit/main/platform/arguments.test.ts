import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseArguments, parseSecondInstance } from '../../../../src/main/platform/arguments.ts'

const CWD = '/home/me'

function read(...argv: string[]) {
  const parsed = parseArguments(argv, CWD)
  if (!parsed.ok) throw new Error(parsed.message)
  return Object.fromEntries(Object.entries(parsed.value).filter(([, value]) => value !== undefined && value !== false))
}

function refused(...argv: string[]): string {
  const parsed = parseArguments(argv, CWD)
  if (parsed.ok) throw new Error('was accepted')
  return parsed.message
}

describe('the command line', () => {
  it('takes values after = or as the next word, and paths from where it was typed', () => {
    expect(
      read('--profile', 'data', '--provision=/etc/floor.json', '--seconds', '60', '--scenario=monday-rush')
    ).toEqual({
      ...{ profile: '/home/me/data', provision: '/etc/floor.json', seconds: 60, scenario: 'monday-rush' }
    })
    const others = [
      '--speed=60',
      '--seed',
      '0',
      '--demo-port=0',
      '--capture',
      '../shots',
      '--notifier',
      'node-notifier'
    ]
    expect(read(...others, '--hidden', '--print-status')).toEqual({
      ...{ speed: 60, seed: 0, demoPort: 0, capture: '/home/shots', notifier: 'node-notifier' },
      ...{ hidden: true, printStatus: true }
    })
    expect(read('--pseudo-locale')).toEqual({ pseudoLocale: true })
    expect(read('--provision=/a=b c.json')).toEqual({ provision: '/a=b c.json' })
    expect(read()).toEqual({})
  })

  it('takes a link as it is, and nothing that stands behind it', () => {
    expect(read('--profile=/p', 'floorwatch://alert/e1', '--provision=/evil.json', '--hidden')).toEqual({
      profile: '/p',
      link: 'floorwatch://alert/e1'
    })
    expect(read('FLOORWATCH:x')).toEqual({ link: 'FLOORWATCH:x' })
    expect(read('--open=alerts')).toEqual({ open: 'alerts' })
    expect(refused('--open=settings!')).toContain('--open must be overview, queues')
  })

  it("passes over Chromium's switches and loose words", () => {
    expect(
      read('.', '--no-sandbox', '--password-store=basic', '--enable-features=A,B', '-x', '--', '--hidden')
    ).toEqual({
      hidden: true
    })
  })

  for (const [argv, ...words] of [
    ['--profile', '--profile has no value', '--profile=VALUE'],
    ['--profile --hidden', '--profile has no value'],
    ['--profile=', '--profile must be a path'],
    ['--speed 61', '--speed must be a whole number from 1 to 60', '"61"', 'start again'],
    ['--speed 1.5', '--speed must be a whole number'],
    ['--seconds=0', '--seconds must be'],
    ['--seed=-1', '--seed must be a whole number'],
    ['--demo-port 65536', '--demo-port must be'],
    ['--scenario=../x', '--scenario must be the name of a scenario'],
    ['--log-level loud', '--log-level must be debug, info, warn or error'],
    ['--notifier growl', '--notifier must be electron, dbus or node-notifier'],
    ['--hidden=yes', '--hidden takes no value'],
    ['--seed 1 --seed=2', '--seed is given twice']
  ] as const) {
    it(`${argv}: is refused by name, with the next step`, () => {
      const message = refused(...argv.split(' '))
      for (const word of words) expect(message).toContain(word)
    })
  }

  it('never throws, whatever is typed', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('--profile', '--speed', '--hidden', '--seed=', '--=', '--', '--constructor', '--__proto__=1')
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (argv) => {
        const parsed = parseArguments(argv, CWD)
        expect(parsed.ok || parsed.message.length > 0).toBe(true)
      })
    )
  })
})

describe('a second start', () => {
  it('is read like the first one, from where it was typed', () => {
    const parsed = parseSecondInstance({ argv: ['--provision', 'floor.json'], cwd: '/srv', env: { TOKEN: 'x' } })
    expect(parsed).toMatchObject({ ok: true, value: { given: { provision: '/srv/floor.json' }, env: { TOKEN: 'x' } } })
  })

  it('that is not one is refused', () => {
    for (const data of [null, undefined, 'x', [], { argv: 'x', cwd: '/' }, { argv: [1], cwd: '/' }, { argv: [] }]) {
      expect(parseSecondInstance(data)).toMatchObject({ ok: false })
    }
  })
})
