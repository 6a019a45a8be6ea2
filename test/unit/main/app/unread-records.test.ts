import { expect, it } from 'vitest'
import type { UnreadConnection } from '../../../../src/core/connections/unread-connection.ts'
import { createProblemDesk } from '../../../../src/main/app/problem-desk.ts'
import { createUnreadRecords } from '../../../../src/main/app/unread-records.ts'

function rig() {
  const problems = createProblemDesk({ wallMs: () => 0, changed: () => undefined })
  const unread = createUnreadRecords(problems)
  const told = () => problems.list().map(({ code, params, connectionId }) => [code, params, connectionId])
  return { problems, unread, told }
}

const EAST: UnreadConnection = { id: 'a', name: 'Floor east', cause: 'address', why: 'restBaseUrl: why' }
const CUT: UnreadConnection = { id: 'b', name: '', cause: 'cut', why: '' }

it('each connection that can not be used is told with its cause, once, and stays dismissed', () => {
  const { problems, unread, told } = rig()
  expect(unread.follow([])).toBe(false)
  const newer: UnreadConnection = { id: 'c', name: 'Floor west', cause: 'other', why: 'system: Invalid input' }
  for (const _again of [1, 2]) expect(unread.follow([EAST, CUT, newer])).toBe(true)
  expect(told()).toEqual([
    ['connectionAddressRefused', { connection: 'Floor east', raw: 'restBaseUrl: why' }, 'a'],
    ['connectionCut', { connection: '', raw: '' }, 'b'],
    ['connectionUnreadable', { connection: 'Floor west', raw: 'system: Invalid input' }, 'c']
  ])
  problems.list().forEach(({ id }) => problems.clear(id))
  expect(unread.follow([EAST, CUT, newer])).toBe(true)
  expect(told()).toEqual([])
})

it('a connection that is gone or read again is not told any more', () => {
  const { unread, told } = rig()
  unread.follow([EAST, CUT])
  expect(unread.follow([CUT])).toBe(true)
  expect(told().map(([, , connectionId]) => connectionId)).toEqual(['b'])
  expect(unread.follow([])).toBe(false)
  expect(told()).toEqual([])
})

it('everything else is told as one problem, counted by kind, each row once', () => {
  const { unread, told } = rig()
  for (const key of ['a', 'b', 'a']) unread.tell({ kind: 'rule', key })
  unread.tell({ kind: 'alert', key: 'c' })
  expect(told()).toEqual([['recordsUnreadable', { rule: '2', alert: '1' }, undefined]])
})
