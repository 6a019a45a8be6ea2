import type { Bridge } from '../../contract/bridge.ts'

declare global {
  interface Window {
    /** Put there by the preload. Absent when the page is opened outside the application. */
    readonly floorwatch?: Bridge
  }
}

/** The one door to the main process. No other file of the windows touches `window.floorwatch`. */
export function windowBridge(): Bridge {
  const bridge = window.floorwatch
  if (!bridge) throw new Error('the preload did not run: window.floorwatch is missing')
  return bridge
}
