import { useNow } from '../state/hooks.ts'
import { useFormat } from '../text/use-text.ts'

/** Time since a moment as m:ss, counted up here each second. */
export function RunningTime({ sinceMs }: { readonly sinceMs: number }) {
  return <span>{useFormat().duration(useNow() - sinceMs)}</span>
}

/** Time until a moment as m:ss, counted down here; 0:00 from then on. */
export function RemainingTime({ untilMs }: { readonly untilMs: number }) {
  return <span>{useFormat().duration(untilMs - useNow())}</span>
}
