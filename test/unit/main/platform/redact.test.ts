import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../../../src/main/platform/redact.ts'

const CANARY = 'Zx9qCanary7Kw'
const redactor = createRedactor()
const text = (value: string): string => redactor.text(value)
const shown = (value: unknown): string => JSON.stringify([redactor.value(value)])

const NAMES = [
  ...['token', 'accessToken', 'refresh_token', 'clientSecret', 'secretKey', 'password', 'Passwort', 'Authorization'],
  ...[
    'appKey',
    'app-key',
    'X-API-Key',
    'api_key',
    'Cookie',
    'set-cookie',
    'credentials',
    'bearer',
    'email',
    'e-mail',
    'phoneNumber'
  ]
]
const name = fc.constantFrom(...NAMES)

/** Ways in which a secret under a name gets into a text. */
const inText: readonly ((name: string, secret: string) => string)[] = [
  (key, secret) => `failed with ${key}=${secret} at step 3`,
  (key, secret) => `https://host.example/path?x=1&${key}=${secret}&y=2`,
  (key, secret) => `${key}: ${secret}`,
  (key, secret) => `${key}: Bearer ${secret}`,
  (key, secret) => `sent {"a":1,"${key}":"${secret}","b":2} to host`,
  (key, secret) => `cut {"a":1,"${key}":"${secret}`,
  (key, secret) => `list {"${key}":["${secret}","${secret}"`,
  (key, secret) => JSON.stringify({ outer: JSON.stringify({ [key]: secret }) }),
  (key, secret) => `broken ${JSON.stringify(JSON.stringify({ [key]: `a"b ${secret}` }))} }`,
  (key, secret) => `{'${key}': '${secret} and more'}`,
  (key, secret) => `{"${key}":"with \\"quotes\\" ${secret}"}x}`
]

