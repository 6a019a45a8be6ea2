/** What is looked at of Electron's invoke event. */
export interface SenderEvent {
  readonly sender: { readonly isDestroyed: () => boolean }
  readonly senderFrame: { readonly parent: unknown; readonly origin: string; readonly url: string } | null
}

/**
 * True for the main frame of one of our own windows showing a page of our own scheme. A frame may vanish or navigate while its message
 * travels: then it is null or tells another origin, and the message is refused.
 */
export function isTrustedSender<E extends SenderEvent>(
  event: E,
  origin: string,
  isOurs: (sender: E['sender']) => boolean
): boolean {
  const frame = event.senderFrame
  if (frame?.parent !== null) return false
  if (frame.origin !== origin || !frame.url.startsWith(`${origin}/`)) return false
  return !event.sender.isDestroyed() && isOurs(event.sender)
}
