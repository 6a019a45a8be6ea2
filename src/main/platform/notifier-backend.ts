import type { Disposable } from '../../core/disposable.ts'
import type { Notice, NoticeAnswer } from '../../core/ports/notifier.ts'

export type BackendName = 'dbus' | 'electron' | 'node'

/**
 * `hanging`: the desktop took the notice and did not answer. It may be on the screen or not, and asking it again through a library that
 * waits would freeze the application. `missing`: there is nobody who could take it.
 */
export type BackendOutcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly reason: string; readonly hanging?: true; readonly missing?: true }

/** One way to put a notice on the screen. Settles within `BACKEND_LIMIT_MS`; unknown ids are ignored. */
export interface NotifierBackend extends Disposable {
  readonly name: BackendName
  show(notice: Notice): Promise<BackendOutcome>
  withdraw(noticeId: string): void
}

/** What a back-end is told to do with the user's answers. */
export type HearAnswer = (answer: NoticeAnswer) => void

/** Three in a row stay below the 10 s that a notifier may take. */
export const BACKEND_LIMIT_MS = 3_000

/** For desktops that read bodies as markup. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
