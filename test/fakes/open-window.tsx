import './window-dom.ts'
import { act, cleanup, render, type RenderResult } from '@testing-library/react'
import { userEvent, type UserEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach } from 'vitest'
import type { RowView, StateView } from '../../src/contract/views.ts'
import { aWindow, type Opening } from './a-window.tsx'
import type { FakeBridge } from './fake-bridge.ts'
import { settle } from './settle.ts'

export interface OpenWindow extends RenderResult {
  readonly bridge: FakeBridge
  readonly user: UserEvent
  /** Moves the window's time on. */
  readonly pass: (ms: number) => void
  /** Paints one frame. */
  readonly paint: () => void
  /** Performance marks the window set. */
  readonly marks: readonly string[]
  /** Main says that these sections changed. */
  readonly change: (sections: Partial<StateView>) => void
  /** Main says that these rows changed. */
  readonly changeRows: (changed: RowView[], removed?: string[]) => void
}

const closing = new Set<() => void>()

afterEach(() => {
  cleanup()
  const all = [...closing]
  closing.clear()
  for (const close of all) close()
})

/**
 * A window as its entry makes it, with main played by a fake, after its first snapshots. Closed after the test, which fails when
 * the window goes on listening to main or leaves a timer.
 */
export async function openWindow(content: ReactNode, opening: Opening): Promise<OpenWindow> {
  const { bridge, clock, frames, marks, following, page } = aWindow(opening)
  closing.add(() => {
    following.dispose()
    if (bridge.listeners() > 0) throw new Error('a closed window still listens to main')
    if (clock.pending() > 0) throw new Error('a closed window left a timer')
  })
  const shown = render(page(content))
  // Answers pass through a few promises on their way to the screen.
  await act(settle)
  let stateRevision = opening.state.revision
  let rowsRevision = bridge.rows.revision
  return {
    ...shown,
    bridge,
    user: userEvent.setup(),
    paint: frames.paint,
    marks,
    pass: (ms) => {
      act(() => {
        clock.advance(ms)
      })
    },
    change: (sections) => {
      stateRevision += 1
      act(() => {
        bridge.push('state:changed', { ...sections, revision: stateRevision })
      })
    },
    changeRows: (changed, removed = []) => {
      rowsRevision += 1
      act(() => {
        bridge.push('rows:changed', { revision: rowsRevision, changed, removed })
      })
    }
  }
}
