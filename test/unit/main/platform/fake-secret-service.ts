import { Message, sessionBus, Variant } from '@jellybrick/dbus-next'

/** Owns org.freedesktop.secrets on a test's bus, with one default collection that begins locked. */
export async function startSecretService(busAddress: string) {
  const bus = sessionBus({ busAddress })
  const path = '/org/freedesktop/secrets/collection/login'
  let locked = true
  bus.addMethodHandler((message: Message) => {
    const { member, body } = message
    if (member === 'ReadAlias' && body[0] === 'default') bus.send(Message.newMethodReturn(message, 'o', [path]))
    else if (member === 'Get' && message.path === path && body[1] === 'Locked') {
      bus.send(Message.newMethodReturn(message, 'v', [new Variant('b', locked)]))
    } else return false
    return true
  })
  await bus.requestName('org.freedesktop.secrets', 0)
  return {
    setLocked: (value: boolean) => void (locked = value),
    close: () => bus.disconnect()
  }
}
