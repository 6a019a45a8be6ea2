import { describe, expect, test } from 'vitest'
import type { TargetEntry } from '../../../../src/main/app/target-book.ts'
import { createTargetEnds } from '../../../../src/main/app/target-ends.ts'

const entry = (key: string): TargetEntry => ({ key, target: {} }) as TargetEntry
const at = (wallMs: number) => ({ wallMs, monoMs: wallMs })

describe('the end of a period', () => {
  test('is waited for, told once, and again for the next one', () => {
    const ends = new Map([
      ['a', 100],
      ['b', 200]
    ])
    const told: string[] = []
    const watch = createTargetEnds({
      all: () => [entry('a'), entry('b'), entry('c')],
      over: () => undefined,
      periodEndMs: ({ key }) => ends.get(key),
      periodOver: ({ key }) => told.push(key)
    })
    watch.look(at(50))
    expect([told, watch.nextMs()]).toEqual([[], 100])
    watch.look(at(150))
    watch.look(at(160))
    expect([told, watch.nextMs()]).toEqual([['a'], 200])
    ends.set('a', 300)
    watch.look(at(250))
    expect([told, watch.nextMs()]).toEqual([['a', 'b'], 300])
    watch.look(at(300))
    expect([told, watch.nextMs()]).toEqual([['a', 'b', 'a'], undefined])
  })
})
