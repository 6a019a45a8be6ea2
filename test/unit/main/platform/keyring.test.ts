import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../../../src/core/result.ts'
import { systemClock } from '../../../../src/main/app/system-clock.ts'
import { createKeyring } from '../../../../src/main/platform/keyring.ts'
import { createSessionBus, type SessionBus } from '../../../../src/main/platform/session-bus.ts'
import { startPrivateBus } from '../../../e2e/rig/private-bus.ts'
import { settle } from '../../../fakes/settle.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { startSecretService } from './fake-secret-service.ts'

type Answer = Awaited<ReturnType<SessionBus['call']>>

/** A bus that answers `ReadAlias` and `Get` with what it is told. */
function scripted(alias: Answer, locked: Answer = ok([])) {
  const limits: number[] = []
  const bus: Pick<SessionBus, 'call'> = {
    call: ({ member }, timeoutMs) => {
      limits.push(timeoutMs)
      return Promise.resolve(member === 'ReadAlias' ? alias : locked)
    }
  }
  return { bus, limits }
}

const variant = (value: unknown) => ok([{ signature: 'b', value }])
const COLLECTION = ok(['/org/freedesktop/secrets/collection/login'])
const failed = (kind: 'noBus' | 'timeout' | 'refused') => fail({ kind, detail: '' })

describe('the keyring', () => {
  const cases = [
    ['open', COLLECTION, variant(false), 'unlocked'],
    ['closed', COLLECTION, variant(true), 'locked'],
    ['without a default collection, where storing would open a dialog', ok(['/']), variant(false), 'uncreated'],
    ['without a bus', failed('noBus'), variant(false), 'absent'],
    ['without a service', failed('refused'), variant(false), 'absent'],
    ['with a service that does not answer', failed('timeout'), variant(false), 'locked'],
    ['with a service that stops answering', COLLECTION, failed('timeout'), 'locked'],
    ['with a bus that goes away', COLLECTION, failed('noBus'), 'absent'],
    ['with a collection that refuses', COLLECTION, failed('refused'), 'locked'],
    ['with an answer that is none', COLLECTION, ok(['no']), 'locked'],
    ['with a service that talks nonsense', ok([7]), variant(false), 'absent']
  ] as const
  for (const [what, alias, locked, state] of cases) {
    it(`${what}: ${state}`, async () => {
      expect(await createKeyring({ bus: scripted(alias, locked).bus, clock: createVirtualClock() }).state()).toBe(state)
    })
  }

  it('is given one second for both questions together', async () => {
    const clock = createVirtualClock()
    const { bus, limits } = scripted(COLLECTION, variant(false))
    const slow: typeof bus = {
      call(method, timeoutMs) {
        clock.advance(400)
        return bus.call(method, timeoutMs)
      }
    }
    await createKeyring({ bus: slow, clock }).state()
    expect(limits).toEqual([1_000, 600])
  })

  it('is looked at every two seconds until it is open, once told, then left alone', async () => {
    const clock = createVirtualClock()
    let locked = true
    const bus: Pick<SessionBus, 'call'> = {
      call: ({ member }) => Promise.resolve(member === 'ReadAlias' ? COLLECTION : variant(locked))
    }
    let told = 0
    createKeyring({ bus, clock }).whenUnlocked(() => void (told += 1))
    for (const expected of [0, 0, 1, 1]) {
      if (expected === 1) locked = false
      clock.advance(2_000)
      await settle()
      expect(told).toBe(expected)
    }
    expect(clock.pendingTimers()).toBe(0)
  })

  it('tells nobody after dispose, not even what was already being asked', async () => {
    const clock = createVirtualClock()
    let told = 0
    const watch = createKeyring({ bus: scripted(COLLECTION, variant(false)).bus, clock }).whenUnlocked(
      () => void (told += 1)
    )
    clock.advance(2_000)
    watch.dispose()
    await settle()
    expect([told, clock.pendingTimers()]).toEqual([0, 0])
  })
})

it('over a real bus: no service, a locked one, an open one', async () => {
  const daemon = await startPrivateBus()
  const bus = createSessionBus({ clock: systemClock, logger: silentLogger, address: daemon.address })
  const keyring = createKeyring({ bus, clock: systemClock })
  try {
    expect(await keyring.state()).toBe('absent')
    const service = await startSecretService(daemon.address)
    expect(await keyring.state()).toBe('locked')
    service.setLocked(false)
    expect(await keyring.state()).toBe('unlocked')
    service.close()
  } finally {
    bus.dispose()
    await daemon.stop()
  }
})
