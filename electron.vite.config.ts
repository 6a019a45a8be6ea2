import { defineConfig } from 'electron-vite'
import react from '@vitejs/plugin-react'

// The oldest runtime the output must run on: Electron 33 (Node 20.18, Chromium 130). See docs/decisions.
const NODE = 'node20.18'
const CHROME = 'chrome130'

export default defineConfig({
  main: {
    build: {
      target: NODE,
      // Bundled: one file is read faster than fifty. `ws` looks for two optional speed-ups that are not installed.
      externalizeDeps: {
        exclude: ['electron-store', 'zod', 'ws', 'i18next', 'pino'],
        include: ['bufferutil', 'utf-8-validate']
      },
      rolldownOptions: {
        input: { index: 'src/main/index.ts', 'demo-centre': 'src/simulator/index.ts' }
      }
    }
  },
  // A sandboxed preload must be CommonJS.
  preload: {
    build: {
      target: NODE,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: 'src/renderer',
    build: {
      target: CHROME,
      // Less to read and compile before the first paint.
      minify: true,
      // Read from disk, not from a network.
      chunkSizeWarningLimit: 1_000,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          main: 'src/renderer/main.html',
          panel: 'src/renderer/panel.html',
          wallboard: 'src/renderer/wallboard.html'
        }
      }
    },
    plugins: [react()]
  }
})
