/** The three kinds of desktop the product knows. Anything that is neither Windows nor macOS behaves like Linux. */
export type System = 'windows' | 'macos' | 'linux'

/** The one place that asks which system this is. */
export function currentSystem(platform: string = process.platform): System {
  if (platform === 'win32') return 'windows'
  return platform === 'darwin' ? 'macos' : 'linux'
}

/** Always false on Windows, which has no such user. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0
}
