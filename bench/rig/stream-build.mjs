import path from 'node:path'
import { build } from 'vite'
import { root } from '../../scripts/lib/paths.mjs'

/** Builds the stream measure for Node, with the product's own target. Answers the file to import. */
export async function buildStream() {
  const outDir = path.join(root, 'node_modules', '.cache', 'bench', 'stream')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: path.join(root, 'bench', 'stream', 'main.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20.18',
      minify: false,
      rollupOptions: { output: { entryFileNames: '[name].mjs' } }
    },
    // As in the product's build.
    ssr: { noExternal: ['zod'] }
  })
  return path.join(outDir, 'main.mjs')
}
