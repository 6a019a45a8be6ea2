import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Ready } from '../../../src/simulator/ready.ts'

const root = new URL('../../..', import.meta.url).pathname
/** Below the project, so that the built file finds its packages. */
const outDir = mkdtempSync(join(root, 'node_modules/.cache-demo-centre-'))
const children = new Set<ChildProcess>()

beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'src/simulator/index.ts', outDir, target: 'node20.18', emptyOutDir: true }
  })
}, 60_000)
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})
afterAll(() => rmSync(outDir, { recursive: true, force: true }))

interface Run {
  readonly child: ChildProcess
  readonly output: () => string
  readonly errors: () => string
  readonly exit: Promise<number | null>
}

function run(args: readonly string[], withChannel = false): Run {
  const child = spawn(process.execPath, [join(outDir, 'index.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', ...(withChannel ? (['ipc'] as const) : [])]
  })
  children.add(child)
  let output = ''
  let errors = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const exit = once(child, 'close').then(([code]) => code as number | null)
  return { child, output: () => output, errors: () => errors, exit }
}

async function readyLine(started: Run): Promise<Ready> {
  while (!started.output().includes('\n')) await once(started.child.stdout!, 'data')
  return JSON.parse(started.output()) as Ready
}

describe('the demo centre as a process', () => {
  it('says in one line that it is ready, serves, and ends cleanly when asked to', async () => {
    const started = run(['--scenario', 'monday-rush', '--control-token', 'T'])
    const ready = await readyLine(started)
    expect(ready).toMatchObject({ type: 'ready', scenario: 'monday-rush', speed: 1, seed: 1 })
    const answer = await fetch(ready.control.url, { headers: { authorization: 'Bearer T' } })
    expect(answer.status).toBe(200)
    started.child.kill('SIGTERM')
    expect(await started.exit).toBe(0)
    expect(started.output().trimEnd().split('\n')).toHaveLength(1)
    expect(started.errors()).toBe('')
  }, 30_000)

  it('ends when its parent is gone', async () => {
    const started = run([], true)
    await readyLine(started)
    // Node never tells the close of a child whose channel was cut from here; its exit it does.
    started.child.disconnect()
    const [code] = (await once(started.child, 'exit')) as [number | null]
    expect(code).toBe(0)
  }, 30_000)

  it('says which port is taken and what to do, and exits with 3', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address() as AddressInfo
    const started = run(['--port', String(port)])
    expect(await started.exit).toBe(3)
    expect(started.errors()).toContain(`127.0.0.1:${port}`)
    expect(started.errors()).toContain('--port N')
    expect(started.output()).toBe('')
    holder.close()
  }, 30_000)

  it('exits with 2 and the usage on an argument it does not know', async () => {
    const started = run(['--sped', '2'])
    expect(await started.exit).toBe(2)
    expect(started.errors()).toMatch(/--sped[^]*usage: demo-centre/)
  }, 30_000)
})
