import { describe, expect, it } from 'vitest'
import { listSchema, readAllPages } from '../../../../src/adapters/transport/paging.ts'
import { ok } from '../../../../src/core/result.ts'

const FIRST = 'https://api.example.com/list'

function read(pages: Readonly<Record<string, unknown>>) {
  const asked: string[] = []
  const all = readAllPages(FIRST, 'workflows', async (url) => {
    asked.push(url)
    return ok(listSchema.parse(pages[url]))
  })
  return { asked, all }
}

describe('reading a list to its end', () => {
  it('takes a bare array as the whole list', async () => {
    expect(await read({ [FIRST]: [1, 2] }).all).toEqual(ok([1, 2]))
  })

  it('follows absolute links until null', async () => {
    const pages = {
      [FIRST]: { results: [1], next: `${FIRST}?cursor=a`, previous: null },
      [`${FIRST}?cursor=a`]: { results: [2], next: `${FIRST}?cursor=b`, previous: FIRST },
      [`${FIRST}?cursor=b`]: { results: [3], next: null }
    }
    expect(await read(pages).all).toEqual(ok([1, 2, 3]))
  })

  it('follows the older form, relative links, and stops at an empty text', async () => {
    const pages = {
      [FIRST]: { count: 2, results: [1], next_page: 2, next_page_url: '/list?page=2' },
      [`${FIRST}?page=2`]: { count: 2, results: [2], next_page: null, next_page_url: '' }
    }
    expect(await read(pages).all).toEqual(ok([1, 2]))
  })

  it('refuses to leave the origin and does not ask there', async () => {
    const { all, asked } = read({ [FIRST]: { results: [1], next: 'https://evil.example/list?page=2' } })
    expect(await all).toMatchObject({ ok: false, failure: { code: 'unexpectedAnswer', step: 'workflows' } })
    expect(asked).toEqual([FIRST])
  })

  it('ends when pages link in a circle', async () => {
    const pages = { [FIRST]: { results: [1], next: '?p=2' }, [`${FIRST}?p=2`]: { results: [2], next: FIRST } }
    expect(await read(pages).all).toMatchObject({ ok: false, failure: { code: 'protocol' } })
  })

  it('ends when there is always one more page', async () => {
    let page = 0
    const all = await readAllPages(FIRST, 'workflows', async () => ok({ results: [], next: `?p=${++page}` }))
    expect(all).toMatchObject({ ok: false, failure: { code: 'protocol' } })
    expect(page).toBe(500)
  })
})
