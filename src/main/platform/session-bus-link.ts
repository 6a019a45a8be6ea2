import { EventEmitter } from 'node:events'

export interface BusMethod {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature?: string
  readonly body?: readonly unknown[]
}

export interface BusSignal {
  readonly sender: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly body: readonly unknown[]
}

/** One connection to a message bus, from hello to its end. */
export interface BusLink {
  /** Rejects with the far side's error or, when the link ends before an answer came, with `ENDED`. */
  send(method: BusMethod): Promise<readonly unknown[]>
  close(): void
}

export const ENDED = new Error('the message bus is gone')

/**
 * Connects and says hello; rejects when there is no bus. `ended` runs once, after an established link broke, never after `close`.
 * `address` undefined means the user's session bus.
 */
export async function openBusLink(
  address: string | undefined,
  heard: (signal: BusSignal) => void,
  ended: (reason: string) => void
): Promise<BusLink> {
  // Loaded at the first use: systems without a bus never pay for it.
  const { Message, MessageType, sessionBus } = await import('@jellybrick/dbus-next')
  const bus = sessionBus(address === undefined ? {} : { busAddress: address })
  const pending = new Set<() => void>()
  let state: 'opening' | 'open' | 'ended' = 'opening'

  function end(reason: string): void {
    const wasOpen = state === 'open'
    if (state === 'ended') return
    state = 'ended'
    bus.disconnect()
    for (const drop of [...pending]) drop()
    if (wasOpen) ended(reason)
  }

  bus.on('message', (message) => {
    if (state === 'ended' || message.type !== MessageType.SIGNAL) return
    const { sender, path, interface: iface, member, body } = message
    heard({ sender, path, interface: iface, member, body })
  })
  await new Promise<void>((resolve, reject) => {
    const stop = (reason: string): void => {
      end(reason)
      reject(new Error(reason))
    }
    // Typed without `error`, which the library emits all the same; unheard it would end the process.
    const events: EventEmitter = bus
    events.on('error', (error: unknown) => stop(error instanceof Error ? error.message : String(error)))
    // The library tells the end of its stream on the inner connection only.
    const inner: unknown = Reflect.get(bus, '_connection')
    if (inner instanceof EventEmitter) inner.on('end', () => stop('closed'))
    bus.on('connect', () => {
      if (state === 'opening') state = 'open'
      resolve()
    })
  })

  return {
    send({ body = [], ...method }) {
      return new Promise((resolve, reject) => {
        if (state === 'ended') {
          reject(ENDED)
          return
        }
        const drop = (): void => reject(ENDED)
        pending.add(drop)
        bus
          .call(new Message({ ...method, body: [...body] }))
          .then((answer) => resolve(answer?.body ?? []), reject)
          .finally(() => pending.delete(drop))
      })
    },
    close() {
      if (state === 'open') state = 'opening'
      end('closed here')
    }
  }
}
