import { readFileSync } from 'node:fs'
import type * as z from 'zod'
import { describe, expect, it } from 'vitest'
import * as avaya from '../../../src/simulator/avaya/schema.ts'
import { querySchema } from '../../../src/simulator/events/query-schema.ts'
import * as giosg from '../../../src/simulator/giosg/schema.ts'

const FIXTURES: Readonly<Record<string, z.ZodType>> = {
  'avaya/authentication': avaya.authenticationSchema,
  'avaya/authentication-response': avaya.authenticationResponseSchema,
  'avaya/realtime-initializing': avaya.eventDataSchema,
  'avaya/realtime-live': avaya.eventDataSchema,
  'avaya/realtime-delete': avaya.eventDataSchema,
  'avaya/token-reply': avaya.tokenReplySchema,
  'avaya/problem-app-key': avaya.problemSchema,
  'avaya/problem-access-token': avaya.problemSchema,
  'avaya/problem-violations': avaya.problemSchema,
  'avaya/subscription-create': avaya.subscriptionCreateSchema,
  'avaya/subscription': avaya.subscriptionSchema,
  'avaya/subscription-page': avaya.subscriptionPageSchema,
  'avaya/producer-list': avaya.producerListSchema,
  'avaya/producer': avaya.producerSchema,
  'avaya/locales': avaya.localesSchema,
  'avaya/dictionary': avaya.dictionarySchema,
  'giosg/user-me': giosg.userSchema,
  'giosg/workflow': giosg.workflowSchema,
  'giosg/workflow-page': giosg.pageSchema(giosg.workflowSchema),
  'giosg/target': giosg.targetSchema,
  'giosg/target-page': giosg.pageSchema(giosg.targetSchema),
  'giosg/target-test': giosg.targetTestSchema,
  'giosg/bar': giosg.barSchema,
  'giosg/slack-bot': giosg.slackSchema,
  'giosg/slack-webhook': giosg.slackSchema,
  'giosg/email': giosg.emailSchema,
  'giosg/notifications': giosg.settingsSchema,
  'giosg/reporting-query': querySchema,
  'giosg/error-detail': giosg.errorDetailSchema
}

/** Names inside these are data, not part of the wire's form. */
const FREE_FORM = new Set(['keys', 'measures', 'extensions'])

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/wire/${name}.json`, import.meta.url), 'utf8'))
}

/** Every copy of `value` with one of its fields called otherwise, and the path of that field. */
function* renamings(value: unknown, path = ''): Generator<{ readonly path: string; readonly changed: unknown }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const { path: inner, changed } of renamings(item, `${path}[${index}]`)) {
        yield { path: inner, changed: value.with(index, changed) }
      }
    }
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [name, item] of Object.entries<unknown>(value as Record<string, unknown>)) {
    const rest = Object.entries(value).filter(([other]) => other !== name)
    yield { path: `${path}.${name}`, changed: Object.fromEntries([...rest, [`${name}X`, item]]) }
    if (FREE_FORM.has(name) && !Array.isArray(item)) continue
    for (const { path: inner, changed } of renamings(item, `${path}.${name}`)) {
      yield { path: inner, changed: { ...value, [name]: changed } }
    }
  }
}

describe.each(Object.entries(FIXTURES))('the wire fixture %s', (name, schema) => {
  const value = fixture(name)

  it("is what the demo centre's own schema describes", () => {
    expect(schema.safeParse(value).error).toBeUndefined()
  })

  const changes = [...renamings(value)]
  if (changes.length > 0) {
    it.each(changes)('is refused with $path renamed', ({ changed }) => {
      expect(schema.safeParse(changed).success).toBe(false)
    })
  }
})

describe('the list of wire fixtures', () => {
  it('names every rename of the documented live message', () => {
    const paths = [...renamings(fixture('avaya/realtime-live'))].map(({ path }) => path)
    expect(paths).toEqual([
      '.accountId',
      '.keys',
      '.eventAction',
      '.eventSourceId',
      '.measureProducerId',
      '.payloadType',
      '.measures'
    ])
  })
})
