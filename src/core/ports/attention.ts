/** The mark of a window in the taskbar or dock that wants to be looked at. */
export interface Attention {
  /** `seen`: a window of ours has the focus. `noWindow`: nothing of ours is in the taskbar. Asking again changes nothing. */
  ask(): 'asked' | 'seen' | 'noWindow'
  /** Nothing wants to be looked at any more. Ends by itself when a window gets the focus. */
  stop(): void
}
