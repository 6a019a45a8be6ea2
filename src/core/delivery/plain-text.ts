/** Longest parts of a notice, in characters as people count them. A desktop shows less; what it takes must have an end. */
export const NOTICE_LIMITS = { title: 200, line: 200, lines: 10 } as const
/** A name longer than this would push the value out of sight. */
export const NAME_LIMIT = 60

/** Marks that turn the direction of what follows: a name with one of them would have the value read backwards. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
/** Line breaks are told apart by the caller. */
const UNSEEN = /[^\P{Cc}\n]/gu

/** What a desktop can show: no control characters, no half characters, nothing that turns the direction. Line breaks stay. */
export function printable(text: string): string {
  return text
    .replace(TURNS, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\u2028\u2029]|\r\n?/g, '\n')
    .replace(UNSEEN, ' ')
}

/** At most so many characters, the last of them a mark that something is missing. Characters of two halves stay whole. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text
  const parts = Array.from(text)
  return parts.length <= limit
    ? text
    : `${parts
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`
}

const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ').trim()

/** A name within a sentence: one line, and short enough for the rest to be seen. */
export function nameInLine(name: string): string {
  return shortened(oneLine(name), NAME_LIMIT)
}

/** Title in one line, body in a few, each of them with an end. Markup is left to who knows the desktop. */
export function noticeText({ title, body }: { readonly title: string; readonly body: string }): {
  readonly title: string
  readonly body: string
} {
  const lines = printable(body)
    .split('\n')
    .map((line) => shortened(line.trim(), NOTICE_LIMITS.line))
    .filter((line) => line !== '')
  const kept = lines.length <= NOTICE_LIMITS.lines ? lines : [...lines.slice(0, NOTICE_LIMITS.lines - 1), '…']
  return { title: shortened(oneLine(title), NOTICE_LIMITS.title), body: kept.join('\n') }
}
