import { createSeededRandom } from '../random.ts'

export interface GiosgIdentity {
  readonly organizationId: string
  readonly userId: string
  readonly token: string
}

export function createGiosgIdentity(seed: number): GiosgIdentity {
  const random = createSeededRandom(seed, 'giosg')
  return { organizationId: random.uuid(), userId: random.uuid(), token: random.text(40, '0123456789abcdef') }
}
