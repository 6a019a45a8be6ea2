import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchAnswer, BenchQuestion } from './bench-questions.ts'

const START_MS = 15_000

export interface NetworkBench {
  ask(question: BenchQuestion): Promise<BenchAnswer>
  /** `net.fetch` of the bench as a `fetch` of this process. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  close(): Promise<void>
}

/** A real Electron that answers over the channel between parent and child. `home` is where it looks for the user's certificates. */
export async function startBench(electron: string, main: string, home?: string): Promise<NetworkBench> {
  const userData = mkdtempSync(join(tmpdir(), 'floorwatch-bench-'))
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(electron, [...asRoot, `--user-data-dir=${userData}`, main], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...(home === undefined ? {} : { HOME: home }) }
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  const waiting = new Map<number, (answer: BenchAnswer) => void>()
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.on('message', (message) => {
    const { id, said: answer } = message as { readonly id: number; readonly said: BenchAnswer } // as: from bench-main.ts
    waiting.get(id)?.(answer)
    waiting.delete(id)
  })
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the bench did not start:\n${said}`)), START_MS)
    waiting.set(0, () => {
      clearTimeout(late)
      resolve()
    })
  })
  let last = 0
  const post = (question: BenchQuestion): { readonly id: number; readonly answer: Promise<BenchAnswer> } => {
    const id = ++last
    const answer = new Promise<BenchAnswer>((resolve) => waiting.set(id, resolve))
    child.send({ id, question })
    return { id, answer }
  }
  return {
    ask: (question) => post(question).answer,
    async fetch(url, { signal, ...init }) {
      const { id, answer } = post({ ask: 'fetch', url, init })
      signal?.addEventListener('abort', () => child.connected && child.send({ id, question: null }))
      const { status = 0, headers = [], body = '', error } = await answer
      if (error !== undefined) throw new TypeError(error)
      const bytes = Buffer.from(body, 'base64')
      return new Response(bytes.length > 0 ? bytes : null, {
        status,
        headers: headers.map(([name, value]): [string, string] => [name, value])
      })
    },
    async close() {
      if (child.connected) child.disconnect()
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await exited
      clearTimeout(late)
      rmSync(userData, { recursive: true, force: true })
    }
  }
}
