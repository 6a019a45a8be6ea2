import { chmodSync, closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Delivery } from '../../../../src/core/alerts/delivery.ts'
import { openStore } from '../../../../src/adapters/storage/store.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'
import { aConnection, aDelivery, aRule, NOON } from './records.ts'
import { aFolder, openAt } from './rig.ts'
import { withoutRights } from './without-rights.ts'

/** A closed journal with enough rows for several pages. */
function aFilledJournal(): string {
  const file = join(aFolder(), 'journal.db')
  const { journal } = openAt(file)
  journal.putConnection(aConnection('c1'))
  journal.commit({
    episodes: Array.from({ length: 200 }, (_, index) => anEpisode({ id: `e${index}`, note: 'n'.repeat(500) })),
    deliveries: []
  })
  journal.close()
  const store = openStore(file)
  store.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  store.close()
  return file
}

function overwrite(file: string, position: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, position)
  closeSync(handle)
}

/** Another file in its place, without a log: writing over the old one would leave the log that can repair it. */
function replace(file: string, text: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
  writeFileSync(file, text)
}

const PAGE = 4096
const damage = {
  'its header is overwritten': (file: string) => overwrite(file, 0, Buffer.from('garbage!')),
  'it is cut short': (file: string) => {
    const handle = openSync(file, 'r+')
    ftruncateSync(handle, 5 * PAGE + 100)
    closeSync(handle)
  },
  'pages in the middle are flipped': (file: string) => overwrite(file, 6 * PAGE, Buffer.alloc(20 * PAGE, 0xa5)),
  'it is something else': (file: string) => replace(file, 'not a journal at all\n'.repeat(300)),
  "it is another program's database": (file: string) => {
    replace(file, '')
    const store = openStore(file)
    store.exec('CREATE TABLE theirs (a)')
    store.close()
  }
}

describe('a damaged journal is set aside unchanged and a new one begun, when', () => {
  for (const [what, harm] of Object.entries(damage)) {
    it(what, () => {
      const file = aFilledJournal()
      harm(file)
      const harmed = readFileSync(file)
      const { journal, problems, durable } = openAt(file)

      expect(problems).toMatchObject([{ id: 'journal-damaged', code: 'journalDamaged', sinceMs: NOON }])
      const aside = problems[0]!.params['aside']!
      expect(aside).toBe('journal.damaged-20240506T120000Z.db')
      expect(readFileSync(join(file, '..', aside)).equals(harmed)).toBe(true)
      expect([journal.connections().length, durable]).toEqual([0, true])

      journal.putRules([aRule('new')])
      journal.close()
      const again = openAt(file)
      expect(again.problems).toEqual([])
      expect(again.journal.rules()).toHaveLength(1)
    })
  }

  it('two are damaged in the same second: each keeps a name of its own', () => {
    const file = aFilledJournal()
    for (const text of ['first', 'second']) {
      replace(file, text.repeat(500))
      openAt(file).journal.close()
    }
    const asides = readdirSync(join(file, '..')).filter((name) => /damaged-[^-]*(-2)?\.db$/.test(name))
    expect(asides.map((name) => readFileSync(join(file, '..', name), 'utf8').slice(0, 5)).sort()).toEqual([
      'first',
      'secon'
    ])
  })

  it('its log goes with it, so that it is not played into the new one', () => {
    const file = aFilledJournal()
    const { journal } = openAt(file)
    journal.putFact('in', 'the log')
    const log = readFileSync(`${file}-wal`)
    journal.close()
    writeFileSync(file, 'no database'.repeat(500))
    writeFileSync(`${file}-wal`, log)
    expect(openAt(file).journal.fact('in')).toBeUndefined()
    expect(readdirSync(join(file, '..'))).toContain('journal.damaged-20240506T120000Z.db-wal')
  })
})

