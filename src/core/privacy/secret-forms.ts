/** Shorter pieces of an encoded secret are also found in harmless text. */
const SHORTEST_PIECE = 8
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escapeOf = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`

function inAddress(text: string): string {
  // Half of a surrogate pair on its own can't be written as UTF-8: like everybody, a replacement stands for it.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
}

function bytesOf(text: string): readonly number[] {
  const parts = inAddress(text).match(/%[0-9A-F]{2}|[^%]/g) ?? []
  return parts.map((part) => (part.length === 3 ? parseInt(part.slice(1), 16) : part.charCodeAt(0)))
}

/** Every sign outside ASCII as `\uXXXX`, as careful writers of JSON have it. */
function asciiJson(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** As an HTML form writes it. */
function inForm(text: string): string {
  return inAddress(text)
    .replace(/[!'()~]/g, (sign) => escapeOf(sign.charCodeAt(0)))
    .replaceAll('%20', '+')
}

/** What all base64 texts have in common in which the bytes stand after `before` other ones: the signs that are theirs alone. */
function base64Core(bytes: readonly number[], before: number): string {
  const bits = [...Array.from({ length: before }, () => 0), ...bytes]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
  const groups = bits.match(/.{6}/g) ?? []
  const signs = groups.map((group) => BASE64[parseInt(group, 2)]).join('')
  return signs.slice(Math.ceil((before * 8) / 6))
}

/** The text as a parameter, with escapes in either case and escaped again. */
function asParameter(text: string): readonly string[] {
  return [inAddress(text), inForm(text), bytesOf(text).map(escapeOf).join('')].flatMap((form) => [
    form,
    form.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase()),
    encodeURIComponent(form)
  ])
}

/** The text in the alphabets for bytes, wherever it begins. */
function asBytes(text: string): readonly string[] {
  const bytes = bytesOf(text)
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const cores = [0, 1, 2].map((before) => base64Core(bytes, before)).filter(({ length }) => length >= SHORTEST_PIECE)
  return [hex, hex.toUpperCase(), ...cores, ...cores.map((core) => core.replaceAll('+', '-').replaceAll('/', '_'))]
}

/**
 * All texts in which a program may write this secret: in JSON, in an address, in a page, and each of these as bytes are written. The
 * longest first: cutting a short one out first would hide a longer one.
 */
export function secretForms(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const written = [
    ...[secret, json, asciiJson(json), json.replaceAll('/', '\\/'), JSON.stringify(json).slice(1, -1)],
    secret.replace(/[&<>"']/g, (sign) => HTML[sign] ?? sign)
  ]
  const escaped = [secret, json].flatMap(asParameter)
  const forms = new Set([...written, ...escaped, ...[secret, json, inAddress(secret), inForm(secret)].flatMap(asBytes)])
  return [...forms].sort((a, b) => b.length - a.length)
}
