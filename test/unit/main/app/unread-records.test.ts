import { expect, it } from 'vitest'
import { createProblemDesk } from '../../../../src/main/app/problem-desk.ts'
import { createUnreadRecords, type UnreadRecord } from '../../../../src/main/app/unread-records.ts'

function rig() {
  const problems = createProblemDesk({ wallMs: () => 0, changed: () => undefined })
  const unread = createUnreadRecords(problems)
  const tell = (kind: UnreadRecord['kind'], key: string, name = ''): void =>
    unread.tell({ kind, key, name, why: 'restBaseUrl: why' })
  const told = () => problems.list().map(({ code, params }) => [code, params])
  return { problems, unread, tell, told }
}

it('each connection that can not be used is told by its name, once, and stays dismissed', () => {
  const { problems, unread, tell, told } = rig()
  expect(unread.hasConnection()).toBe(false)
  tell('connection', 'a', 'Floor east')
  tell('connection', 'b')
  tell('connection', 'a', 'Floor east')
  expect(told()).toEqual([
    ['connectionUnreadable', { connection: 'Floor east', why: 'restBaseUrl: why' }],
    ['connectionUnreadable', { connection: 'a connection without a name', why: 'restBaseUrl: why' }]
  ])
  expect(unread.hasConnection()).toBe(true)
  problems.list().forEach(({ id }) => problems.clear(id))
  tell('connection', 'a', 'Floor east')
  expect(told()).toEqual([])
})

it('everything else is told in one line, counted by kind', () => {
  const { unread, tell, told } = rig()
  for (const key of ['a', 'b', 'a']) tell('rule', key)
  tell('alert', 'c')
  expect(told()).toEqual([['recordsUnreadable', { counts: 'rules: 2, alerts: 1' }]])
  expect(unread.hasConnection()).toBe(false)
})
