import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Session, WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { guardContents, guardSession } from '../../../../src/main/platform/window-guard.ts'
import { createRecordingLogger } from '../recording-logger.ts'

const HOME = 'floorwatch-app://app/main.html'

type Run = (...args: never[]) => unknown

/** Records what the guard installs, under the name of the method that took it. */
function createFake() {
  const handlers = new Map<string, (...args: unknown[]) => unknown>()
  const emitter = new EventEmitter()
  const spelling: (readonly string[])[] = []
  const loaded: string[] = []
  const take = (name: string) => (run: Run) => handlers.set(name, run as (...args: unknown[]) => unknown)
  const fake = Object.assign(emitter, {
    setWindowOpenHandler: take('windowOpen'),
    setSpellCheckerLanguages: (languages: readonly string[]) => void spelling.push(languages),
    setPermissionRequestHandler: take('permissionRequest'),
    setPermissionCheckHandler: take('permissionCheck'),
    setDevicePermissionHandler: take('device'),
    setDisplayMediaRequestHandler: take('displayMedia'),
    loadURL: (url: string) => {
      loaded.push(url)
      return Promise.resolve()
    }
  })
  const contents = fake as unknown as WebContents
  const session = fake as unknown as Session
  return { emitter, handlers, spelling, loaded, contents, session }
}

const prevented = (emitter: EventEmitter, name: string): boolean => {
  let done = false
  emitter.emit(name, { preventDefault: () => (done = true) })
  return done
}

/** Every permission that this Electron knows: a new one is in the test with the update that brings it. */
function permissionNames(): readonly string[] {
  const types = readFileSync(createRequire(import.meta.url).resolve('electron/electron.d.ts'), 'utf8')
  const handlers = [...types.matchAll(/setPermission(?:Request|Check)Handler\(handler.{0,60}?permission: ([^,]+),/g)]
  const names = handlers.flatMap(([, union = '']) => [...union.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name))
  expect(handlers).toHaveLength(2)
  expect(names.length).toBeGreaterThan(40)
  return [...new Set(names), 'one that nobody knows yet']
}

describe('a page', () => {
  const fake = createFake()
  guardContents(fake.contents, HOME, createRecordingLogger())

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])('is refused %s', (name) => {
    expect(prevented(fake.emitter, name)).toBe(true)
  })

  it.each([
    'about:blank',
    'about:srcdoc',
    'chrome-error://chromewebdata/',
    'floorwatch-app://other/main.html',
    'https://app/main.html',
    ''
  ])('that got to %s unasked is brought back', (url) => {
    const away = createFake()
    guardContents(away.contents, HOME, createRecordingLogger())
    away.emitter.emit('did-navigate', {}, url)
    expect(away.loaded).toEqual([HOME])
  })

  it('that ended on an error page of Chromium is brought back; one that was only refused, or is a frame, is left alone', () => {
    const away = createFake()
    guardContents(away.contents, HOME, createRecordingLogger())
    away.emitter.emit('did-fail-load', {}, -3, 'ERR_ABORTED', 'https://example.com/', true)
    away.emitter.emit('did-fail-load', {}, -300, 'ERR_INVALID_URL', 'about:srcdoc', false)
    away.emitter.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', HOME, true)
    expect(away.loaded).toEqual([])
    away.emitter.emit('did-fail-load', {}, -300, 'ERR_INVALID_URL', 'about:srcdoc', true)
    expect(away.loaded).toEqual([HOME])
  })

  it('that is loaded, or loaded again, stays', () => {
    const home = createFake()
    guardContents(home.contents, HOME, createRecordingLogger())
    home.emitter.emit('did-navigate', {}, HOME)
    home.emitter.emit('did-navigate', {}, `${HOME}#alerts`)
    expect(home.loaded).toEqual([])
  })

  it.each([
    'https://example.com',
    'file:///etc/passwd',
    'floorwatch-app://app/main.html',
    'floorwatch-app://app.attacker.example/main.html',
    'about:blank',
    ['javascript', 'alert(1)'].join(':'),
    'data:text/html,x',
    'smb://server/share',
    'ms-msdt:/id'
  ])('opens no window for %s', (url) => {
    expect(fake.handlers.get('windowOpen')?.({ url })).toEqual({ action: 'deny' })
  })
})

describe('a session', () => {
  const fake = createFake()
  guardSession(fake.session, createRecordingLogger())

  it('fetches no dictionary for spelling, in no language', () => {
    expect(fake.spelling).toEqual([[]])
  })

  it.each(permissionNames())('denies %s, asked for or checked', (permission) => {
    const decisions: unknown[] = []
    fake.handlers.get('permissionRequest')?.(null, permission, (granted: unknown) => decisions.push(granted))
    expect(decisions).toEqual([false])
    expect(fake.handlers.get('permissionCheck')?.(null, permission, '', {})).toBe(false)
  })

  it('hands out no device and no screen', () => {
    expect(fake.handlers.get('device')?.({})).toBe(false)
    const streams: unknown[] = []
    fake.handlers.get('displayMedia')?.({}, (answer: unknown) => streams.push(answer))
    expect(streams).toEqual([{}])
  })

  it('saves no download', () => {
    expect(prevented(fake.emitter, 'will-download')).toBe(true)
  })
})
