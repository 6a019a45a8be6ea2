import path from 'node:path'
import { build } from 'vite'
import { root } from '../../scripts/lib/paths.mjs'

/** Builds `bench/<name>/main.ts` for Node, with the product's own target. Answers the file to import. */
export async function buildBench(name) {
  const outDir = path.join(root, 'node_modules', '.cache', 'bench', name)
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: path.join(root, 'bench', name, 'main.ts'),
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
