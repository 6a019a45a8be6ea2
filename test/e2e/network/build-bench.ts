import { join } from 'node:path'
import { build } from 'vite'
import { projectDir } from '../rig/launch.ts'

/** Below the project, so that packages are found from there. */
const outDir = join(projectDir, 'test-results', 'network-bench')

/** Builds what runs inside Electron; answers its file. */
export async function buildBench(): Promise<string> {
  await build({
    configFile: false,
    root: projectDir,
    logLevel: 'warn',
    build: {
      ssr: join(import.meta.dirname, 'bench-main.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20.18',
      rolldownOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs' } }
    }
  })
  return join(outDir, 'main.mjs')
}
