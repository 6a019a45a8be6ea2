import type { Severity } from '../alerts/rule.ts'
import type { Disposable } from '../disposable.ts'

export interface Notice {
  /** Stable per episode: showing the same id again replaces the notice instead of stacking. */
  readonly id: string
  readonly title: string
  /** Plain text; the notifier escapes what its desktop would read as markup. */
  readonly body: string
  readonly severity: Severity
  /** False: it may be seen but not heard. True: the desktop decides. */
  readonly sound: boolean
  readonly actions: readonly NoticeAction[]
}

export interface NoticeAction {
  readonly id: 'acknowledge' | 'snooze' | 'open'
  readonly label: string
}

/** What happened to one notice, as far as the desktop tells. */
export type DeliveryOutcome =
  | { readonly kind: 'delivered'; readonly via: string }
  | {
      readonly kind: 'failed'
      readonly via: string
      /** In the words of whoever refused, for those who can use them. */
      readonly reason: string
      /** `noServer`: nothing on this desktop shows notices. `silent`: what does gives no answer. Absent: they are refused. */
      readonly cause?: 'noServer' | 'silent'
    }

export interface NoticeAnswer {
  readonly noticeId: string
  readonly action: NoticeAction['id']
}

export interface Notifier {
  /** Resolves within 10 s, also when the desktop never answers. */
  show(notice: Notice): Promise<DeliveryOutcome>
  withdraw(noticeId: string): void
  /** A click on the notice itself answers `open`. */
  onAnswer(run: (answer: NoticeAnswer) => void): Disposable
}
