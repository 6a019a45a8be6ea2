import type { StateView } from '../../../contract/views.ts'
import type { Translate } from '../../text/catalogue.ts'
import type { Format } from '../../text/use-text.ts'

/** What runs in the demo centre, and how fast: one piece on the line, however narrow its place is. */
export function demoTitle({ scenario, speed }: NonNullable<StateView['demo']>, t: Translate, format: Format): string {
  return t('demo.title', { scenario: scenario.replaceAll(/[- ]/g, '\u00a0'), speed: format.number(speed) })
}
