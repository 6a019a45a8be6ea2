import { expect, it } from 'vitest'
import { parseRetryAfter } from '../../../../src/adapters/transport/retry-after.ts'

const NOW = Date.UTC(2024, 4, 6, 8)

it.each([
  ['7', 7_000],
  ['0', 0],
  ['Mon, 06 May 2024 08:00:20 GMT', 20_000],
  ['Mon, 06 May 2024 07:00:00 GMT', 0],
  ['999999', 3_600_000],
  ['soon', undefined],
  [undefined, undefined]
])('Retry-After %s is %s ms', (value, expected) => {
  expect(parseRetryAfter(value, NOW)).toBe(expected)
})
