import { randomInt, randomUUID } from 'node:crypto'
import type { Random } from '../../core/ports/random.ts'

const STEPS = 2 ** 47

export const systemRandom: Random = { next: () => randomInt(STEPS) / STEPS, uuid: () => randomUUID() }
