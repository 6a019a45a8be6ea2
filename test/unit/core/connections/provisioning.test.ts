import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectionIdentity, parseProvisioning } from '../../../../src/core/connections/provisioning.ts'

const UUID = '0b7f1c3e-4d5a-4f6b-8c7d-9e0f1a2b3c4d'
const avaya = {
  ...{ system: 'avaya', name: 'Floor', restBaseUrl: 'https://axp.example.com/', accountId: 'ABCDEF', appKey: 'key' },
  ...{ clientId: 'client', clientSecret: { env: 'AVAYA_SECRET' }, producers: ['Queue_itd_1.0.0'] }
}
const giosg = {
  ...{ system: 'giosg', name: 'Chat', organizationId: UUID, apiBaseUrl: 'https://api.giosg.com' },
  ...{ serviceBaseUrl: 'https://service.giosg.com', token: 'secret', tokenKind: 'token' }
}
const thoughtspot = {
  ...{
    system: 'thoughtspot',
    name: 'BI',
    baseUrl: 'https://bi.example.com',
    username: 'me',
    secretKey: { env: 'TS_SECRET' }
  },
  orgId: 0
}
const rule = {
  ...{ kind: 'feed', name: 'Feed lost!', enabled: true, severity: 'critical', pendingForMs: 0, keepFiringForMs: 0 },
  ...{ repeatEveryMs: null, announceEnd: true }
}

function errorsOf(file: unknown): string[] {
  const parsed = parseProvisioning(typeof file === 'string' ? file : JSON.stringify(file))
  if (parsed.ok) throw new Error('was accepted')
  return parsed.failure.map(({ path, message }) => `${path}: ${message}`)
}
const errorsOfConnection = (connection: object) => errorsOf({ version: 1, connections: [connection] })

describe('a provisioning file', () => {
  it('is read into configurations without secrets, secrets apart, rules and settings', () => {
    const privacy = { agentNames: 'pseudonyms', hideNoticesWhenLocked: true, keepHistoryDays: 30 }
    const settings = { targetTestIntervalMinutes: 15, weakSecretStorage: 'refuse', privacy, globalShortcut: 'Super+F' }
    const file = { version: 1, connections: [avaya, giosg, thoughtspot], rules: [rule], settings }
    const parsed = parseProvisioning(`\uFEFF${JSON.stringify(file)}`)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
    const { connections, rules } = parsed.value
    expect(connections.map(({ secrets }) => secrets)).toEqual([
      { appKey: 'key', clientSecret: { env: 'AVAYA_SECRET' } },
      { token: 'secret' },
      { secretKey: { env: 'TS_SECRET' } }
    ])
    expect(connections[0]?.config).toEqual({
      ...{ system: 'avaya', name: 'Floor', restBaseUrl: 'https://axp.example.com', accountId: 'ABCDEF' },
      ...{ clientId: 'client', producers: ['Queue_itd_1.0.0'] }
    })
    expect(connections[2]?.config).toEqual({
      ...{ system: 'thoughtspot', name: 'BI', baseUrl: 'https://bi.example.com', username: 'me', orgId: 0 }
    })
    expect(rules).toEqual([{ ...rule, id: 'provisioned-feed-lost', version: 1 }])
    expect(parsed.value.settings).toEqual(settings)
  })

  it('may hold any part alone, and an exported rule keeps its id and version', () => {
    const exported = { ...rule, id: 'mine', version: 7 }
    expect(parseProvisioning('{"version":1}')).toEqual({
      ok: true,
      value: { connections: [], rules: [], settings: {} }
    })
    expect(parseProvisioning(JSON.stringify({ version: 1, rules: [exported] }))).toMatchObject({
      value: { rules: [exported] }
    })
  })

  it('may use plain http on this computer only', () => {
    const local = { ...thoughtspot, baseUrl: 'http://127.0.0.1:8080' }
    expect(parseProvisioning(JSON.stringify({ version: 1, connections: [local] })).ok).toBe(true)
    for (const baseUrl of [
      'http://bi.example.com',
      'http://127.0.0.1.example.com',
      'ftp://x',
      'https://me:pw@x.com',
      ''
    ]) {
      const [error] = errorsOfConnection({ ...thoughtspot, baseUrl })
      expect(error).toBe(
        'connections[0].baseUrl: must be an https: address (plain http: only for this computer itself)'
      )
    }
  })
})

