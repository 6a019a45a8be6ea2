import { describe, expect, it } from 'vitest'
import { readDraft } from '../../../../src/core/connections/draft.ts'

const avaya = {
  system: 'avaya',
  name: 'Floor',
  restBaseUrl: 'https://eu.api.example.com/',
  accountId: 'EZCLTR',
  clientId: 'client',
  producers: ['Queue_itd_1.0.0']
}
const giosg = {
  system: 'giosg',
  name: 'Chat',
  organizationId: '7f9e9580-095b-42c7-838c-c04e667b26f7',
  apiBaseUrl: 'https://api.example.com',
  serviceBaseUrl: 'https://service.example.com',
  tokenKind: 'token'
}

const refusals = (config: object, secrets: Record<string, string> = {}) => {
  const read = readDraft({ id: null, config: config as Record<string, unknown>, secrets })
  return read.ok ? [] : read.failure.map(({ path, reason }) => `${path}: ${reason}`)
}

describe('what is typed into the form', () => {
  it('becomes a draft, trailing slashes and spaces around the name removed', () => {
    const read = readDraft({ id: null, config: { ...avaya, name: ' Floor ' }, secrets: { appKey: 'k' } })
    expect(read).toMatchObject({
      ok: true,
      value: { config: { name: 'Floor', restBaseUrl: 'https://eu.api.example.com' }, secrets: { appKey: 'k' } }
    })
  })

  it.each([
    [{ ...avaya, name: '' }, ['config.name: missing']],
    [{ ...avaya, restBaseUrl: 'http://eu.api.example.com' }, ['config.restBaseUrl: address']],
    [{ ...avaya, restBaseUrl: 'https://user:pw@eu.example.com' }, ['config.restBaseUrl: address']],
    [{ ...avaya, accountId: 'EZ' }, ['config.accountId: accountId']],
    [{ ...avaya, producers: [] }, ['config.producers: missing']],
    [{ ...giosg, organizationId: 'mine' }, ['config.organizationId: organizationId']],
    [{ ...avaya, name: 'x'.repeat(101) }, ['config.name: tooLong']],
    [{ ...giosg, name: '', apiBaseUrl: '' }, ['config.name: missing', 'config.apiBaseUrl: missing']]
  ])('%j is refused at its field', (config, reasons) => {
    expect(refusals(config)).toEqual(reasons)
  })

  it('a secret with a line break, or of another system, is refused', () => {
    expect(refusals(giosg, { token: 'a\nb' })).toEqual(['secrets.token: characters'])
    expect(refusals(giosg, { appKey: 'k' })).toHaveLength(1)
  })

  it('a refusal never quotes what was typed', () => {
    const read = readDraft({ id: null, config: giosg, secrets: { token: 'a secret\n' } })
    expect(JSON.stringify(read)).not.toContain('a secret')
  })
})
