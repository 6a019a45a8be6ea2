import { describe, expect, it } from 'vitest'
import { producerSchema } from '../../../../src/adapters/avaya/schema.ts'
import { describeFeed } from '../../../../src/adapters/avaya/transform.ts'
import { renamed, wire } from './wire.ts'

const producer = (keys: readonly string[], measures: readonly object[]) =>
  producerSchema.parse({ measureProducerId: 'x', measureSets: [{ keys, measures }] })

describe("a producer in the product's words", () => {
  it("reads the documents' producer", () => {
    const metadata = producerSchema.parse(wire('avaya/producer.json'))
    const feed = describeFeed('c1', 'Agent_itd_1.0.0', metadata, new Map([['agentState', 'State']]))
    expect(feed).toMatchObject({ id: 'c1/Agent_itd_1.0.0', subject: 'agent', keyNames: ['agentId'] })
    expect(feed.measures).toEqual([
      { name: 'agentState', kind: 'text', displayName: 'State', role: 'agentState' },
      { name: 'timeInState', kind: 'since', displayName: 'Time in state', role: 'stateSince' },
      { name: 'idleTimeDuration', kind: 'duration', displayName: 'Idle time', isCounter: true },
      { name: 'timeInACW', kind: 'since', displayName: 'Time in after contact work', role: 'afterContactSince' }
    ])
  })

  it.each(['measureProducerId', 'measureSets'])('does not take a producer whose %s has another name', (field) => {
    expect(producerSchema.safeParse(renamed(wire('avaya/producer.json'), field)).success).toBe(false)
  })

  it('gives each known queue measure its meaning, capitals and all', () => {
    const names = ['queueName', 'contactsQueueing', 'active', 'Offered', 'Answered', 'Completed', 'abandonedFromQueue']
    const feed = describeFeed(
      'c1',
      'QueueByChannel_itd_1.0.0',
      producer(
        ['queueId'],
        names.map((name) => ({ name }))
      ),
      new Map()
    )
    expect(feed.measures.map(({ role }) => role)).toEqual([
      'queueName',
      'contactsWaiting',
      'contactsActive',
      'offered',
      'answered',
      'completed',
      'abandoned'
    ])
  })

  it('knows its interval-to-date counters, and that other processors have none', () => {
    const measures = [
      ...['contactsQueueing', 'active', 'Offered', 'abandonedFromAlerting', 'coached'].map((name) => ({
        name,
        type: 'NUMBER'
      })),
      { name: 'alertDuration', type: 'DURATION' },
      { name: 'Answered', type: 'STRING' }
    ]
    const countersOf = (processorType?: string) =>
      describeFeed('c1', 'Queue_itd_1.0.0', { ...producer(['queueId'], measures), processorType }, new Map())
        .measures.filter(({ isCounter }) => isCounter)
        .map(({ name }) => name)
    const counters = ['Offered', 'abandonedFromAlerting', 'coached', 'alertDuration']
    expect([countersOf(), countersOf('itd'), countersOf('CDR')]).toEqual([counters, counters, []])
  })

  it('leaves out what is switched off and counts a name once', () => {
    const measures = [
      { name: 'a', type: 'NUMBER' },
      { name: 'a', type: 'STRING' },
      { name: 'b', active: false }
    ]
    const feed = describeFeed('c1', 'Other_1', producer(['k'], measures), new Map())
    expect(feed.measures).toEqual([{ name: 'a', kind: 'number', displayName: 'a' }])
  })

  it.each([
    ['Queue_itd_1.0.0', ['channelId'], 'queue'],
    ['agentByChannel_itd', ['agentId', 'channelId'], 'agent'],
    ['Custom', ['queueId'], 'queue'],
    ['Custom', ['agentId'], 'agent'],
    ['Custom', ['channelId'], 'other']
  ])('%s keyed by %j speaks of %s', (id, keys, subject) => {
    expect(describeFeed('c1', id, producer(keys, [{ name: 'a' }]), new Map()).subject).toBe(subject)
  })

  it('reads a type it does not know as text', () => {
    const feed = describeFeed('c1', 'x', producer(['k'], [{ name: 'a', type: 'COLOUR' }]), new Map())
    expect(feed.measures[0]?.kind).toBe('text')
  })
})