/** Puts a value somewhere into a larger one. */
const wrappers: readonly ((inner: unknown) => unknown)[] = [
  (inner) => ({ a: inner, b: 1 }),
  (inner) => [1, inner],
  (inner) => new Error('outer', { cause: inner }),
  (inner) => new AggregateError([inner, new Error('x')], 'several'),
  (inner) => Object.assign(new Error('with fields'), { response: inner }),
  (inner) => new Map([['k', inner]]),
  (inner) => new Set([inner]),
  (inner) => JSON.stringify({ inner }),
  (inner) => ({ body: `answer: ${JSON.stringify(inner)}` })
]
const wrapped = (planted: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(planted, fc.array(fc.constantFrom(...wrappers), { maxLength: 5 }))
    .map(([inner, around]) => around.reduce((value, wrap) => wrap(value), inner))

describe('what is written to the log never holds', () => {
  it('a value under the name of a secret, at any depth, in any container', () => {
    const planted = fc.tuple(name, fc.constantFrom<unknown>(CANARY, [CANARY], { v: CANARY }, Buffer.from(CANARY)))
    fc.assert(
      fc.property(wrapped(planted.map(([key, value]) => ({ [key]: value }))), (value) => {
        expect(shown(value)).not.toContain(CANARY)
      }),
      { numRuns: 1_000 }
    )
  })

  it('a secret that stands by its name in a text, at any depth', () => {
    const planted = fc.tuple(fc.constantFrom(...inText), name).map(([write, key]) => write(key, CANARY))
    fc.assert(
      fc.property(wrapped(planted), planted, (value, message) => {
        expect(shown(value)).not.toContain(CANARY)
        expect(text(message)).not.toContain(CANARY)
        expect(text(new Error(message).stack ?? '')).not.toContain(CANARY)
      }),
      { numRuns: 2_000 }
    )
  })

  /** Ways in which a program gives a secret on, and how much around it hides it: encodings in base64 share signs with neighbours. */
  const forms: readonly ((secret: string) => string)[] = [
    (secret) => secret,
    (secret) => JSON.stringify(secret),
    (secret) => JSON.stringify(JSON.stringify({ a: secret })),
    (secret) => encodeURIComponent(secret),
    (secret) => encodeURIComponent(encodeURIComponent(secret)),
    (secret) => new URLSearchParams({ q: secret }).toString(),
    (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
    ...['', 'u', 'us', 'user:'].flatMap((before) =>
      (['base64', 'base64url'] as const).map(
        (encoding) => (secret: string) => Buffer.from(`${before}${secret} and more`).toString(encoding)
      )
    )
  ]
  const secretText = fc
    .string({ minLength: 8, maxLength: 60, unit: 'grapheme' })
    .filter((one) => one.trim().length >= 8 && !/\p{Surrogate}/u.test(one))
  /** Every wrapper but JSON in a text is taken apart by the test, so that escapes of the log itself hide nothing. */
  const traces = (secret: string): string[] => {
    const middle = (before: number): string =>
      Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
        .toString('base64')
        .replace(/=+$/, '')
        .slice(before + 1, -2)
    return [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('hex'),
      ...[0, 1, 2].flatMap((before) => [middle(before), middle(before).replaceAll('+', '-').replaceAll('/', '_')])
    ]
  }

  it('a secret it knows, in any of the forms a program gives it, at any depth and after any text', () => {
    fc.assert(
      fc.property(
        secretText,
        fc.constantFrom(...forms),
        fc.array(fc.constantFrom(...wrappers), { maxLength: 4 }),
        fc.nat({ max: 4_100 }),
        (known, write, around, before) => {
          const own = createRedactor()
          own.know(known)
          const planted = `${'. '.repeat(before / 2)}${write(known)}`
          const written = [
            own.text(planted),
            JSON.stringify([own.value(around.reduce<unknown>((value, wrap) => wrap(value), planted))])
          ]
          for (const trace of traces(known)) {
            for (const text of written) expect(text).not.toContain(trace)
          }
        }
      ),
      { numRuns: 600 }
    )
  })

  it('the beginning of a secret that a long text was cut in', () => {
    const own = createRedactor()
    own.know(CANARY.repeat(4))
    for (let before = 3_900; before < 4_000; before += 7) {
      expect(own.text('x'.repeat(before) + CANARY.repeat(4))).not.toContain(CANARY)
    }
  })

  it('the bytes of a buffer, as it is and as JSON writes it', () => {
    const bytes = Buffer.from(CANARY)
    for (const value of [bytes, { body: bytes }, JSON.stringify({ body: bytes }), new Error('x', { cause: bytes })]) {
      expect(shown(value)).not.toContain([...bytes].join(','))
      expect(shown(value)).not.toContain(CANARY)
    }
  })

  describe('a person while names are hidden:', () => {
    const hiding = (hidden: boolean) => {
      const own = createRedactor()
      own.hidePeople({ hidden: () => hidden, without: (text) => text.replaceAll('Jana Sato', 'Agent K7Q2') })
      return own
    }

    it('by a name that is known, in a text or a field', () => {
      const own = hiding(true)
      expect(own.text('row of Jana Sato changed')).toBe('row of Agent K7Q2 changed')
      expect(own.value({ note: { deep: ['Jana Sato'] } })).toEqual({ note: { deep: ['Agent K7Q2'] } })
    })

    it('by the name of the field it stands in, and in pieces of messages', () => {
      const value = { agentDisplayName: 'X', agentLoginId: 'x1', agentId: '7', firstName: 'X', sample: '{"a":"X"}' }
      const gone = Object.fromEntries(Object.keys(value).map((name) => [name, '[redacted]']))
      expect(hiding(true).value(value)).toEqual(gone)
      expect(hiding(false).value(value)).toEqual(value)
      const plain = { feedId: 'a', queueName: 'Sales', subscriptionId: 's', name: 'Floor' }
      expect(hiding(true).value(plain)).toEqual(plain)
    })
  })

  for (const [what, planted] of [
    ['an e-mail address', 'ask jane.doe+x@example.co.uk about it'],
    ['an e-mail address in a URL', 'https://h.example/u?who=jane.doe%40example.com'],
    ['an international number', 'call +49 (170) 123-45 67 now'],
    ['a national number', 'call 0170 1234567 now'],
    ['a user name and password in a URL', 'wss://jane:doe@host.example/x'],
    ['a JSON web token', 'got eyJhbGciOiJI.eyJzdWIiOiJq.c2lnbmF0dXJl'],
    ['an encoded blob', `got ${'jane0Doe'.repeat(8)} back`],
    ['a header of a request', 'Authorization: Token jane-doe-170-1234567']
  ] as const) {
    it(what, () => {
      const clean = text(planted)
      expect(clean).toContain('[redacted]')
      expect(clean).not.toMatch(/jane|doe|1234567|45 67|eyJ|c2lnb/i)
    })
  }
})

describe('what is of use stays readable:', () => {
  for (const line of [
    'feed live after 1250 ms, 12 rows, attempt 3',
    '2024-05-06T12:00:00.000Z connection 0b7f1c3e-4d5a-4f6b-8c7d-9e0f1a2b3c4d p-5d41402abc4b2a76b9719d91 failed',
    'GET https://api.example.com/api/v5/users/me answered 401',
    'wss://127.0.0.1:40123/realtime closed with 1006',
    'Queue_itd_1.0.0 key Sales/VOICE contactsWaiting 12 over 8',
    'the year 2024 has 366 days'
  ]) {
    it(line, () => {
      expect(text(line)).toBe(line)
    })
  }

  it('plain fields, nested ones and whether a secret is set', () => {
    const value = { feed: 'a', n: 1, ok: true, none: null, deep: [{ code: 'dns' }], hasToken: true, token: null }
    expect(redactor.value(value)).toEqual(value)
  })

  it('an error with its name, message, code and causes', () => {
    const error = Object.assign(new TypeError('no way', { cause: new Error('root') }), { code: 'ENOENT' })
    expect(redactor.value(error)).toMatchObject({
      ...{ name: 'TypeError', message: 'no way', code: 'ENOENT', cause: { message: 'root' } }
    })
  })
})

describe('it never fails:', () => {
  it('on circles, depth, width, getters that throw, and things that are no data', () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    const deep = Array.from({ length: 50 }).reduce<unknown>((inner) => ({ inner }), CANARY)
    const nasty = {
      get bad(): never {
        throw new Error(CANARY)
      }
    }
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()
    for (const value of [circle, deep, nasty, revoked.proxy, 10n, Symbol('x'), () => 1, NaN, new Date(NaN)]) {
      expect(() => JSON.stringify(redactor.value(value))).not.toThrow()
      expect(shown(value)).not.toContain(CANARY)
    }
    expect(shown(Array.from({ length: 100_000 }, () => 1)).length).toBeLessThan(1_000)
    expect(text('x '.repeat(100_000)).length).toBeLessThan(5_000)
  })

  it('on anything at all, and what comes out is JSON', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), (value) => {
        expect(() => JSON.stringify(redactor.value(value))).not.toThrow()
      }),
      { numRuns: 300 }
    )
  })

  it('in time, whatever the text', () => {
    const hostile = [
      'token\\'.repeat(600),
      '"token":"\\'.repeat(400),
      'a.'.repeat(2_000),
      '0 1/2-'.repeat(600),
      '{['.repeat(2_000)
    ]
    const begun = performance.now()
    for (const one of hostile) text(one)
    expect(performance.now() - begun).toBeLessThan(1_500)
  })
})

