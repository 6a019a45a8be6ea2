import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { until } from './desktop.ts'
import { printedLines } from './printed-lines.ts'

const QUIT_MS = 10_000

export const projectDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

export interface RunningApp {
  readonly electron: ElectronApplication
  readonly profile: string
  /** Status lines so far, without their time. */
  lines(): readonly string[]
  line(pattern: RegExp, withinMs?: number): Promise<string>
  /** The window with this page, opened if need be through the tray by the test. */
  page(name: 'main' | 'panel' | 'wallboard', withinMs?: number): Promise<Page>
  /** Rejects when the application had to be killed. */
  quit(): Promise<void>
  /** As a crash would. */
  kill(): Promise<void>
}

export function freshProfile(): string {
  return mkdtempSync(join(tmpdir(), 'floorwatch-e2e-'))
}

export function electronPath(): string {
  const executablePath = process.env['FLOORWATCH_TEST_ELECTRON']
  if (!executablePath || !existsSync(executablePath))
    throw new Error('FLOORWATCH_TEST_ELECTRON names no Electron: run the tests with npm test')
  return executablePath
}

/** Root can't have Chromium's sandbox: the same switch as `npm start` gives. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** In front of a command (`under`): root may write anywhere, and so started it may not, like everybody else. */
export const boundByFileRights: readonly string[] =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : []

/** Where hosts have to be asked directly, whatever proxy this environment names. */
export const withoutProxy: Readonly<Record<string, undefined>> = Object.fromEntries(
  ['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) => [
    [name, undefined],
    [name.toUpperCase(), undefined]
  ])
)

/** A start that is expected to end by itself. Killed after 20 s. */
export async function runToEnd(
  args: readonly string[],
  under: readonly string[] = [],
  env: Readonly<Record<string, string>> = {}
): Promise<{ readonly code: number | null; readonly output: string }> {
  const [program, ...first] = [...under, electronPath()]
  const child = spawn(program, [...first, ...asRoot, projectDir, ...args], {
    cwd: projectDir,
    env: { ...process.env, ...env },
    timeout: 20_000,
    killSignal: 'SIGKILL'
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output }
}

function environment(over: Readonly<Record<string, string | undefined>> = {}): Record<string, string> {
  const all = Object.entries({ ...process.env, ...over })
  return Object.fromEntries(all.filter((one): one is [string, string] => one[1] !== undefined))
}

/** Starts the built application as `npm start` does, on the display and the message bus of this test run. */
export async function launchApp(
  given: {
    readonly profile?: string
    readonly args?: readonly string[]
    /** Chromium's own. */
    readonly switches?: readonly string[]
    /** Added to the environment of the tests; undefined takes a variable away. */
    readonly env?: Readonly<Record<string, string | undefined>>
    /** The start of the command line, when another program is to start Electron. Not on Windows. */
    readonly under?: readonly string[]
  } = {}
): Promise<RunningApp> {
  const profile = given.profile ?? freshProfile()
  const printed = printedLines(electronPath(), given.under ?? [])
  const electron = await _electron.launch({
    executablePath: printed.executablePath,
    cwd: projectDir,
    args: [
      ...asRoot,
      ...(given.switches ?? []),
      projectDir,
      '--print-status',
      '--profile',
      profile,
      ...(given.args ?? [])
    ],
    env: environment(given.env)
  })
  const child = electron.process()
  printed.attach(child)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))

  return {
    electron,
    profile,
    lines: () => printed.lines(),
    line: (pattern, withinMs = 15_000) =>
      until(() => printed.lines().find((line) => pattern.test(line)), 'a line', withinMs).catch(() => {
        throw new Error(`${withinMs} ms and no line like ${String(pattern)} in\n${printed.lines().join('\n')}`)
      }),
    page: (name, withinMs = 15_000) =>
      until(
        () => electron.windows().find((page) => page.url().includes(`/${name}.html`)),
        `the ${name} window`,
        withinMs
      ),
    async quit() {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), QUIT_MS)
      await exited
      clearTimeout(late)
      if (child.signalCode === 'SIGKILL') throw new Error(`the application did not quit within ${QUIT_MS} ms`)
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    }
  }
}
