import { describe, expect, it } from 'vitest'
import type { RowView } from '../../../../src/contract/views.ts'
import { floorCommands } from '../../../../src/renderer/features/commands/floor-commands.ts'
import { catalogue, type Translate } from '../../../../src/renderer/text/catalogue.ts'
import { agentFeed, agentRow, queueFeed, queueRow } from '../../../fakes/a-floor.ts'

const t: Translate = (key, params) =>
  catalogue.command[key === 'command.showQueue' ? 'showQueue' : 'showAgent'].replace(
    '{{name}}',
    String(params?.['name'])
  )

function found(typed: string, rows: readonly RowView[]): string[] {
  const shapes = [queueFeed(), agentFeed()]
  const commands = floorCommands(typed, {
    t,
    shapes,
    rows: { all: () => rows },
    go: () => undefined,
    askWhy: () => undefined
  })
  return commands.map(({ label }) => label)
}

describe('the rows among commands', () => {
  const crowd = Array.from({ length: 10_000 }, (_, index) => agentRow(`Old Ann ${index}`, 'READY'))

  it('begin with the one that is called so, then those that begin so, however many came before', () => {
    const rows = [...crowd, agentRow('Annika', 'READY'), queueRow('ann'), agentRow('Änn', 'READY')]
    expect(found('Ann', rows)).toEqual([
      'Show queue: ann',
      'Show agent: Änn',
      'Show agent: Annika',
      ...[0, 1, 2, 3, 4].map((index) => `Show agent: Old Ann ${index}`)
    ])
  })

  it('know a name of several words, and one after the words of the command', () => {
    const rows = [...crowd, agentRow('Ann Old', 'READY')]
    expect(found('ann  old', rows)[0]).toBe('Show agent: Ann Old')
    expect(found('show agent: ann old', rows)[0]).toBe('Show agent: Ann Old')
    const queues = [...crowd.map((_, index) => queueRow(`The queue ${index}`)), queueRow('Queue 7')]
    expect(found('queue 7', queues)[0]).toBe('Show queue: Queue 7')
  })

  it('are eight at most', () => {
    expect(found('ann', crowd)).toHaveLength(8)
    expect(found('old', crowd)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((index) => `Show agent: Old Ann ${index}`))
    expect(found('Ann', [...crowd, ...Array.from({ length: 12 }, () => agentRow('Ann', 'READY'))])).toEqual(
      Array.from({ length: 8 }, () => 'Show agent: Ann')
    )
  })
})
