import type { BrowserWindow, WebContents } from 'electron'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { SoundOutcome, SoundPlayer } from '../../core/ports/sound.ts'
import type { Publish } from '../ipc/publish.ts'

/** A page is made and loaded within this, on a slow computer too. */
const ANSWER_WITHIN_MS = 5_000

export interface WindowSounds extends SoundPlayer, Disposable {
  /** What a page says of the sound it was asked for. `reason` null: it is heard. */
  played(id: number, reason: string | null): void
}

/** Tones are played by one of our pages: what Chromium can play is the same on every system. */
export function createWindowSounds(deps: {
  readonly clock: Clock
  readonly publish: Publish
  /** A window to play in, made where there is none. */
  readonly window: () => BrowserWindow
}): WindowSounds {
  const { clock, publish } = deps
  const waiting = new Map<number, (outcome: SoundOutcome) => void>()
  let lastId = 0

  function whenLoaded(contents: WebContents, run: () => void): void {
    if (contents.isLoadingMainFrame()) contents.once('did-finish-load', run)
    else run()
  }

  return {
    play: (tone, volume) =>
      new Promise((resolve) => {
        const id = (lastId += 1)
        const settle = (outcome: SoundOutcome): void => {
          limit.dispose()
          waiting.delete(id)
          resolve(outcome)
        }
        const limit = clock.after(ANSWER_WITHIN_MS, () => settle({ kind: 'failed', reason: 'no page answered' }))
        waiting.set(id, settle)
        const { webContents } = deps.window()
        whenLoaded(webContents, () => {
          // Too late, it would be heard when nobody knows what for.
          if (waiting.has(id)) publish([webContents], 'sound:wanted', { id, tone, volume })
        })
      }),
    played(id, reason) {
      waiting.get(id)?.(reason === null ? { kind: 'played' } : { kind: 'failed', reason })
    },
    ...disposable(() => {
      for (const settle of [...waiting.values()]) settle({ kind: 'failed', reason: 'the application ends' })
    })
  }
}
