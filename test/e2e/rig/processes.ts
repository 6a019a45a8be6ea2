import { readdirSync, readFileSync } from 'node:fs'

interface Process {
  readonly pid: number
  readonly parent: number
  /** Ended, and nobody has asked for its exit code yet. */
  readonly isOver: boolean
  /** With the number it is one process for good: numbers are used again. */
  readonly startedAt: string
}

function processOf(pid: string): Process[] {
  try {
    // The name may hold blanks and brackets of its own.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const [state = '', parent = ''] = fields
    return [{ pid: Number(pid), parent: Number(parent), isOver: state === 'Z', startedAt: fields[19] ?? '' }]
  } catch {
    return [] // Gone meanwhile.
  }
}

const allProcesses = (): Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(processOf)

/** The process and everything it has started, down to the last. Linux only. */
export function familyOf(pid: number): readonly Process[] {
  const all = allProcesses()
  const found = all.filter((one) => one.pid === pid)
  for (const parent of found) found.push(...all.filter((one) => one.parent === parent.pid))
  return found
}

/** Those that still run. */
export function stillRunning(family: readonly Process[]): readonly number[] {
  const now = allProcesses().filter(({ isOver }) => !isOver)
  return family
    .filter((one) => now.some(({ pid, startedAt }) => pid === one.pid && startedAt === one.startedAt))
    .map(({ pid }) => pid)
}
