import { unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../src/core/result.ts'
import { DEFAULT_SETTINGS } from '../../src/core/settings/settings.ts'
import { createProblemDesk } from '../../src/main/app/problem-desk.ts'
import { importProvisioningFile } from '../../src/main/app/provision-file.ts'
import { prepareHandOver } from '../../src/main/app/provision-hand-over.ts'
import { createSecondStarts, type SecondStartWork } from '../../src/main/lifecycle/second-starts.ts'
import { parseSecondInstance } from '../../src/main/platform/arguments.ts'
import { settle } from '../fakes/settle.ts'
import { silentLogger } from '../fakes/silent-logger.ts'
import { aFolder, openAt } from '../unit/adapters/storage/rig.ts'

const giosg = {
  system: 'giosg',
  name: 'Chat',
  organizationId: '7f9e9580-095b-42c7-838c-c04e667b26f7',
  apiBaseUrl: 'https://api.giosg.example',
  serviceBaseUrl: 'https://service.giosg.example',
  token: { env: 'CHAT_TOKEN' },
  tokenKind: 'token'
}

function aFile(content: unknown): string {
  const file = join(aFolder(), 'floor.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

/** What a start says of itself. */
const message = (file: string, env: Readonly<Record<string, string>> = {}, text?: string) => ({
  argv: ['--provision', file],
  cwd: '/srv',
  env,
  ...(text === undefined ? {} : { text })
})

const started = (...parts: Parameters<typeof message>) => {
  const parsed = parseSecondInstance(message(...parts))
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.value
}

/** The variables were looked up in the process that was started first, which can't know them. */
describe('what a second start hands over', () => {
  const environment: Record<string, string> = { CHAT_TOKEN: 'secret-1', HOME: '/home/somebody' }
  const variable = (name: string): string | undefined => environment[name]

  it('is the value of each variable the file names, and of no other', () => {
    const text = JSON.stringify({ version: 1, connections: [giosg] })
    const handed = prepareHandOver(aFile(text), variable)
    expect(handed).toEqual({ env: { CHAT_TOKEN: 'secret-1' }, text, errors: [] })
    expect(started('/srv/floor.json', { ...handed.env }).env).toEqual({ CHAT_TOKEN: 'secret-1' })
  })

  it('is no variable for a file that says its secrets itself', () => {
    const file = aFile({ version: 1, connections: [{ ...giosg, token: 'in-the-file' }] })
    expect(prepareHandOver(file, variable)).toMatchObject({ env: {}, errors: [] })
  })

  it('is what the file says, which counts also when the file is gone by then', async () => {
    const file = aFile({ version: 1, connections: [giosg] })
    const { env, text } = prepareHandOver(file, variable)
    unlinkSync(file)
    const { given, ...handed } = started(file, env, text)
    const { journal } = openAt(join(aFolder(), 'journal.db'))
    const put: string[] = []
    const missing = fail({ code: 'noSecret' as const, step: 'secret' as const, detail: '' })
    const imported = await importProvisioningFile(
      {
        journal,
        logger: silentLogger,
        defaultRules: () => [],
        nowMs: () => 0,
        env: (name) => handed.env[name],
        settings: { get: () => DEFAULT_SETTINGS, change: () => ok(undefined), saved: () => Promise.resolve() },
        vault: {
          has: () => false,
          get: () => Promise.resolve(missing),
          put: (_, secret) => Promise.resolve(ok(void put.push(secret))),
          remove: () => Promise.resolve(ok(undefined))
        }
      },
      { path: given.provision ?? '', text: handed.text }
    )
    expect(imported).toMatchObject({ ok: true, value: { connections: 1 } })
    expect(put).toEqual(['secret-1'])
  })

  it('is only the place of a file too long for the message, in whatever script', () => {
    for (const name of ['x'.repeat(15_990), 'x'.repeat(16_001), 'ч'.repeat(7_990), 'ч'.repeat(9_000)]) {
      const file = aFile(name)
      const { env, text } = prepareHandOver(file, variable)
      expect(parseSecondInstance(message(file, env, text)).ok).toBe(true)
      expect(serialize({ env, text }).length).toBeLessThanOrEqual(16_000)
    }
    expect(prepareHandOver(aFile('ч'.repeat(9_000)), variable).text).toBeUndefined()
  })

  it('is no variable but the mistakes where the file can not be imported', () => {
    const wrong = [
      [aFile({ version: 1, connections: [giosg] }), () => undefined, 'connections[0].token'],
      [
        aFile({ version: 1, connections: [{ ...giosg, organizationId: 'x' }] }),
        variable,
        'connections[0].organizationId'
      ],
      [aFile('{'), variable, ''],
      [join(aFolder(), 'absent.json'), variable, '']
    ] as const
    for (const [file, lookUp, path] of wrong) {
      const { env, errors } = prepareHandOver(file, lookUp)
      expect([env, errors.map((error) => error.path)]).toEqual([{}, [path]])
      expect(errors[0]?.message).not.toBe('')
    }
  })

  it('stays below what one message between two starts can carry', () => {
    const connections = Array.from({ length: 3 }, (_, index) => ({
      ...giosg,
      apiBaseUrl: `https://api${String(index)}.giosg.example`,
      token: { env: `T${String(index)}` }
    }))
    const { env, errors } = prepareHandOver(aFile({ version: 1, connections }), () => 'x'.repeat(9_000))
    expect(env).toEqual({})
    expect(errors[0]?.message).toContain('quit Floorwatch')
  })

  it.each([10_000, 10_001, 15_900])(
    'a secret of %i characters is understood by the other start, or refused here',
    (length) => {
      const secret = 'x'.repeat(length)
      const file = aFile({ version: 1, connections: [giosg] })
      const { env, text, errors } = prepareHandOver(file, () => secret)
      expect(parseSecondInstance(message(file, env, text)).ok).toBe(true)
      expect(env['CHAT_TOKEN'] === undefined).toBe(length > 10_000)
      expect(errors).toHaveLength(length > 10_000 ? 1 : 0)
      if (length > 10_000)
        expect(errors[0]?.message).toMatch(/CHAT_TOKEN is longer than 10000 characters.*quit Floorwatch/)
      expect(JSON.stringify(errors)).not.toContain('xxx')
    }
  )

  it('is refused when it is not what a start tells', () => {
    for (const env of [undefined, 'x', { 'no name': 'x' }, { A: 1 }, { A: 'x'.repeat(10_001) }]) {
      expect(parseSecondInstance({ argv: [], cwd: '/', env })).toMatchObject({ ok: false })
    }
  })
})

/** A second start that came before the application ran was dropped, with what it was to import. */
describe('second starts', () => {
  function rig() {
    const done: string[] = []
    const problems = createProblemDesk({ wallMs: () => 0, changed: () => undefined })
    const quit = { hasBegun: false }
    const imports: ((value: undefined) => void)[] = []
    const work: SecondStartWork = {
      show: () => done.push('window'),
      isOver: () => quit.hasBegun,
      provision: async ({ path }, env) => {
        done.push(`${path} ${JSON.stringify(env)} begins`)
        await new Promise((resolve) => imports.push(resolve))
        done.push(`${path} ends`)
      }
    }
    return { done, imports, work, problems, quit, starts: createSecondStarts({ logger: silentLogger, problems }) }
  }

  it('that come too early get what they asked for once the application runs', async () => {
    const { done, work, starts } = rig()
    starts.came(message('a.json', { A: '1' }))
    starts.came(undefined)
    expect(done).toEqual([])
    starts.serve(work)
    await settle()
    expect(done).toEqual(['window', 'window', '/srv/a.json {"A":"1"} begins'])
  })

  it('open the window at once and import one after the other', async () => {
    const { done, imports, work, starts } = rig()
    starts.serve(work)
    starts.came(message('a.json'))
    starts.came(message('b.json'))
    await settle()
    expect(done).toEqual(['window', 'window', '/srv/a.json {} begins'])
    imports[0]?.(undefined)
    await settle()
    expect(done.slice(3)).toEqual(['/srv/a.json ends', '/srv/b.json {} begins'])
  })

  it('that are not understood are told of', () => {
    const { done, work, problems, starts } = rig()
    starts.serve(work)
    starts.came(message('a.json', { A: 'x'.repeat(10_001) }))
    expect(done).toEqual(['window'])
    expect(problems.list().map(({ code }) => code)).toEqual(['startNotUnderstood'])
  })

  it('change nothing any more once quitting has begun, those that wait included', async () => {
    const { done, imports, work, quit, starts } = rig()
    starts.serve(work)
    starts.came(message('a.json'))
    starts.came(message('b.json'))
    await settle()
    quit.hasBegun = true
    const before = done.length
    starts.came(message('c.json'))
    imports[0]?.(undefined)
    await settle()
    expect(done.slice(before)).toEqual(['/srv/a.json ends'])
  })

  it('are served after one whose import broke', async () => {
    const { done, work, starts } = rig()
    let broken = true
    starts.serve({
      ...work,
      provision: (file, env) => {
        if (!broken) return work.provision(file, env)
        broken = false
        return Promise.reject(new Error('a bug'))
      }
    })
    starts.came(message('a.json'))
    starts.came(message('b.json'))
    await settle()
    expect(done.at(-1)).toBe('/srv/b.json {} begins')
  })
})
