import { openWindow } from '../../../fakes/open-window.tsx'
import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { Delivery } from '../../../../src/core/alerts/delivery.ts'
import { DELIVERY_CAUSES } from '../../../../src/core/delivery/causes.ts'
import { DeliveryLedger } from '../../../../src/renderer/features/alerts/delivery-ledger.tsx'
import { NOON_MS } from '../../../fakes/a-floor.ts'
import { FLOOR_STATES } from '../../../fakes/floor-states.ts'

let count = 0
const line = (over: Partial<Delivery>): Delivery => ({
  id: `d${String((count += 1))}`,
  episodeId: 'e1',
  reason: 'fired',
  channel: 'native',
  state: 'delivered',
  detail: '',
  atMs: NOON_MS + count,
  possibleRepeat: false,
  ...over
})

async function said(...lines: Delivery[]): Promise<readonly string[]> {
  await openWindow(<DeliveryLedger deliveries={lines} />, FLOOR_STATES.live)
  return screen.getAllByRole('listitem').map((one) => one.lastElementChild?.textContent ?? '')
}

it('says over each channel what became of it, why, and together with what', async () => {
  expect(
    await said(
      line({ detail: 'dbus' }),
      line({ detail: 'dbus', noticeId: 'group-1', together: 12, possibleRepeat: true }),
      line({ state: 'failed', cause: 'refused', detail: 'dbus: no; node: no', reason: 'repeat' }),
      line({ state: 'held', cause: 'quietHours' }),
      line({ channel: 'flash' }),
      line({ channel: 'flash', state: 'suppressed', cause: 'noWindow' }),
      line({ channel: 'sound', state: 'failed', cause: 'refused', detail: 'no device' }),
      line({ channel: 'sound', state: 'suppressed', cause: 'moreSevereHeard' })
    )
  ).toEqual([
    'began · told · dbus',
    'began · told · dbus · together with 11 others in one notification · may have been shown twice around a restart',
    'still going on · delivery failed · the desktop refused it · dbus: no; node: no',
    'began · held back · quiet hours',
    'began · taskbar flashed',
    'began · taskbar did not flash · no window of Floorwatch was open',
    'began · sound could not be played · no device',
    'began · no sound · a sound was playing'
  ])
  expect(screen.getByText(/^Tray and panel show every open alert/)).toBeTruthy()
})

it('reads lines of older versions, which wrote their cause as a detail', async () => {
  expect(
    await said(
      line({ state: 'suppressed', detail: 'over before it could be told' }),
      line({ state: 'held', detail: 'do-not-disturb of the desktop' }),
      line({ state: 'failed', detail: 'dbus: no daemon' })
    )
  ).toEqual([
    'began · not told · ended before it could be told',
    'began · held back · do not disturb of the desktop',
    'began · delivery failed · the desktop refused it · dbus: no daemon'
  ])
})

it('has words for every cause', async () => {
  const all = await said(...DELIVERY_CAUSES.map((cause) => line({ state: 'suppressed', cause })))
  expect(new Set(all).size).toBe(DELIVERY_CAUSES.length)
  expect(all.filter((one) => one.includes('delivery.cause'))).toEqual([])
})
