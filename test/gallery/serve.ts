import react from '@vitejs/plugin-react'
import { join } from 'node:path'
import { build, createServer, preview, type InlineConfig } from 'vite'

/** The gallery's own build: nothing of it goes into the product, and nothing of the product is built for it. */

const folder = import.meta.dirname
const project = join(folder, '..', '..')

const config: InlineConfig = {
  root: folder,
  configFile: false,
  base: './',
  logLevel: 'warn',
  cacheDir: join(project, 'node_modules/.cache/gallery-vite'),
  plugins: [react()],
  build: {
    outDir: join(project, 'node_modules/.cache/gallery'),
    emptyOutDir: true,
    target: 'chrome130',
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: { input: { index: join(folder, 'index.html'), frame: join(folder, 'frame.html') } }
  },
  // This computer only.
  server: { host: '127.0.0.1', fs: { strict: true, allow: [project] } },
  preview: { host: '127.0.0.1', port: 0 }
}

export interface Served {
  /** Ends with a slash. */
  readonly address: string
  readonly close: () => Promise<void>
}

function addressOf(server: { address(): unknown } | null): string {
  const { port } = server?.address() as { readonly port: number }
  return `http://127.0.0.1:${String(port)}/`
}

/** For the eye: what is changed in the sources is seen at once. */
export async function serveLive(): Promise<Served> {
  const server = await createServer(config)
  await server.listen()
  return { address: addressOf(server.httpServer), close: () => server.close() }
}

/** For tests and cameras: built once. */
export async function serveBuilt(): Promise<Served> {
  await build(config)
  const server = await preview(config)
  return { address: addressOf(server.httpServer), close: () => server.close() }
}
