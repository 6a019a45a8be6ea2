import { describe, expect, it } from 'vitest'
import { readTyped, type TypedConnection } from '../../../../src/core/connections/draft.ts'

const avaya = {
  system: 'avaya',
  name: 'Floor',
  restBaseUrl: 'https://eu.api.example.com/',
  accountId: 'EZCLTR',
  clientId: 'client',
  producers: 'Queue_itd_1.0.0'
} as const
const giosg = {
  system: 'giosg',
  name: 'Chat',
  organizationId: '7f9e9580-095b-42c7-838c-c04e667b26f7',
  apiBaseUrl: 'https://api.example.com',
  serviceBaseUrl: 'https://service.example.com',
  tokenKind: 'token'
} as const
const thoughtspot = {
  system: 'thoughtspot',
  name: 'BI',
  baseUrl: 'bi.example.com',
  username: 'ada',
  orgId: ''
} as const

const read = (config: TypedConnection['config'], secrets: TypedConnection['secrets'] = {}) =>
  readTyped({ id: null, config, secrets })

const refusals = (config: TypedConnection['config'], secrets: TypedConnection['secrets'] = {}) => {
  const result = read(config, secrets)
  return result.ok ? [] : result.failure.map(({ path, reason }) => `${path}: ${reason}`)
}

describe('what is typed into the form', () => {
  it('the usual unit of durations is not written down, so that a stored connection is no other one for it', () => {
    expect(read({ ...avaya, durationUnit: 'ms' })).toEqual(read(avaya))
    expect(read({ ...avaya, durationUnit: 's' })).toMatchObject({ ok: true, value: { config: { durationUnit: 's' } } })
  })

  it('becomes a draft: spaces around it and slashes at its end are gone, an empty secret is none', () => {
    const config = { ...avaya, name: ' Floor ', producers: ' Queue_itd_1.0.0,\nAgent_itd_1.0.0 ' }
    expect(read(config, { appKey: ' k ', clientSecret: '' })).toEqual({
      ok: true,
      value: {
        id: null,
        config: {
          ...avaya,
          restBaseUrl: 'https://eu.api.example.com',
          producers: ['Queue_itd_1.0.0', 'Agent_itd_1.0.0']
        },
        secrets: { appKey: 'k' }
      }
    })
  })

  it('a host alone means https', () => {
    expect(read(thoughtspot)).toMatchObject({ ok: true, value: { config: { baseUrl: 'https://bi.example.com' } } })
  })

  it.each([
    'https://bi.example.com/?org=7',
    'https://bi.example.com?',
    'bi.example.com/#/home',
    'https://bi.example.com/a#'
  ])('paths are appended to an address: %s is refused in words of its own', (baseUrl) => {
    expect(refusals({ ...thoughtspot, baseUrl })).toEqual(['config.baseUrl: addressTail'])
  })

  it.each([
    ['avaya', { ...avaya, restBaseUrl: 'https://eu.api.example.com/?a=1' }, ['config.restBaseUrl: addressTail']],
    [
      'giosg',
      { ...giosg, apiBaseUrl: 'https://api.example.com#x', serviceBaseUrl: 'https://service.example.com?x' },
      ['config.apiBaseUrl: addressTail', 'config.serviceBaseUrl: addressTail']
    ],
    ['a path', { ...thoughtspot, baseUrl: 'https://example.com/bi/' }, []],
    ['another protocol', { ...thoughtspot, baseUrl: 'ftp://bi.example.com' }, ['config.baseUrl: address']]
  ] as const)('addresses of %s', (_name, config, expected) => {
    expect(refusals(config)).toEqual(expected)
  })

  it('an Org is a number or left out', () => {
    expect(read({ ...thoughtspot, orgId: ' 7 ' })).toMatchObject({ ok: true, value: { config: { orgId: 7 } } })
    expect(read(thoughtspot)).not.toHaveProperty('value.config.orgId')
    expect(refusals({ ...thoughtspot, orgId: 'first' })).toEqual(['config.orgId: orgId'])
  })

  it('a password keeps its spaces', () => {
    expect(read(thoughtspot, { password: ' pw ' })).toMatchObject({ value: { secrets: { password: ' pw ' } } })
  })

  it.each([
    [{ ...avaya, name: '' }, ['config.name: missing']],
    [{ ...avaya, restBaseUrl: 'http://eu.api.example.com' }, ['config.restBaseUrl: address']],
    [{ ...avaya, restBaseUrl: 'https://user:pw@eu.example.com' }, ['config.restBaseUrl: address']],
    [{ ...avaya, accountId: 'EZ' }, ['config.accountId: accountId']],
    [{ ...avaya, producers: ' ' }, ['config.producers: missing']],
    [{ ...giosg, organizationId: 'mine' }, ['config.organizationId: organizationId']],
    [{ ...avaya, name: 'x'.repeat(101) }, ['config.name: tooLong']],
    [{ ...giosg, name: '', apiBaseUrl: '' }, ['config.name: missing', 'config.apiBaseUrl: missing']]
  ])('%j is refused at its field', (config, reasons) => {
    expect(refusals(config)).toEqual(reasons)
  })

  it('a secret with a line break in it, or of another system, is refused', () => {
    expect(refusals(giosg, { token: 'a\nb' })).toEqual(['secrets.token: characters'])
    expect(refusals(giosg, { appKey: 'k' })).toHaveLength(1)
    expect(refusals(thoughtspot, { password: 'p', token: 't' })).toHaveLength(1)
  })

  it('a refusal never quotes what was typed', () => {
    expect(JSON.stringify(read(giosg, { token: 'hush\nhush' }))).not.toContain('hush')
  })
})
