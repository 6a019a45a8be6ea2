import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import type { DemoCentre } from '../../../src/simulator/demo-centre.ts'
import { centreOf, CONTROL } from './centre.ts'
import type { Centre } from './centre.ts'

/** A demo centre that the system can stop in its tracks: alive, its sockets open, and not a word. */
export interface CentreProcess {
  readonly centre: Centre
  stop(): void
  go(): void
}

const root = join(import.meta.dirname, '../../..')

/** The demo centre as the application runs it, a process of its own. Its `dispose` ends that process and no other. */
export async function startCentreProcess(): Promise<CentreProcess> {
  // Below the project, so that the built file finds its packages.
  const outDir = mkdtempSync(join(root, 'node_modules/.cache-demo-centre-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'src/simulator/index.ts', outDir, target: 'node20.18', emptyOutDir: true }
  })
  const args = ['--seed', '7', '--elapsed', '3600', '--control-token', CONTROL]
  const child = spawn(process.execPath, [join(outDir, 'index.js'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  while (!output.includes('\n')) await once(child.stdout, 'data')
  const centre = await centreOf(JSON.parse(output) as DemoCentre['ready'], () => {
    // Also one that is stopped ends by this.
    child.kill('SIGKILL')
    rmSync(outDir, { recursive: true, force: true })
  })
  return { centre, stop: () => void child.kill('SIGSTOP'), go: () => void child.kill('SIGCONT') }
}
