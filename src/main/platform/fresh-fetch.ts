import type { Session } from 'electron'

type Fetch = (url: string, init: RequestInit) => Promise<Response>
type OwnSession = Pick<Session, 'fetch' | 'closeAllConnections'>

/**
 * A `fetch` for requests that must not go out twice. Chromium repeats by itself, whatever the method, what breaks without an answer on a
 * connection that was used before: something would be made twice, and nobody be told. So each such request goes over connections of its
 * own: a session of Chromium that has none left. Sessions last as long as the program, so they are used again; there are as many as such
 * requests under way at the same time.
 */
export function createFreshFetch(newSession: (name: string) => OwnSession): Fetch {
  const free: OwnSession[] = []
  let made = 0

  return async (url, init) => {
    const session = free.pop() ?? newSession(`once-${String(made++)}`)
    const release = (): void => void free.push(session)
    // The adapters' HTTP aborts every exchange at its end, after the body was read: from then on the session is free.
    init.signal?.addEventListener('abort', release, { once: true })
    await session.closeAllConnections()
    return session.fetch(url, init)
  }
}
