import { EventEmitter } from 'node:events'
import type { Notification, NotificationConstructorOptions } from 'electron'
import { beforeEach, describe, expect, it } from 'vitest'
import type { NoticeAnswer } from '../../../../src/core/ports/notifier.ts'
import { createElectronNotifier } from '../../../../src/main/platform/notifier-electron.ts'
import type { NotifierBackend } from '../../../../src/main/platform/notifier-backend.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'
import { notice } from './notice.ts'

class FakeNotification extends EventEmitter {
  static supported = true
  static made: FakeNotification[] = []
  static isSupported = (): boolean => FakeNotification.supported
  readonly options: NotificationConstructorOptions
  closed = false
  constructor(options: NotificationConstructorOptions) {
    super()
    this.options = options
    FakeNotification.made.push(this)
  }
  show(): void {
    this.emit('asked')
  }
  close(): void {
    this.closed = true
    this.emit('close', {})
  }
}

let clock: VirtualClock
let answers: NoticeAnswer[]
let backend: NotifierBackend
const made = () => FakeNotification.made

const create = (markup: boolean) =>
  createElectronNotifier({
    Notification: FakeNotification as unknown as typeof Notification,
    clock,
    iconPath: '/icon.png',
    markup,
    hear: (answer) => answers.push(answer)
  })

beforeEach(() => {
  FakeNotification.made = []
  FakeNotification.supported = true
  clock = createVirtualClock()
  answers = []
  backend = create(false)
})

describe("Electron's own notification", () => {
  it('is delivered when the desktop says so', async () => {
    const outcome = backend.show(notice)
    made()[0]?.emit('show', {})
    expect(await outcome).toEqual({ kind: 'delivered' })
    expect(clock.pendingTimers()).toBe(0)
  })

  it('stays until dismissed when critical, and carries the urgency of each severity', () => {
    for (const severity of ['info', 'warning', 'critical'] as const)
      void backend.show({ ...notice, id: severity, severity })
    expect(made().map(({ options }) => [options.urgency, options.timeoutType])).toEqual([
      ['low', 'default'],
      ['normal', 'default'],
      ['critical', 'never']
    ])
  })

  it('escapes the body only where the desktop reads markup', () => {
    void backend.show(notice)
    void create(true).show(notice)
    expect(made().map(({ options }) => options.body)).toEqual([
      'over 10 · for 1:20\nA & B <b>',
      'over 10 · for 1:20\nA &amp; B &lt;b&gt;'
    ])
  })

  it('fails with the reason of the desktop', async () => {
    const outcome = backend.show(notice)
    made()[0]?.emit('failed', {}, 'code signature missing')
    expect(await outcome).toEqual({ kind: 'failed', reason: 'code signature missing' })
  })

  it('fails where it is not supported, without trying', async () => {
    FakeNotification.supported = false
    expect(await backend.show(notice)).toEqual({ kind: 'failed', reason: 'not supported here' })
    expect(made()).toEqual([])
  })

  it('gives up after 3 s of silence', async () => {
    const outcome = backend.show(notice)
    clock.advance(3_000)
    expect(await outcome).toMatchObject({ kind: 'failed', hanging: true })
  })

  it('answers a click with `open` and a button with its action, in the old and the new form of the event', () => {
    void backend.show(notice)
    made()[0]?.emit('click', {})
    made()[0]?.emit('action', {}, 1)
    made()[0]?.emit('action', { actionIndex: 2 }, undefined)
    made()[0]?.emit('action', {}, 9)
    expect(answers.map((answer) => answer.action)).toEqual(['open', 'acknowledge', 'snooze'])
  })

  it('takes the earlier notice of the same id away', () => {
    void backend.show(notice)
    void backend.show(notice)
    expect(made().map(({ closed }) => closed)).toEqual([true, false])
    backend.withdraw(notice.id)
    expect(made().map(({ closed }) => closed)).toEqual([true, true])
  })

  it('is silent after dispose', () => {
    void backend.show(notice)
    backend.dispose()
    made()[0]?.emit('click', {})
    expect(answers).toEqual([])
  })
})
