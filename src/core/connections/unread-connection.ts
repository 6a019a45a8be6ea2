/** A stored connection that can't be used. It is left as it is until the user removes it. */
export interface UnreadConnection {
  readonly id: string
  /** What people call it; empty where it does not even tell that. */
  readonly name: string
  /** `cut`: it is no whole record. `address`: an address in it is not taken any more. `other`: a newer version's, or damaged. */
  readonly cause: 'cut' | 'address' | 'other'
  /** Field and reason, in English; nothing of what stands there. */
  readonly why: string
}
