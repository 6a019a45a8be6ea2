import { secretForms } from '../../core/privacy/secret-forms.ts'

const LONGEST = 200
const GONE = '[redacted]'

/** Shapes that are secrets or look too much like one to be shown. Order matters: the most specific first. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // Slack's tokens, and its webhook addresses, whose path is the secret.
  [/\bxox[a-z]-[\w-]{4,}/gi, GONE],
  [/(\bhooks\.slack\.com\/)[^\s"',;]+/gi, `$1${GONE}`],
  [/eyJ[\w-]{8,}(?:\.[\w-]+){0,2}/g, GONE],
  // With a digit in it, or long: "token is invalid" must stay readable.
  [/\b(Bearer|Token|Basic)\s+(?:(?=\S*\d)[^\s"',;]{4,}|[^\s"',;]{16,})/gi, `$1 ${GONE}`],
  [
    /(["']?\b(?:access_?token|refresh_?token|token|(?:incoming_?)?webhook_?url|client_?secret|secret_?key|secret|password|api_?key|app_?key|authorization)["']?\s*[:=]\s*)("[^"]*"?|'[^']*'?|[^\s&,;}]+)/gi,
    `$1${GONE}`
  ],
  [/(\/\/)[^/\s@]+@/g, `$1${GONE}@`],
  [/\b[A-Za-z0-9+/_]{40,}={0,2}/g, GONE]
]

/**
 * Text of the far side made fit for a failure's `detail` or a log line: one line, markup removed, at most 200 characters, free of
 * `known` secrets in whatever form they come back, and of everything that looks like one.
 */
export function redact(text: string, known: readonly string[] = []): string {
  let clean = text.slice(0, 20_000)
  for (const secret of known) {
    if (secret.length < 4) continue
    for (const form of secretForms(secret)) clean = clean.replaceAll(form, GONE)
  }
  clean = clean
    .replace(/<(script|style)\b[^]*?(?:<\/\1>|$)/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  for (const [pattern, by] of PATTERNS) clean = clean.replace(pattern, by)
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean
}
