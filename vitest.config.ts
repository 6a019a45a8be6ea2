import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// Set before any worker starts: a worker that already knows its zone keeps it.
process.env['TZ'] = 'UTC'

const project = (name: string, include: readonly string[], exclude: readonly string[] = []) => ({
  extends: true as const,
  test: { name, include: [...include], exclude: [...exclude], environment: 'node' }
})

export default defineConfig({
  test: {
    env: { TZ: 'UTC' },
    allowOnly: false,
    passWithNoTests: false,
    retry: 0,
    testTimeout: 10_000,
    hookTimeout: 20_000,
    teardownTimeout: 5_000,
    unstubGlobals: true,
    unstubEnvs: true,
    restoreMocks: true,
    reporters: ['default', 'json', 'junit'],
    outputFile: { json: 'test-results/vitest.json', junit: 'test-results/vitest.xml' },
    projects: [
      project('unit', ['test/unit/**/*.test.{ts,mjs}'], ['test/unit/renderer/**']),
      {
        extends: true,
        plugins: [react()],
        test: { name: 'renderer', include: ['test/unit/renderer/**/*.test.{ts,tsx}'], environment: 'jsdom' }
      },
      project('contract', ['test/contract/**/*.test.ts']),
      project('defects', ['test/defects/**/*.test.ts']),
      {
        ...project('faults', ['test/faults/**/*.test.ts']),
        // Real sockets and real time, which is mostly waiting: several at once, but not beside what needs the processor.
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          environment: 'node',
          testTimeout: 40_000,
          maxWorkers: 4,
          sequence: { groupOrder: 1 }
        }
      },
      {
        ...project('kill', ['test/kill/**/*.test.ts']),
        // Processes that are started and killed, two at a time.
        test: {
          name: 'kill',
          include: ['test/kill/**/*.test.ts'],
          environment: 'node',
          testTimeout: Number(process.env['FLOORWATCH_KILLS'] ?? 108) * 2_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 }
        }
      },
      {
        ...project('architecture', ['test/architecture/**/*.test.ts']),
        // Each of these runs a whole tool over a whole tree.
        test: {
          name: 'architecture',
          include: ['test/architecture/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000
        }
      }
    ]
  }
})
