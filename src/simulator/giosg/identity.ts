import { createSeededRandom } from '../random.ts'

export interface GiosgIdentity {
  readonly organizationId: string
  readonly userId: string
  /** Of nobody: for a token of somebody from elsewhere. */
  readonly otherOrganizationId: string
  readonly token: string
}

export function createGiosgIdentity(seed: number): GiosgIdentity {
  const random = createSeededRandom(seed, 'giosg')
  const [organizationId, userId] = [random.uuid(), random.uuid()]
  const token = random.text(40, '0123456789abcdef')
  return { organizationId, userId, token, otherOrganizationId: random.uuid() }
}
