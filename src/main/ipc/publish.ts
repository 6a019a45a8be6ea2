import { pushes, type PushName, type PushPayload } from '../../contract/pushes.ts'
import type { Logger } from '../../core/ports/logger.ts'

/** The part of Electron's WebContents a push needs. */
export interface PushTarget {
  isDestroyed(): boolean
  send(channel: string, payload: unknown): void
}

export type Publish = <N extends PushName>(targets: Iterable<PushTarget>, name: N, payload: PushPayload<N>) => void

export interface PublishDeps {
  readonly logger: Logger
  /**
   * Parse payloads before they go out. Rows of a busy floor make this cost as much as building them, so packaged builds leave it off:
   * payloads are made by main itself and typed; development and tests check them.
   */
  readonly checkPayloads: boolean
}

/** Sends typed pushes to windows. A payload that breaks the contract is logged and not sent; the window finds the gap and asks. */
export function createPublish(deps: PublishDeps): Publish {
  return (targets, name, payload) => {
    if (deps.checkPayloads) {
      const parsed = pushes[name].safeParse(payload)
      if (!parsed.success) {
        deps.logger.error('push does not match the contract', { push: name, issues: parsed.error.issues.slice(0, 3) })
        return
      }
    }
    for (const target of targets) {
      if (!target.isDestroyed()) target.send(name, payload)
    }
  }
}
