import { expect, it } from 'vitest'
import { deliverySchema } from '../../../../src/core/alerts/delivery.ts'
import { causeOf, DELIVERY_CAUSES } from '../../../../src/core/delivery/causes.ts'

const OLD = {
  id: 'd1',
  episodeId: 'e1',
  reason: 'fired',
  channel: 'native',
  state: 'suppressed',
  detail: 'snoozed',
  atMs: 1,
  possibleRepeat: false
}

it('lines of older versions are read as they are, and their cause is known', () => {
  const line = deliverySchema.parse(OLD)
  expect(line).toEqual(OLD)
  expect(causeOf(line)).toBe('snoozed')
  expect(causeOf({ state: 'held', detail: 'quiet hours' })).toBe('quietHours')
  expect(causeOf({ state: 'failed', detail: 'dbus: no' })).toBe('refused')
})

it('what is told needs no cause, whatever is left of an earlier one', () => {
  expect(causeOf({ state: 'delivered', detail: 'dbus', cause: 'refused' })).toBeUndefined()
  expect(causeOf({ state: 'intent', detail: 'held no more' })).toBeUndefined()
})

it.each(DELIVERY_CAUSES)('%s is kept', (cause) => {
  expect(deliverySchema.parse({ ...OLD, detail: '', cause })).toMatchObject({ cause })
})

it('an unknown cause is none', () => {
  expect(deliverySchema.safeParse({ ...OLD, cause: 'whim' }).success).toBe(false)
  expect(causeOf({ state: 'suppressed', detail: 'constructor' })).toBeUndefined()
})
