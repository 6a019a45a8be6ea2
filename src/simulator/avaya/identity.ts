import { createSeededRandom } from '../random.ts'
import type { AvayaIdentity } from './access.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Depends on the seed alone: a client may come back after a restart. */
export function createAvayaIdentity(seed: number): AvayaIdentity & { readonly signingKey: string } {
  const random = createSeededRandom(seed, 'avaya')
  return {
    accountId: random.text(6, LETTERS),
    appKey: random.text(32, CHARACTERS),
    clientId: `demo-${random.text(8, CHARACTERS)}`,
    clientSecret: random.text(40, CHARACTERS),
    signingKey: random.text(64, CHARACTERS)
  }
}
