import type { RequestOutput } from '../../../contract/requests.ts'
import type { Translate } from '../../text/catalogue.ts'
import type { Format } from '../../text/use-text.ts'

type Display = RequestOutput<'wallboard:displays'>['displays'][number]

/** A display as people tell it from others: its name, or its place among them, and its size. */
export function displayText(
  { t, format }: { readonly t: Translate; readonly format: Format },
  { label, width, height }: Display,
  index: number
): string {
  const name = label || t('wallboard.unnamed', { place: format.number(index + 1) })
  return t('wallboard.display', { label: name, width, height })
}
