import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { words } from '../../../../src/core/text/words.ts'

/** The members of a closed union, read from its source: types are gone at run time. */
function membersOf(file: string, opening: RegExp): string[] {
  const source = readFileSync(new URL(`../../../../src/core/${file}`, import.meta.url), 'utf8')
  const start = opening.exec(source)
  if (!start) throw new Error(`${opening} is not in ${file}`)
  const body = source.slice(start.index).split(/\n\n|\n {2}readonly/)[0] ?? ''
  return [...body.matchAll(/'([A-Za-z]+)'/g)].map((match) => match[1] ?? '')
}

const failureCodes = membersOf('connections/failure.ts', /export type FailureCode =/)
const failureSteps = membersOf('connections/failure.ts', /export type FailureStep =/)
const endReasons = membersOf('alerts/episode.ts', /export type EndReason =/)
const phases = membersOf('connections/status.ts', /export type Phase =/)
const problemCodes = membersOf('settings/problem.ts', /readonly code:/)

describe('the words of the closed sets', () => {
  it('finds the sets it is about', () => {
    expect(failureCodes).toContain('tlsUntrusted')
    expect(failureCodes.length).toBeGreaterThan(20)
    expect(failureSteps).toEqual(expect.arrayContaining(['token', 'ask', 'other']))
    expect(failureSteps.length).toBeGreaterThan(20)
    expect(endReasons).toEqual([
      ...[
        'dataBack',
        'rowGone',
        'counterReset',
        'offFloor',
        'exceededOffFloor',
        'ruleGone',
        'ruleChanged',
        'outsideHours',
        'queueClosed',
        'connectionRemoved',
        'floorBeganAnew',
        'finalMet',
        'finalMissed'
      ]
    ])
    expect(phases).toHaveLength(9)
    expect(problemCodes).toContain('keyringLocked')
  })

  it.each(failureCodes)('name cause and next step of the failure %s', (code) => {
    const text = Object.entries(words.failure).find(([known]) => known === code)?.[1]
    expect(text?.cause).toMatch(/^[A-Z].{10,}[^.]$/)
    expect(text?.next).toMatch(/^[A-Z].{10,}\.$/)
  })

  it.each(failureSteps)('say what was being done at the step %s', (step) => {
    expect(Object.entries(words.step).find(([known]) => known === step)?.[1]).toMatch(/^while [a-z].{5,}[^.]$/)
  })

  it('say no step that is none', () => {
    expect(Object.keys(words.step).sort()).toEqual([...failureSteps].sort())
  })

  it.each(endReasons)('say why an alert is over: %s', (reason) => {
    expect(Object.entries(words.endReason).find(([known]) => known === reason)?.[1]).toMatch(/^the [a-z].{5,}[^.]$/)
  })

  it.each(phases)('say the phase %s', (phase) => {
    expect(Object.entries(words.phase).find(([known]) => known === phase)?.[1]).toMatch(/\w/)
  })

  it.each(problemCodes)('name title and next step of the problem %s', (code) => {
    const text = Object.entries(words.problem).find(([known]) => known === code)?.[1]
    expect(text?.title).toMatch(/^[A-Z].{5,}[^.]$/)
    expect(text?.next).toMatch(/^[A-Z].{10,}\.$/)
  })
})
