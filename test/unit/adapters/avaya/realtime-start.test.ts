import { describe, expect, it } from 'vitest'
import { frame } from '../../../fakes/avaya-cloud.ts'
import { settle } from '../../../fakes/settle.ts'
import { CONFIRMED, createRig, QUEUE_FEED } from './realtime-rig.ts'

describe('from start to live', () => {
  it('describes, subscribes, connects to the endpoint as it is, signs in first, takes the snapshot', async () => {
    const rig = createRig()
    await rig.start()
    const [id] = rig.cloud.subscriptions.keys()
    expect(rig.sockets.last().url).toBe(rig.cloud.endpointOf(id ?? ''))
    expect(rig.sockets.last().sent).toEqual([])
    rig.sockets.last().open()
    expect(JSON.parse(rig.sockets.last().sent[0] ?? '')).toEqual({
      event: 'authentication',
      subscriptionId: id,
      token: [...rig.cloud.tokens][0]
    })
    rig.sockets.last().message(CONFIRMED)
    rig.sockets.last().message(frame({ payloadType: 'INITIALIZING' }))
    rig.sockets.last().message(frame({ payloadType: 'LIVE' }))
    expect(rig.sink.told).toEqual([
      'connecting',
      'described',
      // The names of the dictionary, which nothing waits for.
      'described',
      'authenticating',
      'syncing',
      'heard',
      'snapshot 1 began',
      'heard',
      'rows 1',
      'heard',
      'live',
      'snapshot 1 ended',
      'rows 1'
    ])
  })

  it.each([
    ['en-GB', 'queueName in en-US'],
    ['fi-FI', 'queueName in fi-FI'],
    ['fi', 'queueName in fi-FI'],
    ['sv-SE', 'queueName in en-US']
  ])('names each measure in the language of the user (%s), English where there is none', async (language, name) => {
    const rig = createRig({ language })
    await rig.start()
    expect(rig.sink.described.at(-1)?.measures[0]?.displayName).toBe(name)
  })

  it('another language reads the dictionaries anew and leaves subscription and socket alone', async () => {
    const rig = createRig()
    await rig.live()
    rig.language = 'fi-FI'
    rig.source.languageChanged()
    await settle()
    expect(rig.sink.described.map(({ measures }) => measures[0]?.displayName)).toEqual([
      'queueName',
      'queueName in en-US',
      'queueName in fi-FI'
    ])
    rig.source.languageChanged()
    await settle()
    expect(rig.sink.described).toHaveLength(3)
    expect(rig.sockets.all).toHaveLength(1)
    expect(rig.cloud.count(/^POST .*subscriptions/)).toBe(1)
    expect(rig.phase()).toBe('live')
  })

  it('of two languages chosen one after the other the last one counts, whichever answer comes last', async () => {
    const rig = createRig()
    await rig.live()
    rig.language = 'fi-FI'
    rig.source.languageChanged()
    rig.language = 'en-GB'
    rig.source.languageChanged()
    await settle()
    expect(rig.sink.described.at(-1)?.measures[0]?.displayName).toBe('queueName in en-US')
  })

  it('a dictionary that can’t be read when the language changes leaves the names as they are', async () => {
    const rig = createRig()
    await rig.live()
    rig.cloud.intercept = ({ path }) => (path.includes('dictionaries') ? { status: 500 } : undefined)
    const described = rig.sink.described.length
    rig.language = 'fi-FI'
    rig.source.languageChanged()
    await settle()
    expect(rig.sink.described).toHaveLength(described)
  })

  it('a name that the dictionary leaves empty is the one of the metadata', async () => {
    const rig = createRig()
    const measures = [{ name: 'queueName', displayName: ' ' }, { name: 'Answered' }]
    rig.cloud.intercept = ({ path }) =>
      path.includes('dictionaries') ? { status: 200, body: { locale: 'en-US', measures } } : undefined
    await rig.start()
    expect(
      rig.sink.described
        .at(-1)
        ?.measures.map(({ displayName }) => displayName)
        .slice(0, 3)
    ).toEqual(['queueName', 'contactsQueueing', 'Answered'])
  })

  it('reads durations in the unit that the connection names, in messages of a known form too', async () => {
    const rig = createRig({ durationUnit: 's' })
    await rig.live()
    for (const activeDuration of ['90', '91', '91.5', 'N/A'])
      rig.sockets.last().message(frame({ measures: { activeDuration } }))
    expect(
      rig.sink.changes.flatMap(({ values }) => ('activeDuration' in values ? [values['activeDuration']] : []))
    ).toEqual([90_000, 91_000, 91_500, null])
  })

  it('does without a dictionary', async () => {
    const rig = createRig()
    rig.cloud.intercept = ({ path }) => (path.includes('dictionaries') ? { status: 500 } : undefined)
    await rig.start()
    expect(rig.sink.described.map(({ measures }) => measures[0]?.displayName)).toEqual(['queueName'])
  })

  it('does not wait for the dictionary: it is live without, and the names come when they come', async () => {
    const rig = createRig()
    let answer: () => void = () => undefined
    rig.http.slow = { path: /locales|dictionaries/, until: new Promise((resolve) => (answer = resolve)) }
    await rig.live()
    expect(rig.phase()).toBe('live')
    expect(rig.sink.described.map(({ measures }) => measures[0]?.displayName)).toEqual(['queueName'])
    answer()
    await settle()
    expect(rig.sink.described.at(-1)?.measures[0]?.displayName).toBe('queueName in en-US')
    expect(rig.phase()).toBe('live')
    expect(rig.sockets.all).toHaveLength(1)
  })

  it('names that come after the end are told to nobody', async () => {
    const rig = createRig()
    let answer: () => void = () => undefined
    rig.http.slow = { path: /locales/, until: new Promise((resolve) => (answer = resolve)) }
    const running = await rig.live()
    running.dispose()
    answer()
    await settle()
    expect(rig.sink.described).toHaveLength(1)
  })

  it('asks for the names again with the next connection when the service could not give them', async () => {
    const rig = createRig()
    rig.cloud.intercept = ({ path }) =>
      path.includes('locales') || path.includes('dictionaries') ? { status: 503 } : undefined
    await rig.live()
    expect(rig.sink.described.at(-1)?.measures[0]?.displayName).toBe('queueName')
    rig.cloud.intercept = () => undefined
    rig.sockets.last().close()
    await rig.pass(1_000)
    expect(rig.sink.described.at(-1)?.measures[0]?.displayName).toBe('queueName in en-US')
    const asked = rig.cloud.count(/dictionaries/)
    await rig.accept()
    rig.sockets.last().close()
    await rig.pass(5_000)
    expect(rig.cloud.count(/dictionaries/)).toBe(asked)
  })

  it('asks for one token and one list, however many feeds begin', async () => {
    const rig = createRig({ producers: ['Queue_itd_1.0.0', 'Agent_itd_1.0.0'] })
    await rig.start()
    expect(rig.cloud.count(/POST .*token$/)).toBe(1)
    expect(rig.cloud.count(/measure-producers\?/)).toBe(1)
    expect(rig.cloud.count(/POST .*subscriptions$/)).toBe(2)
    expect(rig.sockets.openCount()).toBe(2)
  })

  it('uses the id as the server writes it, and its own name for the feed', async () => {
    const rig = createRig({ producers: ['queue_ITD_1.0.0'] })
    await rig.start()
    expect([...rig.cloud.subscriptions.values()][0]?.producerId).toBe('Queue_itd_1.0.0')
    expect(rig.sink.described[0]?.id).toBe('c1/queue_ITD_1.0.0')
  })

  it('one producer the account does not have fails alone', async () => {
    const rig = createRig({ producers: ['Queue_itd_1.0.0', 'Nothing_itd'] })
    await rig.start()
    await rig.accept()
    expect(rig.sink.last('c1/Nothing_itd')).toMatchObject({ phase: 'failed', failure: { code: 'notFound' } })
    expect(rig.phase()).toBe('syncing')
  })

  it('does not believe data before the authentication', async () => {
    const rig = createRig()
    await rig.start()
    rig.sockets.last().open()
    rig.sockets.last().message(frame())
    expect(rig.sink.changes).toEqual([])
    expect(rig.sink.skipped[0]?.reason).toBe('beforeAuthentication')
  })

  it('waits for a pending subscription', async () => {
    const rig = createRig()
    rig.cloud.pendingFor = 3
    await rig.start()
    expect(rig.sockets.all).toHaveLength(0)
    await rig.pass(3_000)
    expect(rig.sockets.all).toHaveLength(1)
    expect(await rig.accept()).toBe('CONNECTION_CONFIRMED')
  })

  it('says so when it stays pending, and does not make a second one', async () => {
    const rig = createRig()
    rig.cloud.pendingFor = Infinity
    await rig.start()
    await rig.pass(11_000)
    expect(rig.sink.statuses.some(({ failure }) => failure?.code === 'subscriptionPending')).toBe(true)
    await rig.pass(30_000)
    expect(rig.cloud.subscriptions.size).toBe(1)
  })
})

