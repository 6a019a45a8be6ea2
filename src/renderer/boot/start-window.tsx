import { setNonce } from 'get-nonce'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { windowBridge } from '../bridge/window-bridge.ts'
import { browserClock } from '../state/window-clock.ts'
import { browserFrames, createFirstRows } from '../state/first-rows.ts'
import { createMirror } from '../state/mirror.ts'
import { whenFilled } from '../state/when-filled.ts'
import { createSeconds } from '../state/seconds.ts'
import { createUndo } from '../state/undo.ts'
import { WindowProvider } from '../state/window-context.tsx'
import { FollowLanguage } from '../text/follow-language.tsx'
import { createTexts, isAtHand } from '../text/texts.ts'
import { ThemeProvider } from '../ui/theme-provider.tsx'
import { playSounds } from './sounds.ts'
import { readStyleNonce } from './style-nonce.ts'
import { installTrustedTypes } from './trusted-types.ts'

import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import '../ui/base.css'
import '../ui/contrast.css'

/**
 * Secures the page, then shows `content` in it. The policy and the nonce come first: from here on every style tag is either
 * signed or refused.
 */
export function startWindow(content: ReactNode): void {
  installTrustedTypes(window)
  const nonce = readStyleNonce(document)
  // The kit's scroll lock makes its style tag through a library that asks here.
  setNonce(nonce)

  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')

  const bridge = windowBridge()
  const mirror = createMirror({ bridge, clock: browserClock })
  // Ends with the page itself; main destroys the window.
  mirror.start()
  playSounds(bridge)
  const undo = createUndo({ bridge, view: () => mirror.store.getState().view, nowMs: () => browserClock.nowMs() })

  // Main names the language in the page itself: no word is shown in another one first.
  const { lang } = document.documentElement
  const texts = createTexts(lang)
  const show = (): void =>
    createRoot(root).render(
      <StrictMode>
        <WindowProvider
          value={{
            bridge: undo.bridge,
            undo,
            clock: browserClock,
            mirror,
            seconds: createSeconds(browserClock),
            firstRows: createFirstRows({ frames: browserFrames, mark: (name) => performance.mark(name) }),
            texts,
            zone: Intl.DateTimeFormat().resolvedOptions().timeZone
          }}
        >
          <FollowLanguage />
          <ThemeProvider nonce={nonce}>{content}</ThemeProvider>
        </WindowProvider>
      </StrictMode>
    )
  const words = isAtHand(lang) ? Promise.resolve() : texts.follow(lang)
  void Promise.all([words, whenFilled(mirror.store, browserClock)]).then(show)
}
