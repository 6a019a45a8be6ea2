import { extname, isAbsolute, join, relative, sep } from 'node:path'

export const APP_SCHEME = 'floorwatch-app'
const APP_HOST = 'app'
/** Origin of every page of ours, as Electron reports it for a frame. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

/** Types of the files a build makes. Anything else is not served. */
const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2'
}

export interface Asset {
  readonly file: string
  readonly mime: string
}

/** True when `file` lies below `root`; both absolute. */
export function isBelow(root: string, file: string): boolean {
  const way = relative(root, file)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/**
 * The file an address of our scheme stands for, or undefined: another host, a path that leaves `root` however it is written, a NUL,
 * a backslash, a hidden file, or a type that no build makes. Says nothing about whether the file exists.
 */
export function resolveAsset(root: string, address: string): Asset | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST || url.username !== '' || url.password !== '') {
    return undefined
  }
  let path: string
  try {
    path = decodeURIComponent(url.pathname)
  } catch {
    return undefined
  }
  // Still encoded after one decoding, or a separator that only some systems take for one: nothing a build makes.
  if (/[\\%:\0]/.test(path)) return undefined
  const parts = path.split('/').filter((part) => part !== '')
  if (parts.some((part) => part.startsWith('.'))) return undefined
  const file = join(root, ...parts)
  const mime = MIME[extname(file).toLowerCase()]
  return mime !== undefined && isBelow(root, file) ? { file, mime } : undefined
}
