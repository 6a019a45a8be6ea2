import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { System } from './system.ts'

/** The part of Electron's `safeStorage` that is used. The last three came with later versions, the two before are Linux's. */
export interface SafeStorageCalls {
  isEncryptionAvailable(): boolean
  encryptString(text: string): Buffer
  decryptString(bytes: Buffer): string
  getSelectedStorageBackend?(): string
  setUsePlainTextEncryption?(use: boolean): void
  isAsyncEncryptionAvailable?(): Promise<boolean>
  encryptStringAsync?(text: string): Promise<Buffer>
  decryptStringAsync?(bytes: Buffer): Promise<Decrypted>
}

export interface Decrypted {
  readonly result: string
  /** The key was changed, or a better one is there: it should be encrypted again. */
  readonly shouldReEncrypt: boolean
}

type AsyncCalls = Required<
  Pick<SafeStorageCalls, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>
>

/** The system's store as the vault asks it. Every call may reject with a `StoreFault`. */
export interface SystemStore {
  /** `basic_text` and `unknown` mean no protection. */
  backend(): string
  isAvailable(): Promise<boolean>
  encrypt(text: string): Promise<Buffer>
  decrypt(bytes: Buffer): Promise<Decrypted>
  /** Lets `basic_text` be used, which anyone can decrypt. Only where the system has it. */
  readonly allowWeak: ((use: boolean) => void) | undefined
}

/**
 * `unavailable`: not now, it may work later. `refused`: it did not work. `unprotected`: it claimed to protect and used a key that
 * everybody knows. Carries no words of the store: they may hold what was encrypted.
 */
export class StoreFault extends Error {
  constructor(readonly reason: 'unavailable' | 'refused' | 'unprotected') {
    super(reason)
  }
}

/** A keychain may ask the user something before it answers. */
const PATIENCE_MS = 10_000

/** How Chromium on Linux marks what it encrypted with its built-in password, whatever store was selected. */
const BUILT_IN_KEY = Buffer.from('v10')

const UNAVAILABLE = /temporarily unavailable/i

function asFault(error: unknown): StoreFault {
  if (error instanceof StoreFault) return error
  return new StoreFault(error instanceof Error && UNAVAILABLE.test(error.message) ? 'unavailable' : 'refused')
}

function hasAsync(calls: SafeStorageCalls): calls is SafeStorageCalls & AsyncCalls {
  return (
    typeof calls.isAsyncEncryptionAvailable === 'function' &&
    typeof calls.encryptStringAsync === 'function' &&
    typeof calls.decryptStringAsync === 'function'
  )
}

/** What `work` throws rejects. */
function promised<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work())
  })
}

/** The old calls in the form of the new ones. They hold up the whole application while they wait. */
function fromSync(calls: SafeStorageCalls): AsyncCalls {
  return {
    isAsyncEncryptionAvailable: () => promised(() => calls.isEncryptionAvailable()),
    encryptStringAsync: (text) => promised(() => calls.encryptString(text)),
    decryptStringAsync: (bytes) => promised(() => ({ result: calls.decryptString(bytes), shouldReEncrypt: false }))
  }
}

/**
 * Uses the asynchronous calls where the runtime has them. A call without an answer counts as unavailable after 10 s, and nothing more is
 * asked until it has ended: a store that waits for a person is not asked twice.
 */
export function createSystemStore(deps: {
  readonly calls: SafeStorageCalls
  readonly system: System
  readonly clock: Clock
}): SystemStore {
  const { calls, system, clock } = deps
  const ways = hasAsync(calls) ? calls : fromSync(calls)
  let stuck = false
  let weakAllowed = false

  async function ask<T>(call: () => Promise<T>): Promise<T> {
    if (stuck) throw new StoreFault('unavailable')
    let timer: Disposable | undefined
    const answer = call()
    const late = new Promise<never>((_, reject) => {
      timer = clock.after(PATIENCE_MS, () => {
        stuck = true
        const over = (): void => void (stuck = false)
        answer.then(over, over)
        reject(new StoreFault('unavailable'))
      })
    })
    try {
      return await Promise.race([answer, late])
    } catch (error) {
      throw asFault(error)
    } finally {
      timer?.dispose()
    }
  }

  return {
    backend() {
      if (system !== 'linux') return system === 'windows' ? 'dpapi' : 'keychain'
      return calls.getSelectedStorageBackend?.() || 'unknown'
    },
    isAvailable: () => ask(() => ways.isAsyncEncryptionAvailable()),
    async encrypt(text) {
      const bytes = await ask(() => ways.encryptStringAsync(text))
      if (system === 'linux' && !weakAllowed && bytes.subarray(0, 3).equals(BUILT_IN_KEY))
        throw new StoreFault('unprotected')
      return bytes
    },
    decrypt: (bytes) => ask(() => ways.decryptStringAsync(bytes)),
    allowWeak:
      system === 'linux' && calls.setUsePlainTextEncryption
        ? (use) => {
            weakAllowed = use
            calls.setUsePlainTextEncryption?.(use)
          }
        : undefined
  }
}
