import path from 'node:path'
import { root } from './paths.mjs'

const PATHS = new Set(['--provision', '--profile', '--capture'])

/** The caller's own folder: npm changes to the project's before it runs a script. */
const callerFolder = () => process.env.INIT_CWD ?? process.cwd()

/** The app's arguments as given, with paths made absolute: they are meant from where the caller stands. */
export function appArguments(given, folder = callerFolder()) {
  return given.map((arg, i) => {
    const [, name, value] = /^(--[a-z-]+)=(.*)$/s.exec(arg) ?? []
    if (PATHS.has(name)) return `${name}=${path.resolve(folder, value)}`
    return PATHS.has(given[i - 1]) && !arg.startsWith('--') ? path.resolve(folder, arg) : arg
  })
}

export const has = (args, name) => args.some((arg) => arg === name || arg.startsWith(`${name}=`))

/** The value of `--seconds`, or undefined. What is no number is the app's to refuse. */
export function secondsOf(args) {
  const i = args.findIndex((arg) => arg === '--seconds' || arg.startsWith('--seconds='))
  if (i < 0) return undefined
  const value = Number(args[i].split('=')[1] ?? args[i + 1])
  return Number.isFinite(value) ? value : undefined
}

/** Electron's own arguments for this user and display, then the project, then the app's. */
export function electronArguments(appArgs, { display } = {}) {
  return [
    ...(needsNoSandbox() ? ['--no-sandbox'] : []),
    ...(display === 'wayland' ? ['--ozone-platform-hint=auto'] : []),
    root,
    ...appArgs
  ]
}

/** Chromium refuses to run as root with its sandbox on Linux. */
export const needsNoSandbox = () => process.platform === 'linux' && process.getuid() === 0
