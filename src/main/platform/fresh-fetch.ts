import type { Session } from 'electron'

type Fetch = (url: string, init: RequestInit) => Promise<Response>
type OwnSession = Pick<Session, 'fetch' | 'closeAllConnections' | 'setSpellCheckerLanguages'>

/**
 * A `fetch` for requests that must not go out twice. Chromium repeats by itself, whatever the method, what breaks without an answer on a
 * connection that was used before: something would be made twice, and nobody be told. So each such request goes over connections of its
 * own: a session of Chromium that has none left. Sessions last as long as the program, so they are used again; there are as many as such
 * requests under way at the same time.
 */
export function createFreshFetch(newSession: (name: string) => OwnSession): Fetch {
  const free: OwnSession[] = []
  let made = 0

  function another(): OwnSession {
    const session = newSession(`once-${String(made++)}`)
    // It has no page, and would fetch dictionaries from Chromium's maker all the same.
    session.setSpellCheckerLanguages([])
    return session
  }

  return async (url, init) => {
    const session = free.pop() ?? another()
    const release = (): void => void free.push(session)
    // The adapters' HTTP aborts every exchange at its end, after the body was read: from then on the session is free.
    init.signal?.addEventListener('abort', release, { once: true })
    await session.closeAllConnections()
    return session.fetch(url, init)
  }
}
