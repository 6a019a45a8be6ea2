import { createSeededRandom } from '../random.ts'
import { QUEUE_PLANS, SHIFT_ROTA, TEAM_SIZES, type Channel, type QueuePlan } from './queue-plan.ts'

export interface QueueProfile extends QueuePlan {
  readonly id: string
  readonly isDefault: boolean
}

export interface AgentProfile {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  readonly loginId: string
  readonly team: string
  readonly channel: Channel
  readonly shiftStartMinute: number
  readonly shiftEndMinute: number
}

/** Who works here. Depends on the seed alone, so identities stay the same over a restart. */
export interface Roster {
  readonly queues: readonly QueueProfile[]
  readonly agents: readonly AgentProfile[]
}

const FIRST_NAMES = [
  ...['Aino', 'Eero', 'Helmi', 'Ilmari', 'Kaisa', 'Lauri', 'Meri', 'Niilo', 'Oona', 'Pekka', 'Riikka', 'Sami'],
  ...['Tuuli', 'Veera', 'Anna', 'Ben', 'Clara', 'David', 'Elin', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas']
] as const
const LAST_NAMES = [
  ...['Aalto', 'Heikkinen', 'Jokela', 'Kallio', 'Laine', 'Mäkelä', 'Nieminen', 'Ojala', 'Peltonen', 'Rantanen'],
  ...['Salo', 'Toivonen', 'Virtanen', 'Andersson', 'Berg', 'Costa', 'Dahl', 'Eriksen', 'Fischer', 'Novak']
] as const
/** Agents come and go some minutes around the hour. */
const SHIFT_JITTER_MINUTES = 6

function loginName(first: string, last: string, taken: Set<string>): string {
  const plain = `${first}.${last}`.toLowerCase().replaceAll('ä', 'a')
  let name = plain
  for (let n = 2; taken.has(name); n++) name = `${plain}${n}`
  taken.add(name)
  return `${name}@demo.example`
}

export function createRoster(seed: number): Roster {
  const random = createSeededRandom(seed, 'roster')
  const queues = QUEUE_PLANS.map((plan, index) => ({ ...plan, id: random.uuid(), isDefault: index === 1 }))
  const taken = new Set<string>()
  const agents = Object.entries(TEAM_SIZES).flatMap(([team, size]) =>
    Array.from({ length: size }, (_, index): AgentProfile => {
      const [start, end] = SHIFT_ROTA[index % SHIFT_ROTA.length] ?? [480, 960]
      const jitter = Math.round(random.between(-SHIFT_JITTER_MINUTES, SHIFT_JITTER_MINUTES))
      const firstName = random.pick(FIRST_NAMES)
      const lastName = random.pick(LAST_NAMES)
      return {
        id: random.uuid(),
        firstName,
        lastName,
        loginId: loginName(firstName, lastName, taken),
        team,
        channel: QUEUE_PLANS.find((plan) => plan.team === team)?.channel ?? 'VOICE',
        shiftStartMinute: start + jitter,
        shiftEndMinute: end + jitter
      }
    })
  )
  return { queues, agents }
}
