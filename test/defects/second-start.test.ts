import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareHandOver } from '../../src/main/app/provision-hand-over.ts'
import { createSecondStarts, type SecondStartWork } from '../../src/main/lifecycle/second-starts.ts'
import { parseSecondInstance } from '../../src/main/platform/arguments.ts'
import { settle } from '../fakes/settle.ts'
import { silentLogger } from '../fakes/silent-logger.ts'
import { aFolder } from '../unit/adapters/storage/rig.ts'

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

const started = (file: string, env: Record<string, string> = {}) => {
  const parsed = parseSecondInstance({ argv: ['--provision', file], cwd: '/srv', env })
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.value
}

/** The variables were looked up in the process that was started first, which can't know them. */
describe('what a second start hands over', () => {
  const environment: Record<string, string> = { CHAT_TOKEN: 'secret-1', HOME: '/home/somebody' }
  const variable = (name: string): string | undefined => environment[name]

  it('is the value of each variable the file names, and of no other', () => {
    const handed = prepareHandOver(aFile({ version: 1, connections: [giosg] }), variable)
    expect(handed).toEqual({ env: { CHAT_TOKEN: 'secret-1' }, errors: [] })
    expect(started('/srv/floor.json', { ...handed.env }).env).toEqual({ CHAT_TOKEN: 'secret-1' })
  })

  it('is nothing for a file that says its secrets itself', () => {
    const file = aFile({ version: 1, connections: [{ ...giosg, token: 'in-the-file' }] })
    expect(prepareHandOver(file, variable)).toEqual({ env: {}, errors: [] })
  })

  it('is nothing but the mistakes where the file can not be imported', () => {
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
    const imports: ((value: undefined) => void)[] = []
    const work: SecondStartWork = {
      openWindow: () => done.push('window'),
      provision: async (file, env) => {
        done.push(`${file} ${JSON.stringify(env)} begins`)
        await new Promise((resolve) => imports.push(resolve))
        done.push(`${file} ends`)
      }
    }
    return { done, imports, work, starts: createSecondStarts(silentLogger) }
  }

  it('that come too early get what they asked for once the application runs', async () => {
    const { done, work, starts } = rig()
    starts.came(started('a.json', { A: '1' }))
    starts.came(undefined)
    expect(done).toEqual([])
    starts.serve(work)
    await settle()
    expect(done).toEqual(['window', 'window', '/srv/a.json {"A":"1"} begins'])
  })

  it('open the window at once and import one after the other', async () => {
    const { done, imports, work, starts } = rig()
    starts.serve(work)
    starts.came(started('a.json'))
    starts.came(started('b.json'))
    await settle()
    expect(done).toEqual(['window', 'window', '/srv/a.json {} begins'])
    imports[0]?.(undefined)
    await settle()
    expect(done.slice(3)).toEqual(['/srv/a.json ends', '/srv/b.json {} begins'])
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
    starts.came(started('a.json'))
    starts.came(started('b.json'))
    await settle()
    expect(done.at(-1)).toBe('/srv/b.json {} begins')
  })
})
