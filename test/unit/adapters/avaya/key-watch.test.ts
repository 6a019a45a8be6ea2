import { describe, expect, it } from 'vitest'
import { frame } from '../../../fakes/avaya-cloud.ts'
import { createRig } from './realtime-rig.ts'

type Rig = ReturnType<typeof createRig>
const keys = { channelId: 'VOICE' }
const named = (queueName: string, payloadType = 'LIVE', contactsQueueing = '3'): string =>
  frame({ keys, payloadType, measures: { queueName, contactsQueueing } })
const say = (rig: Rig, ...names: string[]): void => {
  for (const name of names) rig.sockets.last().message(named(name))
}
/** What was told of shared keys; the all-clear is no names. */
const told = (rig: Rig) => rig.sink.shared.map(({ names }) => names.join('+'))

async function live(...snapshot: string[]): Promise<Rig> {
  const rig = createRig()
  await rig.start()
  await rig.accept()
  for (const name of snapshot) rig.sockets.last().message(named(name, 'INITIALIZING'))
  rig.sockets.last().message(named(snapshot.at(-1) ?? 'Sales'))
  return rig
}

describe('two queues under one key', () => {
  it('are noticed in the snapshot, where each row comes once', async () => {
    const rig = await live('Sales', 'Billing')
    expect(rig.sink.shared).toEqual([{ keys, names: ['Sales', 'Billing'] }])
  })

  it('are noticed in the stream by names that come back by turns, and told once', async () => {
    const rig = await live('Sales')
    say(rig, 'Billing', 'Sales')
    expect(told(rig)).toEqual([''])
    say(rig, 'Billing', 'Sales', 'Billing', 'Sales')
    expect(told(rig)).toEqual(['', 'Sales+Billing'])
  })

  it('are noticed when there are three of them', async () => {
    const rig = await live('Sales')
    say(rig, 'Billing', 'Support', 'Sales', 'Billing')
    expect(told(rig)).toEqual(['', 'Sales+Billing'])
  })

  it('are told again of a new session, and taken back by a snapshot without them', async () => {
    const rig = await live('Sales', 'Billing')
    for (const names of [['Billing', 'Sales'], ['Sales']]) {
      rig.sockets.last().close()
      await rig.pass(3_000)
      await rig.accept()
      for (const name of names) rig.sockets.last().message(named(name, 'INITIALIZING'))
      await rig.pass(2_500)
    }
    expect(told(rig)).toEqual(['Sales+Billing', 'Billing+Sales', ''])
  })
})

describe('one queue', () => {
  it('that is renamed, even there and back, is one', async () => {
    const rig = await live('Sales')
    say(rig, 'Sales and service', 'Sales')
    expect(told(rig)).toEqual([''])
  })

  it('that is renamed by turns over the day is one', async () => {
    const rig = await live('Sales')
    for (const name of ['Night', 'Sales', 'Night', 'Sales']) {
      await rig.pass(601_000)
      say(rig, name)
    }
    expect(told(rig)).toEqual([''])
  })

  it('whose snapshot comes twice is one', async () => {
    expect(told(await live('Sales', 'Sales'))).toEqual([''])
  })

  it('that ends and begins under another name is another one', async () => {
    const rig = await live('Sales')
    for (const name of ['Billing', 'Sales', 'Billing', 'Sales']) {
      rig.sockets.last().message(frame({ keys, eventAction: 'DELETE', measures: {} }))
      say(rig, name)
    }
    expect(told(rig)).toEqual([''])
  })
})
