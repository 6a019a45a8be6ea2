import { spawn } from 'node:child_process'

/**
 * Starts a program that runs beside this one. It gets a process group of its own: the Ctrl-C of a terminal then reaches this
 * process alone, which ends its children in the right order (the app before the display it draws on).
 */
export function startChild(command, args, options = {}) {
  const detached = process.platform !== 'win32'
  const child = spawn(command, args, { detached, stdio: 'ignore', windowsHide: false, ...options })
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  let running = true
  void ended.then(() => (running = false))

  /** To the whole group, so that nothing the program started outlives it. */
  const kill = (signal) => {
    try {
      if (detached && child.pid !== undefined) process.kill(-child.pid, signal)
      else child.kill(signal)
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }

  return {
    child,
    /** Resolves with `{ code, signal, error? }`, never rejects. */
    ended,
    /** Asks first (the program alone), and after `graceMs` insists (its whole group). */
    async stop(graceMs = 5_000) {
      if (running) {
        child.kill('SIGTERM')
        let timer
        const late = new Promise((resolve) => (timer = setTimeout(resolve, graceMs)))
        await Promise.race([ended, late])
        clearTimeout(timer)
      }
      if (detached) kill('SIGKILL')
      else if (running) kill('SIGKILL')
      return ended
    },
    killNow: () => kill('SIGKILL')
  }
}
