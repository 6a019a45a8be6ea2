import * as z from 'zod'
import type { FailureStep } from '../../core/connections/failure.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from './failures.ts'
import { sameOriginLink } from './url-policy.ts'

/** More pages than any real list has; a server that links in circles ends here. */
const MAX_PAGES = 500

/** The forms a list comes in: bare, with `results` and `next`, or the older one with `next_page_url`. "No more" is null or empty. */
export const listSchema = z.union([
  z.array(z.unknown()).transform((results) => ({ results, next: null })),
  z
    .object({
      results: z.array(z.unknown()),
      next: z.string().nullish(),
      next_page_url: z.string().nullish()
    })
    .transform(({ results, next, next_page_url }) => ({ results, next: next ?? next_page_url ?? null }))
])

export interface ListPage<T> {
  readonly results: readonly T[]
  readonly next: string | null
}

/**
 * Follows a list to its end. Links may be absolute or relative, but never leave the origin of the page they stand on; a link already
 * followed or more than 500 pages are a `protocol` failure.
 */
export async function readAllPages<T>(
  firstUrl: string,
  step: FailureStep,
  readPage: (url: string) => Promise<Result<ListPage<T>>>
): Promise<Result<readonly T[]>> {
  const items: T[] = []
  const seen = new Set<string>()
  let url = firstUrl
  for (;;) {
    seen.add(url)
    const page = await readPage(url)
    if (!page.ok) return page
    for (const item of page.value.results) items.push(item)
    const { next } = page.value
    if (next === null || next === '') return ok(items)
    const link = sameOriginLink(url, next)
    if (link === undefined) return fail(failure('unexpectedAnswer', step, 'the next page is on another host'))
    if (seen.has(link) || seen.size >= MAX_PAGES)
      return fail(failure('protocol', step, 'the pages of the list do not end'))
    url = link
  }
}
