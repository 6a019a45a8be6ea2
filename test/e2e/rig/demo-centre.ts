import { spawn, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { projectDir } from './launch.ts'

const readySchema = z.object({
  type: z.literal('ready'),
  port: z.number(),
  control: z.object({ url: z.string(), token: z.string() }),
  connections: z.array(z.record(z.string(), z.unknown())),
  more: z.array(z.record(z.string(), z.unknown()))
})
type Ready = z.infer<typeof readySchema>

const stateSchema = z.object({ sockets: z.number(), subscriptions: z.number() })

interface Additions {
  /** Beside those of the demo centre. */
  readonly connections?: readonly object[]
  readonly rules?: readonly unknown[]
  readonly settings?: object
}

/** A demo centre outside the application, so that a test can rush it, break it and kill it. */
export interface OutsideCentre {
  readonly port: number
  /** Every secret its connections have. */
  secrets(): string[]
  /** `over`: fields of the connections replaced, by system. */
  writeProvisioning(file: string, more?: Additions, over?: Readonly<Record<string, object>>): void
  control(change: object): Promise<void>
  /** What the centre itself says is open with it. */
  state(): Promise<{ readonly sockets: number; readonly subscriptions: number }>
  /** Settings and secrets of each system, as texts. */
  entries(): Record<'avaya' | 'giosg' | 'thoughtspot', Readonly<Record<string, string>>>
  /** As a crash would: SIGKILL, and every client is cut off. */
  kill(): Promise<void>
  /** On the port it had, with the same seed. */
  restart(): Promise<void>
}

const SECRETS = ['appKey', 'clientSecret', 'token'] as const

/** `more`: further arguments of its command line. */
export async function startOutsideCentre(
  scenario: string,
  seed = 1,
  more: readonly string[] = []
): Promise<OutsideCentre> {
  let child: ChildProcess | undefined
  let ready = await begin(0)

  async function begin(port: number): Promise<Ready> {
    const script = join(projectDir, 'out', 'main', 'demo-centre.js')
    const args = [script, '--port', String(port), '--scenario', scenario, '--seed', String(seed), ...more]
    const mine = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    child = mine
    const lines = createInterface({ input: mine.stdout })
    for await (const line of lines) return readySchema.parse(JSON.parse(line))
    throw new Error('the demo centre ended before it was ready')
  }

  async function ask(request: { readonly method?: string; readonly body?: string }): Promise<unknown> {
    const headers = { authorization: `Bearer ${ready.control.token}`, 'content-type': 'application/json' }
    const answer = await fetch(ready.control.url, { ...request, headers })
    if (!answer.ok) throw new Error(`control said ${String(answer.status)}: ${await answer.text()}`)
    return answer.json()
  }

  return {
    get port() {
      return ready.port
    },
    secrets: () =>
      ready.connections.flatMap((entry) =>
        SECRETS.flatMap((name) => (typeof entry[name] === 'string' ? [entry[name]] : []))
      ),
    writeProvisioning(file, more = {}, over = {}) {
      const settings = { targetTestIntervalMinutes: 5, weakSecretStorage: 'session', ...more.settings }
      const content = {
        version: 1,
        connections: [
          ...ready.connections.map((one) => ({ ...one, ...over[String(one['system'])] })),
          ...(more.connections ?? [])
        ],
        rules: more.rules ?? [],
        settings
      }
      writeFileSync(file, JSON.stringify(content), { mode: 0o600 })
    },
    async control(change) {
      await ask({ method: 'POST', body: JSON.stringify(change) })
    },
    state: async () => stateSchema.parse(await ask({})),
    entries() {
      const all = [...ready.connections, ...ready.more]
      const of = (system: string): Record<string, string> => {
        const entry = all.find((one) => one['system'] === system) ?? {}
        return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, String(value)]))
      }
      return { avaya: of('avaya'), giosg: of('giosg'), thoughtspot: of('thoughtspot') }
    },
    async kill() {
      const mine = child
      child = undefined
      if (!mine || mine.exitCode !== null) return
      const ended = new Promise((resolve) => mine.once('exit', resolve))
      mine.kill('SIGKILL')
      await ended
    },
    async restart() {
      ready = await begin(ready.port)
    }
  }
}
