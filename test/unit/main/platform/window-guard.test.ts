import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Session, WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { guardContents, guardSession } from '../../../../src/main/platform/window-guard.ts'
import { createRecordingLogger } from '../recording-logger.ts'

type Run = (...args: never[]) => unknown

/** Records what the guard installs, under the name of the method that took it. */
function createFake() {
  const handlers = new Map<string, (...args: unknown[]) => unknown>()
  const emitter = new EventEmitter()
  const spelling: (readonly string[])[] = []
  const take = (name: string) => (run: Run) => handlers.set(name, run as (...args: unknown[]) => unknown)
  const fake = Object.assign(emitter, {
    setWindowOpenHandler: take('windowOpen'),
    setSpellCheckerLanguages: (languages: readonly string[]) => void spelling.push(languages),
    setPermissionRequestHandler: take('permissionRequest'),
    setPermissionCheckHandler: take('permissionCheck'),
    setDevicePermissionHandler: take('device'),
    setDisplayMediaRequestHandler: take('displayMedia')
  })
  return { emitter, handlers, spelling, contents: fake as unknown as WebContents, session: fake as unknown as Session }
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
  guardContents(fake.contents, createRecordingLogger())

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])('is refused %s', (name) => {
    expect(prevented(fake.emitter, name)).toBe(true)
  })

  it.each([
    'https://example.com',
    'file:///etc/passwd',
    'floorwatch-app://app/main.html',
    'floorwatch-app://app.attacker.example/main.html',
    'about:blank',
    'javascript:alert(1)',
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
