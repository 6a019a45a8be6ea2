import { describe, expect, it } from 'vitest'
import { withoutRepeats } from '../../../../src/renderer/ui/axis-times.ts'

describe('the time axis of a chart', () => {
  it('names a minute once, at its first mark, and again when it comes back', () => {
    expect(withoutRepeats(['23:10', '23:10', '23:11', '23:11', '23:10'])).toEqual(['23:10', '', '23:11', '', '23:10'])
  })

  it('keeps what differs', () => {
    expect(withoutRepeats(['08:00', '09:00'])).toEqual(['08:00', '09:00'])
    expect(withoutRepeats([])).toEqual([])
  })
})
