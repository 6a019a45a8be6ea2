import type { Floor } from '../floor/floor.ts'
import { agentCells, agentChannelCells, queueCells, type Cells } from './cells.ts'
import { AGENT_CHANNEL_MEASURES, AGENT_MEASURES, QUEUE_MEASURES, type MeasureDefinition } from './measures.ts'
import { FINNISH } from './measures-fi.ts'
import type { DictionaryReply, ProducerReply } from './schema.ts'

export type Keys = Readonly<Record<string, string>>

/** A realtime producer: its rows are the floor's queues or agents, by index. */
export interface Producer {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly keyNames: readonly string[]
  readonly measures: readonly MeasureDefinition[]
  readonly subject: 'queue' | 'agent'
  keys(floor: Floor, index: number): Keys | undefined
  /** Null: there is no such row now. */
  cells(floor: Floor, index: number): Cells | null
}

function queueProducer(base: Pick<Producer, 'id' | 'name' | 'description' | 'keyNames'>): Producer {
  const byChannel = base.keyNames.includes('channelId')
  return {
    ...base,
    measures: QUEUE_MEASURES,
    subject: 'queue',
    keys(floor, index) {
      const profile = floor.queues[index]?.profile
      return profile && { ...(byChannel && { channelId: profile.channel }), queueId: profile.id }
    },
    cells(floor, index) {
      const queue = floor.queues[index]
      return queue ? queueCells(queue) : null
    }
  }
}

function agentProducer(base: Pick<Producer, 'id' | 'name' | 'description' | 'keyNames'>): Producer {
  const byChannel = base.keyNames.includes('channelId')
  return {
    ...base,
    measures: byChannel ? AGENT_CHANNEL_MEASURES : AGENT_MEASURES,
    subject: 'agent',
    keys(floor, index) {
      const profile = floor.agents[index]?.profile
      return profile && { agentId: profile.id, ...(byChannel && { channelId: profile.channel }) }
    },
    cells(floor, index) {
      const agent = floor.agents[index]
      if (!agent) return null
      return byChannel ? agentChannelCells(agent) : agentCells(agent, floor)
    }
  }
}

export const PRODUCERS: readonly Producer[] = [
  queueProducer({
    id: 'Queue_itd_1.0.0',
    name: 'Queue',
    description: 'Queue measures, interval to date',
    keyNames: ['queueId']
  }),
  queueProducer({
    id: 'QueueByChannel_itd_1.0.0',
    name: 'QueueByChannel',
    description: 'Queue measures by channel, interval to date',
    keyNames: ['channelId', 'queueId']
  }),
  agentProducer({
    id: 'Agent_itd_1.0.0',
    name: 'Agent',
    description: 'Agent measures, interval to date',
    keyNames: ['agentId']
  }),
  agentProducer({
    id: 'AgentByChannel_itd_1.0.0',
    name: 'AgentByChannel',
    description: 'Agent measures by channel, interval to date',
    keyNames: ['agentId', 'channelId']
  })
]

export const LOCALES = ['en-US', 'en-GB', 'fi-FI'] as const

export function describeProducer(producer: Producer): ProducerReply {
  return {
    ...producerHead(producer),
    measureSets: [
      {
        keys: [...producer.keyNames],
        measures: producer.measures.map(({ name, type, displayName }) => ({ name, type, displayName, active: true }))
      }
    ]
  }
}

export function producerHead(producer: Producer): Omit<ProducerReply, 'measureSets'> {
  return {
    measureProducerId: producer.id,
    measureProducerName: producer.name,
    processorType: 'ITD',
    description: producer.description,
    version: '1.0.0'
  }
}

export function dictionaryOf(producer: Producer, locale: string): DictionaryReply {
  const measures = producer.measures.map(({ name, displayName, description }) => {
    const [ownName, ownDescription] = (locale === 'fi-FI' ? FINNISH[name] : undefined) ?? [displayName, description]
    return { name, displayName: ownName, description: ownDescription }
  })
  return { locale, description: `Words of ${producer.id}`, measures }
}
