import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Looks for secrets in bytes, in every form a program may give them. Shares nothing with what the application hides them by. */

/** The signs of base64 that belong to the secret alone, when so many bytes stand in front of it. */
function insideBase64(secret: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before, 0x20), secret, Buffer.alloc(3, 0x20)]).toString('base64')
  const firstBit = before * 8
  const lastBit = (before + secret.length) * 8
  return text.slice(Math.ceil(firstBit / 6), Math.floor(lastBit / 6))
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)
const toHex = (text: string): string => Buffer.from(text).toString('hex')
const percent = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const asEntities = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

function formsOf(secret: string): readonly (readonly [string, Buffer])[] {
  const little = Buffer.from(secret, 'utf16le')
  const texts: (readonly [string, string])[] = [
    ['plain', secret],
    ['JSON', inJson(secret)],
    ['JSON in JSON', inJson(inJson(secret))],
    ['address', encodeURIComponent(secret)],
    ['address, lower case', encodeURIComponent(secret).replace(/%../g, (one) => one.toLowerCase())],
    ['address, every byte', percent(secret)],
    ['form', new URLSearchParams({ a: secret }).toString().slice(2)],
    ['entities', asEntities(secret)],
    ['hex', toHex(secret)],
    ['HEX', toHex(secret).toUpperCase()]
  ]
  texts.push(['JSON in an address', encodeURIComponent(inJson(secret))])
  const bodies: Readonly<Record<string, string>> = {
    base64: secret,
    'base64 of JSON': inJson(secret),
    'base64 of an address': encodeURIComponent(secret),
    'base64 of a form': new URLSearchParams({ a: secret }).toString().slice(2)
  }
  for (const [name, body] of Object.entries(bodies)) {
    for (const before of [0, 1, 2]) {
      const core = insideBase64(Buffer.from(body), before)
      const inUrl = core.replaceAll('+', '-').replaceAll('/', '_')
      texts.push([`${name} +${before}`, core], [`${name} +${before}, in an address`, inUrl])
    }
  }
  return [
    ...texts.map(([name, text]) => [name, Buffer.from(text)] as const),
    ['UTF-16', little],
    ['UTF-16, big end first', Buffer.from(little).swap16()]
  ]
}

export interface Found {
  readonly where: string
  /** Which secret, by the name it was given, never itself: a report is no place for it either. */
  readonly secret: string
  readonly form: string
}

export interface LeakScan {
  inBytes(where: string, bytes: Buffer | string): readonly Found[]
  /** Every file below the folder; files that go away meanwhile are passed over. */
  inFolder(where: string, folder: string): { readonly searched: readonly string[]; readonly found: readonly Found[] }
}

/** `secrets` by a name for the report. Short ones would be found by chance. */
export function createLeakScan(secrets: Readonly<Record<string, string>>): LeakScan {
  const entries = Object.entries(secrets)
  if (entries.length === 0) throw new Error('there is no secret to look for')
  const short = entries.filter(([, secret]) => secret.length < 8)
  if (short.length > 0) throw new Error(`too short to be looked for: ${short.map(([name]) => name).join(', ')}`)
  const wanted = entries.flatMap(([name, secret]) => formsOf(secret).map(([form, bytes]) => ({ name, form, bytes })))

  function inBytes(where: string, given: Buffer | string): readonly Found[] {
    const bytes = typeof given === 'string' ? Buffer.from(given) : given
    return wanted.filter((one) => bytes.includes(one.bytes)).map(({ name, form }) => ({ where, secret: name, form }))
  }
  return {
    inBytes,
    inFolder(where, folder) {
      const searched: string[] = []
      const found: Found[] = []
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue
        const path = join(entry.parentPath, entry.name)
        let bytes: Buffer
        try {
          bytes = readFileSync(path)
        } catch {
          continue
        }
        searched.push(entry.name)
        found.push(...inBytes(`${where}: ${path.slice(folder.length + 1)}`, bytes))
      }
      return { searched, found }
    }
  }
}
