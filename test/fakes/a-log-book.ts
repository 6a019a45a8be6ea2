import type { LogBook, LogLine } from '../../src/core/log-line.ts'

/** A log in memory. */
export function aLogBook(lines: LogLine[] = []): LogBook & { readonly lines: () => readonly LogLine[] } {
  let kept = [...lines]
  return {
    folder: '/data/logs',
    failure: () => null,
    newest: (count) => kept.slice(Math.max(0, kept.length - count)),
    forgetBefore: (wallMs) => {
      kept = kept.filter(({ atMs }) => atMs >= wallMs)
    },
    lines: () => kept
  }
}
