const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** npm passes on a Ctrl-C that the terminal has already sent to everybody: the same key press arrives twice. */
const SAME_PRESS_MS = 1_000

/** From here on a request to end does not end this process by itself: `onFirst` and `onAgain` say what it does. */
export function listenForStop() {
  let askedAtMs
  let first
  let again
  const handle = () => {
    const nowMs = Date.now()
    if (askedAtMs === undefined) {
      askedAtMs = nowMs
      first?.()
    } else if (nowMs - askedAtMs > SAME_PRESS_MS) again?.()
  }
  for (const signal of SIGNALS) process.on(signal, handle)
  return {
    requested: () => askedAtMs !== undefined,
    /** Runs at once when the request has already come. */
    onFirst(run) {
      if (askedAtMs === undefined) first = run
      else run()
    },
    onAgain: (run) => (again = run),
    dispose() {
      for (const signal of SIGNALS) process.off(signal, handle)
    }
  }
}
