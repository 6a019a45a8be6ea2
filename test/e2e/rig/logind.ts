import { once, type EventEmitter } from 'node:events'
import { Message, NameFlag, sessionBus } from '@jellybrick/dbus-next'
import { startPrivateBus } from './private-bus.ts'

const NAME = 'org.freedesktop.login1'

/** The part of a Linux system that tells of sleep, on a system bus of the test's own. */
export interface FakeLogind {
  /** For `DBUS_SYSTEM_BUS_ADDRESS`. */
  readonly address: string
  /** True: the computer is about to sleep. False: it is back. */
  prepareForSleep(asleep: boolean): void
  stop(): Promise<void>
}

export async function startLogind(): Promise<FakeLogind> {
  const daemon = await startPrivateBus()
  const bus = sessionBus({ busAddress: daemon.address })
  await once(bus, 'connect')
  const events: EventEmitter = bus
  events.on('error', () => undefined)
  await bus.requestName(NAME, NameFlag.DO_NOT_QUEUE)
  return {
    address: daemon.address,
    prepareForSleep(asleep) {
      bus.send(Message.newSignal('/org/freedesktop/login1', `${NAME}.Manager`, 'PrepareForSleep', 'b', [asleep]))
    },
    async stop() {
      bus.disconnect()
      await daemon.stop()
    }
  }
}
