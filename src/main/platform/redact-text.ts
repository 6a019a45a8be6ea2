export const GONE = '[redacted]'

/** Names that carry a secret or a person, in any spelling (`appKey`, `app_key`, `X-App-Key`). */
const NAMES =
  'token|secret|passw|passphrase|authoriz|authoris|cookie|app[-_]?key|api[-_]?key|private[-_]?key|access[-_]?key|credential|bearer|jwt|e-?mail|phone|mobile|msisdn'
const NAMED = new RegExp(NAMES, 'i')

/** True for the name of a field whose value is never written. */
export function isSensitiveName(name: string): boolean {
  return NAMED.test(name)
}

/** Fields that name a person at work, and pieces of raw messages, which may. */
const PERSONAL =
  /^(?:agent|user|person|employee|supervisor)?[-_]?(?:display|first|last|full|login|user)[-_]?(?:name|id)$|^(?:agent|user)(?:name|id)$|login|^sample$/i

/** True for a field that is not written while names of people are hidden. */
export function isPersonalName(name: string): boolean {
  return PERSONAL.test(name)
}

const NAME = String.raw`(?:${NAMES})[\w.-]{0,64}`
/** `name: `, `"name": `, `name=`, the quotes escaped as often as the JSON around them asks for. */
const LEAD = String.raw`(${NAME}\\*["']?\s{0,4}[:=]\s{0,4})`

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // A quoted value; cut-off text may lack the closing quote.
  [new RegExp(String.raw`${LEAD}"(?:[^"\\]|\\[^])*(?:"|\\?$)`, 'gi'), `$1"${GONE}"`],
  [new RegExp(String.raw`${LEAD}'(?:[^'\\]|\\[^])*(?:'|\\?$)`, 'gi'), `$1'${GONE}'`],
  // The same in JSON inside JSON: up to the quote that is escaped exactly as the first one.
  [new RegExp(String.raw`${LEAD}(\\+)"(?:(?!(?<!\\)\2")[^])*(?:\2"|$)`, 'gi'), `$1$2"${GONE}$2"`],
  // A list or an object: its end is not told by its shape, so nothing after its beginning is kept.
  [new RegExp(String.raw`${LEAD}(?!\[redacted\])[[{][^]*$`, 'gi'), `$1${GONE}`],
  // `Authorization: Bearer x`: the scheme is no value.
  [/\b(bearer|token|basic|digest|negotiate)(\s+)(?!\[redacted\])[^\s"'\\,;&}]+/gi, `$1$2${GONE}`],
  [
    new RegExp(String.raw`${LEAD}(?!\\*["'[{]|(?:bearer|token|basic|digest|negotiate)\s)[^\s"'\\&,;}\])]+`, 'gi'),
    `$1${GONE}`
  ],
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g, GONE],
  [/(\/\/)[^/\s@"'\\]{1,200}@/g, `$1${GONE}@`],
  [/[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?:@|%(?:25){0,3}40)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+/gi, GONE],
  [
    /([?&;](?:pwd|pass|sig|signature|key|code|session\w{0,20}|sid|pin|auth|otp|state|nonce)=)[^\s&;"'\\#]+/gi,
    `$1${GONE}`
  ],
  [/\b(pwd|pin|signature)(\s{0,4}[:=]\s{0,4})[^\s&;,"'\\]+/gi, `$1$2${GONE}`],
  // Telephone numbers: of a link, in one piece with and without the country, in groups.
  [/\btel:[+\d().;=-]+/gi, `tel:${GONE}`],
  [/(?<![\w.:%-])(?:0\d{8,11}|[1-9]\d{10,11})(?![\w.:%-])/g, GONE],
  [/(?<![\w.:-])(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?![\w:-])/g, GONE],
  [/(?<![\w.])(?:\+|00)\d[\d\s().\/-]{6,18}\d(?!\w)/g, GONE],
  [/(?<![\w.:-])\(?0\d{1,5}\)?[\s/-]\d[\d\s/-]{4,12}\d(?![\w:])/g, GONE],
  // Long runs of letters and digits without a gap: keys, hashes, encoded blobs. Dashed ids stay readable.
  [/(?<![A-Za-z0-9+/_])(?=[A-Za-z0-9+/_]*\d)[A-Za-z0-9+/_]{40,}={0,2}/g, GONE]
]

/** Free text without what is a secret or a person, as far as its shape tells. */
export function redactText(text: string): string {
  return PATTERNS.reduce((clean, [pattern, by]) => clean.replace(pattern, by), text)
}
