import type { Call, Reply } from '../http/reply.ts'
import { detail } from './access.ts'

/** Small, so that every client meets several pages. */
const PAGE_SIZE = 2

/** One page of a list, with a cursor whose form is nobody's business. */
export function paged(call: Call, baseUrl: string, items: readonly unknown[]): Reply {
  const cursor = call.query.get('cursor')
  const from = cursor === null ? 0 : Number.parseInt(cursor, 16)
  if (!Number.isInteger(from) || from < 0 || from % PAGE_SIZE !== 0) return detail(404, 'Invalid cursor')
  const address = (start: number): string => `${baseUrl}${call.path}?cursor=${start.toString(16).padStart(8, '0')}`
  return {
    status: 200,
    body: {
      next: from + PAGE_SIZE < items.length ? address(from + PAGE_SIZE) : null,
      previous: from > 0 ? address(Math.max(0, from - PAGE_SIZE)) : null,
      results: items.slice(from, from + PAGE_SIZE)
    }
  }
}
