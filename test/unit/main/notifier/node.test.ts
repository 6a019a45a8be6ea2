import type { NotificationCallback } from 'node-notifier'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { NoticeAnswer } from '../../../../src/core/ports/notifier.ts'
import { createNodeNotifier, type HelperProgram } from '../../../../src/main/platform/notifier-node.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'
import { notice } from './notice.ts'

let clock: VirtualClock
let answers: NoticeAnswer[]
let calls: { options: Readonly<Record<string, unknown>>; done: NotificationCallback }[]

const program: HelperProgram = { notify: (options, done) => calls.push({ options, done }) }
const create = (load = () => Promise.resolve(program), notifySend = false) =>
  createNodeNotifier({
    clock,
    load,
    appName: 'Floorwatch',
    iconPath: '/icon.png',
    notifySend,
    hear: (answer) => answers.push(answer)
  })

beforeEach(() => {
  clock = createVirtualClock()
  answers = []
  calls = []
})

/** Helper programs of Windows and macOS live as long as the notice they show. */
describe('a helper program that waits for the user', () => {
  it('counts as delivered when it has not failed within 2 s', async () => {
    const outcome = create().show(notice)
    await vi.waitFor(() => expect(calls).toHaveLength(1))
    clock.advance(2_000)
    expect(await outcome).toEqual({ kind: 'delivered' })
    expect(calls[0]?.options).toMatchObject({ title: notice.title, wait: true, icon: '/icon.png' })
  })

  it.each([
    ['activate', {}, ['open']],
    ['activate', { activationValue: 'Acknowledge' }, ['acknowledge']],
    ['snooze 15 min', {}, ['snooze']],
    ['timeout', {}, []],
    ['dismissed', {}, []]
  ] as const)('that answers %j %j means %j', async (response, metadata, actions) => {
    const outcome = create().show(notice)
    await vi.waitFor(() => expect(calls).toHaveLength(1))
    calls[0]?.done(null, response, metadata)
    expect(await outcome).toEqual({ kind: 'delivered' })
    expect(answers.map((answer) => answer.action)).toEqual(actions)
  })

  it('fails with the reason it gives', async () => {
    const outcome = create().show(notice)
    await vi.waitFor(() => expect(calls).toHaveLength(1))
    calls[0]?.done(new Error('not found on system'), '')
    expect(await outcome).toEqual({ kind: 'failed', reason: 'not found on system' })
  })

  it('does not repeat the notice in its reason', async () => {
    const outcome = create().show(notice)
    await vi.waitFor(() => expect(calls).toHaveLength(1))
    calls[0]?.done(new Error(`Command failed: notify-send "${notice.title}"\nno server answered\n`), '')
    expect(await outcome).toEqual({ kind: 'failed', reason: 'no server answered' })
  })

  it('may come back after its notice was counted, and is heard', async () => {
    const outcome = create().show(notice)
    await vi.waitFor(() => expect(calls).toHaveLength(1))
    clock.advance(2_000)
    await outcome
    calls[0]?.done(null, 'activate', {})
    expect(answers).toEqual([{ noticeId: 'episode-1', action: 'open' }])
  })

  it('is not heard after dispose, and leaves no timer', async () => {
    const backend = create()
    void backend.show(notice)
    await vi.waitFor(() => expect(calls).toHaveLength(1))
    backend.dispose()
    calls[0]?.done(null, 'activate', {})
    expect(answers).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
  })
})

describe('a notify-send that does not know the hint for silence', () => {
  const silent = { ...notice, sound: false }

  it('shows the notice without it', async () => {
    const outcome = create(undefined, true).show(silent)
    await vi.waitFor(() => expect(calls).toHaveLength(1))
    expect(calls[0]?.options['hint']).toBe('boolean:suppress-sound:true')
    calls[0]?.done(new Error('Invalid hint type "boolean". Valid types are int, double, string and byte.'), '')
    await vi.waitFor(() => expect(calls).toHaveLength(2))
    expect(calls[1]?.options).not.toHaveProperty('hint')
    calls[1]?.done(null, '')
    expect(await outcome).toEqual({ kind: 'delivered' })
  })

  it('is not asked again for another reason', async () => {
    const outcome = create(undefined, true).show(silent)
    await vi.waitFor(() => expect(calls).toHaveLength(1))
    calls[0]?.done(new Error('no server'), '')
    expect(await outcome).toMatchObject({ kind: 'failed', reason: 'no server' })
    expect(calls).toHaveLength(1)
  })
})

it('a library that does not load is a failure, and is tried again next time', async () => {
  let broken = true
  const backend = create(() => (broken ? Promise.reject(new Error('no module')) : Promise.resolve(program)))
  expect(await backend.show(notice)).toMatchObject({ kind: 'failed' })
  broken = false
  void backend.show(notice)
  await vi.waitFor(() => expect(calls).toHaveLength(1))
})