describe('a telephone number or a mail address in a text', () => {
  it.each([
    ...['0401234567', 'tel:0401234567', '358401234567', '+358 40 123 4567', '0049-30-1234567', '040 123 4567'],
    ...[
      '(555) 123-4567',
      '555-123-4567',
      '555.123.4567',
      'maria@example.com',
      'maria%40example.com',
      'maria%2540example.com'
    ]
  ])('%s is gone', (planted) => {
    for (const around of [`call ${planted} now`, `{"note":"${planted}"}`, `to=${planted}`, planted]) {
      expect(text(around)).not.toContain(planted.replace('tel:', ''))
    }
  })

  it.each([
    '1764150000123',
    '2026-11-26T09:49:29.123Z',
    '127.0.0.1:45839',
    '7d2dd0dc-9591-4573-8648-5be804b429d0',
    'HTTP 401',
    'frames 123456, bytes 9876543210',
    'version 33.2.1'
  ])('%s stays readable', (harmless) => {
    expect(text(`seen ${harmless} here`)).toContain(harmless)
  })
})

describe('a secret in the query of an address', () => {
  it.each(['pwd', 'sig', 'signature', 'key', 'code', 'session', 'sessionid', 'pin', 'auth'])('%s is gone', (query) => {
    const line = text(`GET https://host.example/path?a=1&${query}=Hush77&b=2`)
    expect(line).not.toContain('Hush77')
    expect(line).toContain('b=2')
  })

  it.each(['pinned=3', 'pingAfterMs: 8000', 'code 401', 'statusCode=500'])('%s stays readable', (harmless) => {
    expect(text(`seen ${harmless} here`)).toContain(harmless)
  })
})
