import { describe, expect, it } from 'vitest'
import { windowOptions, type WindowShape } from '../../../../src/main/platform/window-options.ts'

const shape: WindowShape = {
  title: 'Floorwatch',
  width: 1180,
  height: 760,
  frame: true,
  resizable: true,
  skipTaskbar: false,
  alwaysOnTop: false,
  backgroundColor: '#171a21'
}

describe('the options of a window', () => {
  it('are the safe ones, whatever the shape', () => {
    const options = windowOptions(shape, { preloadPath: '/app/preload.cjs', packaged: true })
    expect(options.webPreferences).toEqual({
      preload: '/app/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: false,
      disableBlinkFeatures: 'Auxclick',
      spellcheck: false,
      autoplayPolicy: 'no-user-gesture-required',
      v8CacheOptions: 'bypassHeatCheck'
    })
    expect(options.show).toBe(false)
  })

  it('have developer tools only outside a package', () => {
    const options = windowOptions(shape, { preloadPath: '/app/preload.cjs', packaged: false })
    expect(options.webPreferences?.devTools).toBe(true)
  })
})
