import type { Faults } from '../faults.ts'
import type { Call, Reply } from '../http/reply.ts'
import { detail } from './access.ts'

export interface Paging {
  readonly baseUrl: string
  readonly form: Faults['giosgPaging']
  readonly size: number
}

/** Small, so that every client meets several pages. */
export const SMALL_PAGE = 2
export const LARGE_PAGE = 100

/** The older form, by numbers. */
function numbered(call: Call, { baseUrl, size }: Paging, items: readonly unknown[]): Reply {
  const pages = Math.max(1, Math.ceil(items.length / size))
  const page = Number(call.query.get('page') ?? '1')
  if (!Number.isInteger(page) || page < 1 || page > pages) return detail(404, 'Invalid page.')
  const address = (other: number): string | null =>
    other < 1 || other > pages ? null : `${baseUrl}${call.path}?page=${other}&page_size=${size}`
  return {
    status: 200,
    body: {
      count: items.length,
      per_page: size,
      num_pages: pages,
      current_page: page,
      next_page: page < pages ? page + 1 : null,
      previous_page: page > 1 ? page - 1 : null,
      next_page_url: address(page + 1),
      previous_page_url: address(page - 1),
      results: items.slice((page - 1) * size, page * size)
    }
  }
}

/** One page of a list, with a cursor whose form is nobody's business. */
export function paged(call: Call, paging: Paging, items: readonly unknown[]): Reply {
  const { form, size } = paging
  if (form === 'bare') return { status: 200, body: items }
  if (form === 'numbered') return numbered(call, paging, items)
  const baseUrl = form === 'elsewhere' ? paging.baseUrl.replace('127.0.0.1', 'localhost') : paging.baseUrl
  const cursor = call.query.get('cursor')
  const from = cursor === null ? 0 : Number.parseInt(cursor, 16)
  if (!Number.isInteger(from) || from < 0 || from % size !== 0) return detail(404, 'Invalid cursor')
  const address = (start: number): string => `${baseUrl}${call.path}?cursor=${start.toString(16).padStart(8, '0')}`
  return {
    status: 200,
    body: {
      next: from + size < items.length ? address(from + size) : null,
      previous: from > 0 ? address(Math.max(0, from - size)) : null,
      results: items.slice(from, from + size)
    }
  }
}
