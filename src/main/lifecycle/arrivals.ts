import { parseLink } from '../../core/links/link.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import type { AppArguments } from '../platform/arguments.ts'
import type { Bounds } from '../platform/window-place.ts'
import type { Windows } from '../platform/windows.ts'

/** What a start may ask to see. */
type Asked = Pick<AppArguments, 'open' | 'link'>

export interface Arrivals {
  /** The first start: hidden ones show only what they ask for by name. */
  first(given: Asked & Pick<AppArguments, 'hidden'>): void
  /** A later start, or one that was not understood. Somebody wants to see something: at least the overview. */
  show(given: Asked | undefined): void
}

/** Leads whoever comes from outside, by a link, a desktop action or a plain start, to the right window. */
export function createArrivals(deps: {
  readonly windows: Pick<Windows, 'open' | 'openPanel'>
  readonly problems: Pick<ProblemDesk, 'raise'>
  readonly logger: Logger
  readonly tray: () => Bounds | null
}): Arrivals {
  const { windows, problems, logger } = deps

  function follow(link: string): void {
    const target = parseLink(link)
    if (target) {
      windows.open(target)
      return
    }
    // Nothing of it is repeated anywhere: a stranger wrote it, and it may name somebody or hold a secret.
    logger.warn('a link was not understood', { length: link.length })
    problems.raise({ id: 'link', code: 'linkNotUnderstood', params: {} })
    windows.open({ view: 'connections' })
  }

  function show(given: Asked | undefined): void {
    if (given?.link !== undefined) follow(given.link)
    else if (given?.open === 'panel') windows.openPanel(deps.tray())
    else windows.open({ view: given?.open ?? 'overview' })
  }

  return {
    first(given) {
      if (!given.hidden || given.link !== undefined || given.open !== undefined) show(given)
    },
    show
  }
}
