import { createSeededRandom } from '../random.ts'

export interface ThoughtspotIdentity {
  readonly username: string
  readonly displayName: string
  readonly secretKey: string
  readonly password: string
  readonly userId: string
  readonly orgId: number
  readonly orgName: string
}

const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

export function createThoughtspotIdentity(seed: number): ThoughtspotIdentity {
  const random = createSeededRandom(seed, 'thoughtspot')
  return {
    username: 'supervisor@demo.example',
    displayName: 'Demo Supervisor',
    secretKey: random.uuid(),
    password: random.text(20, CHARACTERS),
    userId: random.uuid(),
    orgId: 0,
    orgName: 'Primary'
  }
}