describe('an error names its path and what would be right:', () => {
  const withoutSecret = { ...avaya, clientSecret: undefined }
  const cases: Record<string, readonly [file: unknown, ...errors: string[]]> = {
    'not JSON': ['{"version": 1,\n "connections": [}', ': is not JSON'],
    'not an object': ['[]', ': must be an object'],
    'no version': [{}, 'version: is missing'],
    'another version': [{ version: 2 }, 'version: must be 1'],
    'unknown field': [
      { version: 1, rule: [], settings: { theme: 1 } },
      'settings.theme: is not known here: remove it or correct its name',
      'rule: is not known here: remove it or correct its name'
    ],
    'keys that are no shortcut': [
      { version: 1, settings: { globalShortcut: 'F' } },
      'settings.globalShortcut: must be keys as the settings spell them, such as "Control+Alt+F9", or null for none'
    ],
    'settings out of range': [
      { version: 1, settings: { targetTestIntervalMinutes: 1, weakSecretStorage: 'maybe' } },
      'settings.targetTestIntervalMinutes: must be at least 5',
      'settings.weakSecretStorage: must be one of ask, refuse, session, allow'
    ],
    'broken rule': [
      { version: 1, rules: [rule, { ...rule, name: 'b', severity: 'bad' }] },
      'rules[1].severity: must be one of info, warning, critical'
    ],
    'rule that is no object': [{ version: 1, rules: [7] }, 'rules[0]: must be an object'],
    'same rule twice': [
      { version: 1, rules: [rule, rule] },
      'rules[1]: is the same as rules[0]: leave one of them out'
    ],
    'same connection twice': [
      { version: 1, connections: [giosg, { ...giosg, name: 'Again' }] },
      'connections[1]: is the same as connections[0]: leave one of them out'
    ],
    'missing secret': [{ version: 1, connections: [withoutSecret] }, 'connections[0].clientSecret: is missing'],
    'empty connection': [{ version: 1, connections: [{}] }, 'connections[0].system: is missing']
  }
  for (const [what, [file, ...errors]] of Object.entries(cases)) {
    it(what, () => {
      const found = errorsOf(file)
      for (const error of errors) expect(found.some((one) => one.startsWith(error))).toBe(true)
      expect(found).toHaveLength(errors.length)
    })
  }

  it('wrong fields of connections', () => {
    const secretWords = 'must be a text that is not empty, or { "env": NAME } with the name of an environment variable'
    expect(errorsOfConnection({ ...avaya, accountId: 'ABC', clientSecret: 7, extra: 1 })).toEqual([
      'connections[0].accountId: must be exactly six letters',
      `connections[0].clientSecret: ${secretWords}`,
      'connections[0].extra: is not known here: remove it or correct its name'
    ])
    expect(errorsOfConnection({ ...giosg, token: { env: 'NOT A NAME' } })).toEqual([
      'connections[0].token.env: must be the name of an environment variable'
    ])
    expect(errorsOfConnection({ ...giosg, organizationId: 'x', tokenKind: 'apikey' })).toEqual([
      'connections[0].organizationId: must be a UUID',
      'connections[0].tokenKind: must be one of token, bearer'
    ])
    expect(errorsOfConnection({ ...avaya, durationUnit: 'minutes' })).toEqual([
      'connections[0].durationUnit: must be one of ms, s'
    ])
    expect(parseProvisioning(JSON.stringify({ version: 1, connections: [{ ...avaya, durationUnit: 's' }] })).ok).toBe(
      true
    )
    expect(errorsOfConnection({ ...giosg, system: 'zendesk' })).toEqual([
      'connections[0].system: must be one of avaya, giosg, thoughtspot'
    ])
    expect(errorsOfConnection({ ...avaya, name: '', producers: [] })).toEqual([
      'connections[0].name: must not be empty',
      'connections[0].producers: must have at least 1 entries'
    ])
  })

  it('ThoughtSpot takes exactly one secret', () => {
    const none = { ...thoughtspot, secretKey: undefined }
    const words = 'connections[0]: must have exactly one of secretKey, password and token'
    expect(errorsOfConnection(none)).toEqual([words])
    expect(errorsOfConnection({ ...thoughtspot, password: 'x' })).toEqual([words])
    for (const field of ['secretKey', 'password', 'token']) {
      expect(parseProvisioning(JSON.stringify({ version: 1, connections: [{ ...none, [field]: 'x' }] })).ok).toBe(true)
    }
  })
})

it('an error never quotes what the file holds, whatever is wrong with it', () => {
  const canary = 'S3cr3tCanary'
  const fields = fc.constantFrom(...Object.keys({ ...avaya, ...giosg, ...thoughtspot }))
  const wrong = fc.constantFrom<unknown>(canary, [canary], { env: `${canary} ` }, { env: canary, more: canary })
  fc.assert(
    fc.property(
      fc.constantFrom(avaya, giosg, thoughtspot),
      fields,
      wrong,
      fc.nat(),
      (connection, field, value, cut) => {
        const text = JSON.stringify({ version: 1, connections: [{ ...connection, [field]: value }] })
        for (const file of [text, text.slice(0, cut % text.length), `${text}${canary}`]) {
          const parsed = parseProvisioning(file)
          if (!parsed.ok) expect(JSON.stringify(parsed.failure)).not.toContain(canary)
        }
      }
    ),
    { numRuns: 500 }
  )
})

it('the identity of a connection holds what tells it apart and nothing that may change', () => {
  const identities = [avaya, { ...avaya, name: 'B', producers: ['X'] }, { ...avaya, clientId: 'other' }].map(
    (entry) => {
      const parsed = parseProvisioning(JSON.stringify({ version: 1, connections: [entry] }))
      if (!parsed.ok) throw new Error('refused')
      return connectionIdentity(parsed.value.connections[0]!.config)
    }
  )
  expect(identities[0]).toBe(identities[1])
  expect(identities[0]).not.toBe(identities[2])
})
