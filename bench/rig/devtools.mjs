import { WebSocket } from 'ws'

const STEP_MS = 5_000
const POLL_MS = 100

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

async function evaluate(target, expression) {
  const socket = new WebSocket(target, { perMessageDeflate: false })
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the window does not answer')), STEP_MS)
      socket.on('error', reject)
      socket.on('open', () => {
        socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, returnByValue: true } }))
      })
      socket.on('message', (data) => {
        const { id, result } = JSON.parse(data.toString())
        if (id !== 1) return
        clearTimeout(timer)
        resolve(result?.result?.value)
      })
    })
  } finally {
    socket.terminate()
  }
}

/**
 * Asks the application's windows, over the debugging port it printed, until one answers `expression` with something, or
 * `withinMs` have passed. Asks every 100 ms at most, and only from `afterMs` on, so that asking is not what is measured.
 */
export async function askWindow(app, expression, { afterMs, withinMs }) {
  const [, host] = await app.prints(/DevTools listening on ws:\/\/([^/]+)\//, withinMs)
  await pause(Math.max(0, app.startedMs + afterMs - Date.now()))
  const endMs = app.startedMs + withinMs
  while (Date.now() < endMs) {
    const targets = await (await fetch(`http://${host}/json/list`, { signal: AbortSignal.timeout(STEP_MS) })).json()
    for (const { type, webSocketDebuggerUrl } of targets) {
      if (type !== 'page' || !webSocketDebuggerUrl) continue
      const value = await evaluate(webSocketDebuggerUrl, expression)
      if (value) return value
    }
    await pause(POLL_MS)
  }
  return undefined
}
