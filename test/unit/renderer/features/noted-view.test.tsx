import { FLOOR_STATES } from '../../../fakes/floor-states.ts'
import { openWindow } from '../../../fakes/open-window.tsx'
import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'

it('tells which view it shows, at the start and whenever it is another one, whoever asked for it', async () => {
  const { bridge } = await openWindow(<MainWindow />, FLOOR_STATES.live)
  const noted = () => bridge.askedOf('window:shows')
  expect(noted()).toEqual([{ view: 'overview' }])
  act(() => {
    bridge.push('view:requested', { view: 'alerts' })
  })
  expect(noted()).toEqual([{ view: 'overview' }, { view: 'alerts' }])
  act(() => {
    bridge.push('view:requested', { view: 'alerts', focusId: 'x' })
  })
  expect(noted()).toEqual([{ view: 'overview' }, { view: 'alerts' }])
  await userEvent.click(screen.getByRole('button', { name: /^Queues/ }))
  expect(noted()).toEqual([{ view: 'overview' }, { view: 'alerts' }, { view: 'queues' }])
})
