import './window-dom.ts'
import { act, cleanup, render, type RenderResult } from '@testing-library/react'
import { userEvent, type UserEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach } from 'vitest'
import type { RowView, StateView } from '../../src/contract/views.ts'
import { createFirstRows } from '../../src/renderer/state/first-rows.ts'
import { createMirror } from '../../src/renderer/state/mirror.ts'
import { createSeconds } from '../../src/renderer/state/seconds.ts'
import { createUndo } from '../../src/renderer/state/undo.ts'
import { WindowProvider } from '../../src/renderer/state/window-context.tsx'
import { FollowLanguage } from '../../src/renderer/text/follow-language.tsx'
import { createTexts } from '../../src/renderer/text/texts.ts'
import { ThemeProvider } from '../../src/renderer/ui/theme-provider.tsx'
import { NOON_MS } from './a-floor.ts'
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts'
import { createManualFrames } from './manual-frames.ts'
import { createManualWindowClock } from './manual-window-clock.ts'
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

interface Opening {
  readonly state: StateView
  readonly rows?: readonly RowView[]
  /** Changes main's answers before the window asks. */
  readonly prepare?: (bridge: FakeBridge) => void
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
export async function openWindow(content: ReactNode, { state, rows = [], prepare }: Opening): Promise<OpenWindow> {
  const clock = createManualWindowClock(NOON_MS)
  const bridge = createFakeBridge(state, [...rows])
  prepare?.(bridge)
  const mirror = createMirror({ bridge, clock })
  const following = mirror.start()
  closing.add(() => {
    following.dispose()
    if (bridge.listeners() > 0) throw new Error('a closed window still listens to main')
    if (clock.pending() > 0) throw new Error('a closed window left a timer')
  })
  const frames = createManualFrames()
  const marks: string[] = []
  const firstRows = createFirstRows({ frames, mark: (name) => marks.push(name) })
  const undo = createUndo({ bridge, view: () => mirror.store.getState().view, nowMs: () => clock.nowMs() })
  const scope = {
    ...{ bridge: undo.bridge, undo, clock, mirror, firstRows },
    seconds: createSeconds(clock),
    texts: createTexts('en'),
    zone: 'UTC'
  }
  const shown = render(
    <WindowProvider value={scope}>
      <FollowLanguage />
      <ThemeProvider nonce="">{content}</ThemeProvider>
    </WindowProvider>
  )
  // Answers pass through a few promises on their way to the screen.
  await act(settle)
  let stateRevision = state.revision
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
