import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { feedOfRow, partsOfRow, rowHead, rowId, rowIdBelow, type Row } from '../../../../src/core/measures/row.ts'
import { rowName } from '../../../../src/core/measures/row-name.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 8 })
const parts = fc.tuple(text, text, text, text)
const keys = fc.dictionary(text, text, { maxKeys: 3 })

describe('the id of a row', () => {
  test('is the same for the same identity, in whatever order its keys came', () => {
    expect(rowId(['c', 'a', 'e', 'p'], { x: '1', y: '2' })).toBe(rowId(['c', 'a', 'e', 'p'], { y: '2', x: '1' }))
  })

  test('is written as the journal of an earlier version has it', () => {
    const head = rowHead(['c-1', 'EZCLTR', 'IXCC 1', 'Queue_itd_1.0.0'])
    expect(head).toBe('c-1/EZCLTR/IXCC%201/Queue_itd_1.0.0')
    expect(rowIdBelow(head, { queueId: 'q=/1', a: "~!*'()" })).toBe(`${head}/a=~!*'()/queueId=q%3D%2F1`)
    expect(rowIdBelow(head, { key: 'x\ud800ä' })).toBe(`${head}/key=x%ud800%C3%A4`)
  })

  test('differs for different identities', () => {
    fc.assert(
      fc.property(parts, keys, parts, keys, (onePart, oneKeys, otherPart, otherKeys) => {
        const sorted = (record: Record<string, string>): string => JSON.stringify(Object.entries(record).sort())
        const isSame = JSON.stringify(onePart) === JSON.stringify(otherPart) && sorted(oneKeys) === sorted(otherKeys)
        expect(rowId(onePart, oneKeys) === rowId(otherPart, otherKeys)).toBe(isSame)
      })
    )
  })

  test('can be taken apart again, whatever it was made of', () => {
    const any = fc.string({ unit: 'binary', maxLength: 8 })
    fc.assert(
      fc.property(fc.tuple(any, any, any, any), fc.dictionary(any, any, { minKeys: 1, maxKeys: 3 }), (head, given) => {
        expect(partsOfRow(rowId(head, given))).toEqual({ head, keys: given })
      })
    )
    const broken = { key: 'x\ud800y' }
    expect(partsOfRow(rowId(['c', 'a', 'e', 'p'], broken))?.keys).toEqual(broken)
  })

  test('is not found in other texts', () => {
    for (const text of ['*', 'c1', 'c1/t1', 'a/b/c/d', 'a/b/c/d/e', 'a/b/c/d/k=%', 'a/b/c/d/k=1=2']) {
      expect(partsOfRow(text)).toBeUndefined()
    }
  })

  test('can be made of any text, broken ones too', () => {
    const ids = ['\ud800', '\ud801', '%ud800', 'x\ud800', '\ud83d\ude00'].map((key) =>
      rowId(['c', 'a', 'e', 'p'], { key })
    )
    expect(new Set(ids).size).toBe(5)
  })

  test('names its feed', () => {
    fc.assert(
      fc.property(parts, keys, (part, key) => {
        expect(feedOfRow(rowId(part, key))).toBe(`${part[0]}/${part[3]}`)
      })
    )
    expect(feedOfRow('no row id')).toBeUndefined()
    expect(feedOfRow('%/a/b/%')).toBeUndefined()
  })
})

describe('the name of a row', () => {
  const feed: FeedDescriptor = {
    id: 'c/p',
    connectionId: 'c',
    producerId: 'p',
    subject: 'queue',
    keyNames: ['queueId'],
    measures: [
      { name: 'n', kind: 'text', displayName: 'Name', role: 'queueName' },
      { name: 'ch', kind: 'text', displayName: 'Channel', role: 'channel' }
    ]
  }
  const row = (values: Row['values']): Row => ({
    id: 'r',
    feedId: 'c/p',
    keys: { queueId: '7', channelId: 'v' },
    values,
    changedAtMs: 0,
    generation: 1
  })

  test('is the queue’s own, with the channel where rows are split by it', () => {
    expect(rowName(feed, row({ n: 'Sales', ch: 'VOICE' }))).toBe('Sales')
    expect(rowName({ ...feed, keyNames: ['queueId', 'channelId'] }, row({ n: 'Sales', ch: 'VOICE' }))).toBe(
      'Sales · VOICE'
    )
  })

  test('falls back to the keys', () => {
    expect(rowName(feed, row({ n: '' }))).toBe('v · 7')
    expect(rowName({ ...feed, subject: 'agent' }, row({ n: 'Sales' }))).toBe('v · 7')
  })
})