describe('the end of the snapshot', () => {
  it('comes after five minutes at the latest when the rows never pause and no live frame ends it', async () => {
    const rig = createRig()
    await rig.start()
    await rig.accept()
    const rowsFor = async (ms: number): Promise<void> => {
      for (let left = ms; left > 0; left -= 1_000) {
        rig.sockets.last().message(frame({ payloadType: 'INITIALIZING', measures: { contactsQueueing: String(left) } }))
        await rig.pass(1_000)
      }
    }
    await rowsFor(299_000)
    expect(rig.phase()).toBe('syncing')
    await rowsFor(1_000)
    expect(rig.phase()).toBe('live')
    expect(rig.sink.told.filter((what) => what.startsWith('snapshot'))).toEqual([
      'snapshot 1 began',
      'snapshot 1 ended'
    ])
    // What comes on is news of a live feed, whatever it calls itself.
    await rowsFor(10_000)
    expect(rig.phase()).toBe('live')
    expect(rig.sink.changes.at(-1)?.values).toEqual({ contactsQueueing: 1_000 })
    expect(rig.sockets.all).toHaveLength(1)
  })

  it('is a quiet period when no live message tells', async () => {
    const rig = createRig()
    await rig.start()
    await rig.accept()
    for (let index = 0; index < 5; index++) {
      rig.sockets.last().message(frame({ payloadType: 'INITIALIZING', keys: { queueId: `q${index}` } }))
      await rig.pass(1_000)
    }
    expect(rig.phase()).toBe('syncing')
    await rig.pass(1_000)
    expect(rig.phase()).toBe('live')
    expect(rig.sink.told.at(-1)).toBe('snapshot 1 ended')
  })

  it('silence after the confirmation is a fault first, and an empty floor the second time', async () => {
    const rig = createRig()
    await rig.start()
    await rig.accept()
    rig.clock.advance(8_000)
    rig.sockets.last().pong()
    await rig.pass(2_000)
    expect(rig.failure()).toMatchObject({ code: 'timeout', step: 'snapshot' })
    await rig.pass(1_000)
    await rig.accept()
    rig.clock.advance(8_000)
    rig.sockets.last().pong()
    await rig.pass(2_000)
    expect(rig.phase()).toBe('live')
    expect(rig.sink.told.at(-1)).toBe('snapshot 2 ended')
  })

  it('malformed messages are counted and the good ones kept', async () => {
    const rig = createRig()
    await rig.live()
    for (const text of ['{', '[]', frame({ payloadType: 'x' }), frame({ measures: { contactsQueueing: '9' } })]) {
      rig.sockets.last().message(text)
    }
    expect(rig.sink.skipped).toHaveLength(3)
    expect(rig.sink.changes.at(-1)?.values).toEqual({ contactsQueueing: 9 })
    expect(rig.phase()).toBe('live')
  })
})

