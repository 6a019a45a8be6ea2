import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { readFixtures } from './rig/fixtures.ts'
import { createSmallTree, project, type SmallTree } from './rig/small-tree.ts'

const config = join(project, '.dependency-cruiser.cjs')
const cruiser = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

const reportSchema = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) }))
  })
})
type Summary = z.infer<typeof reportSchema>['summary']

/** What `npm run check` runs, on another folder. The exit code is the number of violations, so it says nothing more. */
async function cruise(cwd: string, folders: readonly string[]): Promise<Summary> {
  const args = [cruiser, ...folders, '--config', config, '--output-type', 'json']
  const stdout = await promisify(execFile)(process.execPath, args, { cwd, maxBuffer: 100 * 1024 * 1024 }).then(
    (done) => done.stdout,
    (error: unknown) => z.object({ stdout: z.string() }).parse(error).stdout
  )
  return reportSchema.parse(JSON.parse(stdout)).summary
}

function rulesBrokenBy(path: string, violations: Summary['violations']): readonly string[] {
  return [...new Set(violations.filter(({ from }) => from === path).map(({ rule }) => rule.name))].sort()
}

const fixtures = readFixtures('arrows')

describe.each([...fixtures])('%s', (_name, sections) => {
  let tree: SmallTree
  let broken: ReadonlyMap<string, readonly string[]>

  beforeAll(async () => {
    tree = createSmallTree(sections)
    const { violations } = await cruise(tree.folder, ['src'])
    broken = new Map(sections.map(({ path }) => [path, rulesBrokenBy(path, violations)]))
  })

  afterAll(() => {
    tree.dispose()
  })

  it.each(sections)('$path breaks: $breaks', ({ path, breaks }) => {
    expect(broken.get(path)).toEqual([...breaks].sort())
  })
})

describe('the arrows', () => {
  it('each have a bad file that shows them going red', () => {
    const loaded: unknown = createRequire(config)(config)
    const { forbidden } = z.object({ forbidden: z.array(z.object({ name: z.string() })) }).parse(loaded)
    const shown = new Set([...fixtures.values()].flat().flatMap(({ breaks }) => breaks))
    expect(forbidden.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([])
  })

  it('all hold in this project', async () => {
    const { totalCruised, violations } = await cruise(project, ['src', 'test'])
    expect(totalCruised).toBeGreaterThan(100)
    expect(violations).toEqual([])
  })
})
