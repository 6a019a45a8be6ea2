import type { ReactNode } from 'react'
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

export interface Opening {
  readonly state: StateView
  readonly rows?: readonly RowView[]
  /** Changes main's answers before the window asks. */
  readonly prepare?: ((bridge: FakeBridge) => void) | undefined
}

/** A window as its entry makes it, with main played by a fake and a time that moves by hand. Its owner draws it and ends it. */
export function aWindow({ state, rows = [], prepare }: Opening) {
  const clock = createManualWindowClock(NOON_MS)
  const bridge = createFakeBridge(state, [...rows])
  prepare?.(bridge)
  const mirror = createMirror({ bridge, clock })
  const following = mirror.start()
  const frames = createManualFrames()
  const marks: string[] = []
  const undo = createUndo({ bridge, view: () => mirror.store.getState().view, nowMs: () => clock.nowMs() })
  const texts = createTexts('en')
  const scope = {
    ...{ bridge: undo.bridge, undo, clock, mirror, texts },
    firstRows: createFirstRows({ frames, mark: (name) => marks.push(name) }),
    seconds: createSeconds(clock),
    zone: 'UTC'
  }
  return {
    ...{ bridge, clock, frames, marks, texts, following },
    /** `content` as the page of this window. */
    page: (content: ReactNode): ReactNode => (
      <WindowProvider value={scope}>
        <FollowLanguage />
        <ThemeProvider nonce="">{content}</ThemeProvider>
      </WindowProvider>
    )
  }
}
