/** Where a text went out. */
export type Outlet = 'http' | 'socket'

/** Sees every text the demo centre sends, in order: for logs and for proving that the same seed says the same. */
export interface Recorder {
  sent(outlet: Outlet, text: string): void
}

export const noRecorder: Recorder = {
  sent() {
    // Nobody asked for a log.
  }
}
