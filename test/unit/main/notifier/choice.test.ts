import { beforeEach, describe, expect, it } from 'vitest'
import type { NoticeAnswer } from '../../../../src/core/ports/notifier.ts'
import type { BackendName, BackendOutcome, HearAnswer } from '../../../../src/main/platform/notifier-backend.ts'
import { createNotifier, type NotifierDeps } from '../../../../src/main/platform/notifier.ts'
import { createRecordingLogger } from '../recording-logger.ts'
import { notice } from './notice.ts'

const FINE: BackendOutcome = { kind: 'delivered' }
const broken = (reason: string): BackendOutcome => ({ kind: 'failed', reason })

let outcomes: Record<BackendName, BackendOutcome>
let log: string[]
let hears: Partial<Record<BackendName, HearAnswer>>

const backend = (name: BackendName) => (hear: HearAnswer) => {
  log.push(`make ${name}`)
  hears[name] = hear
  return {
    name,
    show: () => {
      log.push(`show ${name}`)
      return Promise.resolve(outcomes[name])
    },
    withdraw: (id: string) => log.push(`withdraw ${name} ${id}`),
    dispose: () => log.push(`dispose ${name}`)
  }
}
const create = (choice: Pick<NotifierDeps, 'linux' | 'forced' | 'hasOld'>) =>
  createNotifier({
    ...choice,
    make: { dbus: backend('dbus'), electron: backend('electron'), node: backend('node') },
    logger: createRecordingLogger()
  })
const shows = () => log.filter((line) => line.startsWith('show'))

beforeEach(() => {
  outcomes = { dbus: FINE, electron: FINE, node: FINE }
  log = []
  hears = {}
})

describe('a notice', () => {
  it.each([
    [true, 'dbus'],
    [false, 'electron']
  ] as const)('goes to the first choice of the system (linux: %s)', async (linux, via) => {
    expect(await create({ linux }).show(notice)).toEqual({ kind: 'delivered', via })
    expect(log).toEqual([`make ${via}`, `show ${via}`])
  })

  it('of an earlier run is listened to from the start, by who can remember it', () => {
    create({ linux: true, hasOld: true }).withdraw('old')
    expect(log).toEqual(['make dbus', 'withdraw dbus old'])
    log = []
    create({ linux: false, hasOld: true })
    create({ linux: true, forced: 'node', hasOld: true })
    create({ linux: true, hasOld: false })
    expect(log).toEqual([])
  })

  it('goes down the list until somebody shows it', async () => {
    outcomes = { ...outcomes, dbus: broken('no bus'), electron: broken('no daemon') }
    expect(await create({ linux: true }).show(notice)).toEqual({ kind: 'delivered', via: 'node' })
    expect(shows()).toEqual(['show dbus', 'show electron', 'show node'])
  })

  it('is tried at the first choice again next time', async () => {
    const notifier = create({ linux: false })
    outcomes.electron = broken('failed')
    expect(await notifier.show(notice)).toEqual({ kind: 'delivered', via: 'node' })
    outcomes.electron = FINE
    expect(await notifier.show(notice)).toEqual({ kind: 'delivered', via: 'electron' })
  })

  it('names every reason when nobody shows it', async () => {
    outcomes = { dbus: broken('a'), electron: broken('b'), node: broken('c') }
    expect(await create({ linux: true }).show(notice)).toEqual({
      kind: 'failed',
      via: 'node',
      reason: 'dbus: a; electron: b; node: c'
    })
  })

  it('tells apart that nobody is there, that somebody is silent, and that they are refused', async () => {
    const causeOf = async (first: BackendOutcome): Promise<unknown> => {
      outcomes = { dbus: first, electron: broken('b'), node: broken('c') }
      const outcome = await create({ linux: true }).show(notice)
      return outcome.kind === 'failed' ? outcome.cause : outcome.kind
    }
    expect(await causeOf({ kind: 'failed', reason: 'no such name', missing: true })).toBe('noServer')
    expect(await causeOf({ kind: 'failed', reason: 'silent', hanging: true })).toBe('silent')
    expect(await causeOf(broken('access denied'))).toBeUndefined()
  })

  it('does not go to a library that would wait for a server that hangs', async () => {
    outcomes.dbus = { kind: 'failed', reason: 'silent', hanging: true }
    expect(await create({ linux: true }).show(notice)).toEqual({ kind: 'delivered', via: 'node' })
    expect(shows()).toEqual(['show dbus', 'show node'])
  })

  it('goes only where it is forced to', async () => {
    outcomes.node = broken('gone')
    const notifier = create({ linux: true, forced: 'node' })
    expect(await notifier.show(notice)).toEqual({ kind: 'failed', via: 'node', reason: 'node: gone' })
    expect(log).toEqual(['make node', 'show node'])
  })
})

describe('the notifier', () => {
  it('passes answers of any back-end on, until told to stop', async () => {
    const notifier = create({ linux: false })
    const heard: NoticeAnswer[] = []
    const ear = notifier.onAnswer((answer) => heard.push(answer))
    await notifier.show(notice)
    hears.electron?.({ noticeId: 'a', action: 'open' })
    ear.dispose()
    hears.electron?.({ noticeId: 'b', action: 'open' })
    expect(heard).toEqual([{ noticeId: 'a', action: 'open' }])
  })

  it('withdraws everywhere it may have shown, and disposes what it made', async () => {
    outcomes.dbus = broken('x')
    const notifier = create({ linux: true })
    await notifier.show(notice)
    log.length = 0
    notifier.withdraw('episode-1')
    notifier.dispose()
    expect(log).toEqual(['withdraw dbus episode-1', 'withdraw electron episode-1', 'dispose electron', 'dispose dbus'])
  })
})
