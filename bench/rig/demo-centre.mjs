import path from 'node:path'
import { root } from '../../scripts/lib/paths.mjs'
import { startProgram } from './programs.mjs'

const READY_WITHIN_MS = 15_000
const ANSWER_WITHIN_MS = 5_000

/** The demo centre beside, not below, what is measured. */
export async function startDemoCentre() {
  const file = path.join(root, 'out', 'main', 'demo-centre.js')
  const program = startProgram(process.execPath, [file, '--port', '0', '--seed', '1', '--scenario', 'quiet-day'])
  const [line] = await program.prints(/^\{"type":"ready".*\}$/m, READY_WITHIN_MS)
  const { control, connections } = JSON.parse(line)

  async function ask(init) {
    const answer = await fetch(control.url, {
      ...init,
      headers: { authorization: `Bearer ${control.token}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS)
    })
    if (!answer.ok) throw new Error(`the demo centre answers ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }

  return {
    connections,
    state: () => ask({}),
    setRate: (messagesPerSecond) => ask({ method: 'POST', body: JSON.stringify({ messagesPerSecond }) }),
    stop: program.stop
  }
}
