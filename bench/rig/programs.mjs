import { startChild } from '../../scripts/lib/child.mjs'
import { root } from '../../scripts/lib/paths.mjs'
import { needsNoSandbox } from '../../scripts/lib/app-arguments.mjs'

/** Output kept for the message when something fails. */
const KEPT_CHARS = 8_000
const QUIT_MS = 6_000

const running = new Set()

/** Ends whatever is still running, for a bench that is given up. */
export async function stopPrograms() {
  await Promise.all([...running].map((program) => program.stop()))
}

/** Starts a program, keeps what it prints last and knows when it was started (epoch ms). */
export function startProgram(command, args) {
  const startedMs = Date.now()
  const { child, ended, stop } = startChild(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const readers = new Set()
  const keep = (chunk) => {
    output = (output + chunk).slice(-KEPT_CHARS)
    for (const read of readers) read()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const program = {
    pid: child.pid,
    startedMs,
    output: () => output,
    /** Waits for a line to be printed that fits; answers the match. */
    prints(pattern, withinMs) {
      return new Promise((resolve, reject) => {
        const settle = (finish, value) => {
          clearTimeout(timer)
          readers.delete(read)
          finish(value)
        }
        const read = () => {
          const match = pattern.exec(output)
          if (match) settle(resolve, match)
        }
        const timer = setTimeout(() => settle(reject, new Error(`it never printed ${pattern}:\n${output}`)), withinMs)
        readers.add(read)
        void ended.then(({ code, signal, error }) => {
          read()
          settle(reject, new Error(`it ended (${error?.message ?? signal ?? code}):\n${output}`))
        })
        read()
      })
    },
    async stop() {
      running.delete(program)
      await stop(QUIT_MS)
    }
  }
  running.add(program)
  return program
}

/** Root can't have Chromium's sandbox; everybody else measures with it. */
const SANDBOX = needsNoSandbox() ? ['--no-sandbox'] : []

/** Electron on `entry` (the project itself, or a file), with `switches` for Electron and `args` for the application. */
export const startElectron = (executable, { entry = root, switches = [], args = [] }) =>
  startProgram(executable, [...SANDBOX, ...switches, entry, ...args])
