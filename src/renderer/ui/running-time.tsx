import { useNow } from '../state/hooks.ts'
import { useFormat } from '../text/use-text.ts'

/** Time since a moment as m:ss, counted up here each second. */
export function RunningTime({ sinceMs }: { readonly sinceMs: number }) {
  return <time>{useFormat().duration(useNow() - sinceMs)}</time>
}
