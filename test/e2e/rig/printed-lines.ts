import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface PrintedLines {
  /** What to start instead of Electron. */
  readonly executablePath: string
  attach(app: ChildProcess): void
  /** Whole lines so far, without their time. */
  lines(): readonly string[]
}

const withoutTime = (text: string): string[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.replace(/^\S+Z /, ''))

const quoted = (word: string): string => `'${word}'`

/**
 * What the application prints, from its first line on. Playwright reads the pipe until the application is up, and what came before
 * would be lost: a small script in front of Electron sends stdout into a file instead. It becomes Electron, so the process id is
 * the application's own. `under` is a program that becomes Electron in its turn, such as `setpriv` with its arguments.
 */
function printedToFile(electron: string, under: readonly string[]): PrintedLines {
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-printed-'))
  const executablePath = join(folder, 'electron')
  const file = join(folder, 'lines.txt')
  writeFileSync(file, '')
  writeFileSync(executablePath, `#!/bin/sh\nexec ${[...under, electron].map(quoted).join(' ')} "$@" >> '${file}'\n`, {
    mode: 0o755
  })
  return { executablePath, attach: () => undefined, lines: () => withoutTime(readFileSync(file, 'utf8')) }
}

/** Where there is no such script, the lines before the application is up are lost. */
function printedToPipe(electron: string): PrintedLines {
  let text = ''
  return {
    executablePath: electron,
    attach: (app) => void app.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString('utf8'))),
    lines: () => withoutTime(text)
  }
}

export const printedLines = process.platform === 'win32' ? printedToPipe : printedToFile
