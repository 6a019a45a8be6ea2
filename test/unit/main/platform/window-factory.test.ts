import { beforeEach, expect, it, vi } from 'vitest'
import { createRecordingLogger } from '../recording-logger.ts'

const made = vi.hoisted(() => [] as { options: unknown; done: string[]; contents: Record<string, unknown> }[])
vi.mock('electron', () => ({
  BrowserWindow: class {
    readonly done: string[] = []
    readonly webContents = {
      on: (name: string) => this.done.push(`guards ${name}`),
      setWindowOpenHandler: () => this.done.push('guards new windows')
    }
    constructor(options: unknown) {
      made.push({ options, done: this.done, contents: this.webContents })
    }
    removeMenu() {
      this.done.push('has no menu')
    }
    loadURL(url: string) {
      this.done.push(`loads ${url}`)
      return url.includes('missing') ? Promise.reject(new Error('no page')) : Promise.resolve()
    }
  }
}))
const { createWindowFactory } = await import('../../../../src/main/platform/window-factory.ts')
const { windowOptions } = await import('../../../../src/main/platform/window-options.ts')

const around = { preloadPath: '/app/preload.cjs', packaged: true }
const shape = {
  ...{ title: 'Floorwatch', width: 800, height: 600, frame: true, resizable: true },
  ...{ skipTaskbar: false, alwaysOnTop: false, backgroundColor: '#171a21' }
}

beforeEach(() => {
  made.length = 0
})

it('a window has the safe options and is closed on every side before its page loads', () => {
  createWindowFactory(around, createRecordingLogger())(shape, 'floorwatch-app://app/main.html')
  expect(made).toHaveLength(1)
  expect(made[0]?.options).toEqual(windowOptions(shape, around))
  expect(made[0]?.done.at(-1)).toBe('loads floorwatch-app://app/main.html')
  expect(made[0]?.done.slice(0, -1).sort()).toEqual([
    'guards did-fail-load',
    'guards did-navigate',
    'guards new windows',
    'guards will-attach-webview',
    'guards will-frame-navigate',
    'guards will-navigate',
    'guards will-redirect',
    'has no menu'
  ])
})

it('a page that does not load is told to the log and harms nothing', async () => {
  const logger = createRecordingLogger()
  createWindowFactory(around, logger)(shape, 'floorwatch-app://app/missing.html')
  await vi.waitFor(() => expect(logger.lines).toMatchObject([{ level: 'error', message: 'page did not load' }]))
})
