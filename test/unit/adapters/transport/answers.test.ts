import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { failureOfStatus, readJson } from '../../../../src/adapters/transport/answers.ts'
import { problemText } from '../../../../src/adapters/transport/problem.ts'

const context = { step: 'token' as const, wallMs: 0, secrets: ['hunter22'], explain: problemText }
const answered = (status: number, text: string, headers: Record<string, string> = {}) => ({ status, headers, text })
const wire = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../fixtures/wire/${name}`, import.meta.url), 'utf8'))

describe('what an answer means', () => {
  it.each([
    [400, 'rejected'],
    [401, 'badCredential'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [405, 'unexpectedAnswer'],
    [407, 'proxyLogin'],
    [415, 'rejected'],
    [429, 'rateLimited'],
    [418, 'unexpectedAnswer'],
    [500, 'serverError'],
    [503, 'serverError']
  ])('status %i is %s', (status, code) => {
    expect(failureOfStatus(answered(status, '{}'), context)).toMatchObject({ code, httpStatus: status })
  })

  it('a good status is no failure', () => expect(failureOfStatus(answered(204, ''), context)).toBeUndefined())

  it('a page in place of a refusal says nothing about the credential', () => {
    const page = answered(401, '<!doctype html><h1>Hotel</h1>', { 'content-type': 'text/html' })
    expect(failureOfStatus(page, context)).toMatchObject({ code: 'unexpectedAnswer', detail: 'Hotel' })
  })

  it('a busy server may answer with a page', () => {
    expect(failureOfStatus(answered(503, '<html>', { 'retry-after': '4' }), context)).toMatchObject({
      code: 'serverError',
      retryAfterMs: 4_000
    })
  })

  it("takes the problem document's words, without secrets the server repeats", () => {
    const body = JSON.stringify({ title: 'Bad', detail: 'hunter22 is wrong', status: '400' })
    expect(failureOfStatus(answered(400, body), context)?.detail).toBe('[redacted] is wrong')
  })

  it('reads the documented problem with its violations', () => {
    expect(problemText(wire('avaya/problem-violations.json'))).toBe(
      'The request is not valid; transport.type: INVALID_VALUE'
    )
  })

  it('has no words for what is no problem document', () => expect(problemText([1])).toBeUndefined())
})

describe('reading JSON', () => {
  const schema = z.object({ access_token: z.string() })

  it('gives what the schema says and tolerates more', () => {
    expect(readJson(answered(200, '{"access_token":"a","x":1}'), schema, context)).toEqual({
      ok: true,
      value: { access_token: 'a' }
    })
  })

  it('names a web page', () => {
    expect(readJson(answered(200, '<html><body>Log in</body></html>'), schema, context)).toMatchObject({
      failure: { code: 'unexpectedAnswer', detail: 'a web page came instead of JSON: Log in' }
    })
  })

  it('names the field that is wrong', () => {
    const result = readJson(answered(200, '{"accessToken":"a"}'), schema, context)
    expect(result).toMatchObject({ failure: { code: 'protocol', step: 'token' } })
    expect(result.ok ? '' : result.failure.detail).toMatch(/^access_token: /)
  })
})