describe('subscriptions of an earlier run', () => {
  it('deletes those of its record, on whatever page, and nobody else’s', async () => {
    const rig = createRig({ leftovers: ['old-1', 'gone-1'] })
    rig.cloud.pageSize = 1
    for (const id of ['foreign-1', 'old-1']) {
      rig.cloud.subscriptions.set(id, { status: 'ACTIVE', producerId: 'x', pendingFor: 0 })
    }
    await rig.start()
    await settle()
    const own = [...rig.cloud.subscriptions.keys()].filter((id) => id !== 'foreign-1')
    expect(rig.cloud.subscriptions.has('foreign-1')).toBe(true)
    expect(rig.subscriptions.ids()).toEqual(own)
    expect(own).toHaveLength(1)
    expect(rig.cloud.count(/DELETE .*gone-1/)).toBe(0)
  })

  it('keeps them in the record when they can’t be deleted now, and goes on', async () => {
    const rig = createRig({ leftovers: ['old-1'] })
    rig.cloud.intercept = ({ path }) => (path.includes('?pageNumber') ? { status: 500 } : undefined)
    await rig.live()
    expect(rig.subscriptions.ids()).toContain('old-1')
    expect(rig.phase()).toBe('live')
  })
})

describe('a credential that is wrong', () => {
  it.each([
    ['the client secret', { appKey: 'key-1234', clientSecret: 'wrong' }, 'badCredential'],
    ['the application key', { appKey: 'wrong', clientSecret: 'secret-1234' }, 'badAppKey'],
    ['no secret at all', { appKey: 'key-1234' }, 'noSecret']
  ])('%s: said once and not tried again', async (_, secrets, code) => {
    const rig = createRig({ secrets, producers: ['Queue_itd_1.0.0', 'Agent_itd_1.0.0'] })
    await rig.start()
    expect(rig.sink.last(QUEUE_FEED)).toMatchObject({ phase: 'failed', failure: { code, step: 'token' } })
    expect(rig.sink.last('c1/Agent_itd_1.0.0')).toMatchObject({ phase: 'failed', failure: { code } })
    await rig.pass(120_000)
    expect(rig.cloud.count(/POST .*token$/)).toBe(code === 'noSecret' ? 0 : 1)
    expect(JSON.stringify(rig.sink.statuses)).not.toContain('wrong')
  })

  it.each([
    ['a web page', (told: string) => `<!doctype html><p>You sent ${told}</p>`],
    ['JSON of another form', (told: string) => JSON.stringify({ [told]: told })],
    ['no JSON', (told: string) => told]
  ])('%s with status 200 that repeats key and token does not bring them into a status', async (_, write) => {
    const rig = createRig()
    const sent: string[] = []
    rig.cloud.intercept = ({ path, headers }) => {
      if (/token$/.test(path)) return undefined
      sent.push(headers['authorization'] ?? '')
      return { status: 200, body: write(`${headers['appkey'] ?? ''} ${headers['authorization'] ?? ''}`) }
    }
    await rig.start()
    expect(sent.length).toBeGreaterThan(0)
    expect(rig.sink.last(QUEUE_FEED)).toMatchObject({ failure: { code: expect.any(String) as string } })
    const told = JSON.stringify(rig.sink.statuses)
    expect(told).not.toContain('key-1234')
    for (const one of sent) expect(told).not.toContain(one.replace('Bearer ', ''))
  })

  it('is tried again when the user asks', async () => {
    const rig = createRig({ secrets: { appKey: 'key-1234', clientSecret: 'wrong' } })
    await rig.start()
    rig.secrets['clientSecret'] = 'secret-1234'
    rig.source.probe()
    await settle()
    expect(await rig.accept()).toBe('CONNECTION_CONFIRMED')
  })

  it('a token refused by every call is replaced once, then it is the user’s business', async () => {
    const rig = createRig()
    rig.cloud.intercept = ({ path }) =>
      path.includes('token') ? undefined : { status: 401, body: { detail: 'Invalid credentials (Access-Token)' } }
    await rig.start()
    expect(rig.failure()).toMatchObject({ code: 'badCredential' })
    expect(rig.cloud.count(/POST .*token$/)).toBe(2)
  })

  it('an application key refused later never asks for a new token', async () => {
    const rig = createRig()
    rig.cloud.intercept = ({ path }) =>
      path.includes('token') ? undefined : { status: 401, body: { detail: 'Invalid credentials (Appkey)' } }
    await rig.start()
    expect(rig.failure()).toMatchObject({ code: 'badAppKey' })
    expect(rig.cloud.count(/POST .*token$/)).toBe(1)
  })
})
