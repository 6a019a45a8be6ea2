import { app } from 'electron'

/** Newest Electron the code is written for; older than this is a development fallback, out of support. */
const SUPPORTED_MAJOR = 43

export function isLegacyRuntime(): boolean {
  return Number.parseInt(process.versions.electron, 10) < SUPPORTED_MAJOR
}

/** For "about" and support: which runtime this is. */
export function describeRuntime(): string {
  const kind = app.isPackaged ? 'packaged' : isLegacyRuntime() ? 'development fallback' : 'development'
  return `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}, Node ${process.versions.node}, ${kind}`
}
