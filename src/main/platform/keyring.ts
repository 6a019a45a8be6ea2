import * as z from 'zod'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { SessionBus } from './session-bus.ts'

/**
 * `absent`: no message bus, or no secret service on it. `uncreated`: a secret service without a default collection: nothing is locked,
 * and storing would open a dialog that asks for a new one and wait for it.
 */
export type KeyringState = 'unlocked' | 'locked' | 'uncreated' | 'absent'

/** The lock of the desktop's secret service, asked without touching what is inside. */
export interface Keyring {
  /** Answers within a second. A service that does not answer in that time counts as locked: waiting for it is what must not happen. */
  state(): Promise<KeyringState>
  /** Runs once, when the keyring is locked no more. */
  whenUnlocked(run: () => void): Disposable
}

const DEADLINE_MS = 1_000
const LOOK_AGAIN_MS = 2_000

const SERVICE = 'org.freedesktop.secrets'
const aliasAnswer = z.tuple([z.string().startsWith('/')])
const lockedAnswer = z.tuple([z.looseObject({ value: z.boolean() })])

/** Secret Service API 0.2: the collection behind the alias `default` and its property `Locked`. */
export function createKeyring(deps: { readonly bus: Pick<SessionBus, 'call'>; readonly clock: Clock }): Keyring {
  const { bus, clock } = deps

  async function state(): Promise<KeyringState> {
    const dueMs = clock.now().monoMs + DEADLINE_MS
    const left = (): number => Math.max(1, dueMs - clock.now().monoMs)
    const alias = await bus.call(
      {
        ...{ destination: SERVICE, path: '/org/freedesktop/secrets', interface: 'org.freedesktop.Secret.Service' },
        ...{ member: 'ReadAlias', signature: 's', body: ['default'] }
      },
      left()
    )
    if (!alias.ok) return alias.failure.kind === 'timeout' ? 'locked' : 'absent'
    const path = aliasAnswer.safeParse(alias.value)
    if (!path.success) return 'absent'
    if (path.data[0] === '/') return 'uncreated'
    const answer = await bus.call(
      {
        ...{ destination: SERVICE, path: path.data[0], interface: 'org.freedesktop.DBus.Properties' },
        ...{ member: 'Get', signature: 'ss', body: ['org.freedesktop.Secret.Collection', 'Locked'] }
      },
      left()
    )
    if (!answer.ok) return answer.failure.kind === 'noBus' ? 'absent' : 'locked'
    const locked = lockedAnswer.safeParse(answer.value)
    return locked.success && !locked.data[0].value ? 'unlocked' : 'locked'
  }

  return {
    state,
    whenUnlocked(run) {
      let done = false
      let timer: Disposable | undefined
      const look = async (): Promise<void> => {
        const present = await state()
        if (done) return
        if (present === 'locked') {
          wait()
          return
        }
        done = true
        run()
      }
      const wait = (): void => {
        timer = clock.after(LOOK_AGAIN_MS, () => void look())
      }
      wait()
      return {
        dispose() {
          done = true
          timer?.dispose()
        }
      }
    }
  }
}
