import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isTerminal, type FailureCode } from '../../src/core/connections/failure.ts'
import { failureWords } from '../../src/core/text/failure-words.ts'
import { words } from '../../src/core/text/words.ts'
import { project } from './rig/small-tree.ts'

/** The guide of the connection's states speaks in the product's words, and leaves no state and no code out. */

const guide = readFileSync(join(project, 'docs/guides/connection-states.md'), 'utf8')

/** Rows of the table below a heading, as texts without padding. */
function tableUnder(heading: string): string[][] {
  const section = guide.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const lines = section.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim())
  )
}

/** Codes of the application itself, which no connection is stopped by. */
const NOT_OF_A_CONNECTION: ReadonlySet<FailureCode> = new Set([
  'storage',
  'file',
  'autostart',
  'portTaken',
  'cancelled',
  'unknownOutcome'
])

function leadsTo(code: FailureCode): string {
  if (NOT_OF_A_CONNECTION.has(code)) return 'none'
  if (isTerminal({ code, step: 'other', detail: '' })) return words.phase.failed
  return code === 'offline' ? words.phase.offline : words.phase.backoff
}

it('every state stands in the guide by its name', () => {
  const rows = tableUnder('The states')
  expect(rows.map(([state]) => state).sort()).toEqual(
    Object.values(words.phase)
      .map((name) => `**${name}**`)
      .sort()
  )
  for (const cells of rows)
    expect(
      cells.filter((cell) => cell !== ''),
      cells[0]
    ).toHaveLength(4)
})

it('every failure code stands in the guide with its state and its words', () => {
  const codes = Object.keys(failureWords) as FailureCode[]
  const expected = codes.map((code) => [
    `\`${code}\``,
    leadsTo(code),
    failureWords[code].cause,
    failureWords[code].next
  ])
  expect(tableUnder('Why: every code')).toEqual(expected)
})