describe('the journal opens', () => {
  it('a file that does not exist yet, in a folder that does not either, for this user only', () => {
    const folder = join(aFolder(), 'profile')
    const file = join(folder, 'journal.db')
    const { journal, problems, durable } = openAt(file)
    expect(problems).toEqual([])
    expect(durable).toBe(true)
    journal.putFact('a', 'b')
    for (const name of ['', '-wal', '-shm']) expect(statSync(`${file}${name}`).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('and closes the rights of a file that others could read', () => {
    const file = aFilledJournal()
    chmodSync(file, 0o644)
    openAt(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('with a log and with every commit forced to the disk', () => {
    const file = aFilledJournal()
    openAt(file)
    const store = openStore(file)
    expect(store.all('PRAGMA journal_mode')).toMatchObject([{ journal_mode: 'wal' }])
    store.close()
  })

  it('in memory when a folder stands in its place, and says so', () => {
    const file = join(aFolder(), 'journal.db')
    mkdirSync(file)
    const { journal, problems, durable } = openAt(file)
    expect(problems).toMatchObject([{ id: 'journal', code: 'journalUnwritable', params: { file } }])
    expect(durable).toBe(false)
    expect(journal.putRules([aRule('x')])).toMatchObject({ ok: true })
    expect(journal.rules()).toHaveLength(1)
  })

  it('a copy in memory when nothing may be written, with everything that was known', () => {
    const file = aFilledJournal()
    const before = readFileSync(file)
    const { journal, problems, durable } = withoutRights(join(file, '..'), () => openAt(file))
    expect(problems).toMatchObject([{ code: 'journalUnwritable' }])
    expect(durable).toBe(false)
    expect(journal.connections()).toEqual([aConnection('c1')])
    expect(journal.recentEpisodes(1000)).toHaveLength(200)
    expect(journal.commit({ episodes: [anEpisode({ id: 'new' })], deliveries: [] })).toMatchObject({ ok: true })
    expect(journal.recentEpisodes(1000)).toHaveLength(201)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('nothing of a newer version: the file stays as it is and this run keeps its journal in memory', () => {
    const file = aFilledJournal()
    const store = openStore(file)
    store.exec('PRAGMA user_version = 99; CREATE TABLE rooms (a); PRAGMA wal_checkpoint(TRUNCATE)')
    store.close()
    const before = readFileSync(file)
    const { journal, problems, durable } = openAt(file)
    expect(problems).toMatchObject([{ id: 'journal', code: 'journalNewer', params: { file } }])
    expect([durable, journal.connections()]).toEqual([false, []])
    journal.putRules([aRule('x')])
    journal.close()
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(join(file, '..')).filter((name) => name.includes('damaged'))).toEqual([])
  })
})

describe('what is over is removed at opening', () => {
  const DAY = 86_400_000

  it('no episode, however long it is closed: how long they are kept is for the user to say', () => {
    const file = join(aFolder(), 'journal.db')
    const { journal } = openAt(file)
    const closedAt = (id: string, closedAtMs: number) => anEpisode({ id, state: 'closed', closedAtMs })
    journal.commit({
      episodes: [closedAt('old', NOON - 1), closedAt('young', NOON + 1), anEpisode({ id: 'open' })],
      deliveries: ['old', 'young', 'open'].map((id) => aDelivery({ id: `of-${id}`, episodeId: id }))
    })
    journal.close()
    const later = openAt(file, NOON + 900 * DAY).journal
    expect(later.recentEpisodes(9).map(({ id }) => id)).toEqual(['young', 'open', 'old'])
    expect(later.undecidedDeliveries()).toHaveLength(3)
  })

  it('deliveries beyond 10 000, the oldest first; what is still owed never', () => {
    const file = join(aFolder(), 'journal.db')
    openAt(file).journal.commit({
      episodes: [anEpisode({ id: 'e1' }), anEpisode({ id: 'quiet' })],
      deliveries: [aDelivery({ id: 'owed', episodeId: 'quiet', state: 'held', atMs: 0 })]
    })
    const store = openStore(file)
    const STATES = { 1: 'intent', 2: 'held', 3: 'failed' } as Record<number, Delivery['state']>
    const json = (record: object) => JSON.stringify(record)
    store.transaction(() => {
      for (let at = 0; at < 10_005; at += 1) {
        const delivery = aDelivery({ id: `d${at}`, state: STATES[at] ?? 'delivered', atMs: at })
        const cells = [delivery.id, 'e1', delivery.state, at, json(delivery)]
        store.run('INSERT INTO deliveries (id, episode_id, state, at, json) VALUES (?, ?, ?, ?, ?)', ...cells)
      }
    })
    store.close()
    const { journal } = openAt(file)
    expect(
      journal
        .deliveries('e1')
        .map(({ atMs }) => atMs)
        .slice(0, 5)
    ).toEqual([1, 2, 3, 5, 6])
    expect(journal.deliveries('quiet').map(({ id }) => id)).toEqual(['owed'])
  })
})
