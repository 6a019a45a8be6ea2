import { describe, expect, it } from 'vitest'
import { readArgs } from '../../../src/simulator/args.ts'
import { parentPortOf } from '../../../src/simulator/parent-port.ts'

const read = (...argv: string[]) => readArgs(argv, () => 'made')

describe('the arguments of the demo centre', () => {
  it('have defaults', () => {
    expect(read()).toEqual({
      ok: true,
      options: {
        seed: 1,
        scenario: 'quiet-day',
        speed: 1,
        port: 0,
        controlToken: 'made',
        elapsedMs: 0,
        tokenLifeMs: 900_000,
        pingIntervalMs: 300_000
      }
    })
  })

  it('are all taken', () => {
    const line = '--seed 7 --scenario outage --speed 2.5 --port 4711 --control-token T --elapsed 90 --token-life 60'
    expect(read(...line.split(' '), '--ping-interval', '30')).toEqual({
      ok: true,
      options: {
        seed: 7,
        scenario: 'outage',
        speed: 2.5,
        port: 4711,
        controlToken: 'T',
        elapsedMs: 90_000,
        tokenLifeMs: 60_000,
        pingIntervalMs: 30_000
      }
    })
  })

  it('make many workflows and targets when asked to', () => {
    expect(read('--giosg-workflows', '500')).toMatchObject({ options: { reporting: { workflows: 500, targets: 20 } } })
    const parsed = read('--giosg-workflows', '7', '--giosg-targets', '3')
    expect(parsed).toMatchObject({ options: { reporting: { workflows: 7, targets: 3 } } })
  })

  it.each([
    [['--giosg-workflows', '5000'], '--giosg-workflows'],
    [['--seed', 'x'], '--seed: must be a number'],
    [['--seed', '1.5'], '--seed: must be a whole number'],
    [['--speed', '61'], '--speed'],
    [['--speed', '0.5'], '--speed'],
    [['--port', '70000'], '--port'],
    [['--scenario', 'lunch'], '--scenario: must be one of quiet-day, monday-rush'],
    [['--colour', 'red'], '--colour'],
    [['--port'], '--port']
  ])('are refused by name: %j', (argv, words) => {
    const parsed = read(...argv)
    expect(parsed.ok ? '' : parsed.message).toContain(words)
  })
})

describe('the parent port', () => {
  it("is found where Electron's utility process has it, and nowhere else", () => {
    const port = { postMessage: () => undefined, on: () => undefined }
    expect(parentPortOf({ parentPort: port })).toBe(port)
    expect(parentPortOf({})).toBeUndefined()
    expect(parentPortOf({ parentPort: null })).toBeUndefined()
    expect(parentPortOf({ parentPort: { on: 1 } })).toBeUndefined()
  })
})
