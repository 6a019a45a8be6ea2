import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { readFixtures } from './rig/fixtures.ts'
import { createSmallTree, project, type SmallTree } from './rig/small-tree.ts'

const findingSchema = z.object({
  rule: z.string(),
  item: z.number(),
  severity: z.enum(['high', 'medium', 'low']),
  where: z.string(),
  line: z.number()
})
type Finding = z.infer<typeof findingSchema>
const reportSchema = z.object({ files: z.array(z.string()), findings: z.array(findingSchema) })

/** The scan is a script: what it exports is looked at before it is called. */
const runnable = z.custom<(folder: string, options?: object) => unknown>((value) => typeof value === 'function')
const load = async (file: string): Promise<unknown> => import(pathToFileURL(join(project, 'scripts/scan', file)).href)

interface Scan {
  readonly rules: readonly string[]
  run(folder: string, options?: object): z.infer<typeof reportSchema>
}
let scan: Scan
const trees: SmallTree[] = []

beforeAll(async () => {
  const { RULES, scanApplication } = z
    .object({ RULES: z.array(z.string()), scanApplication: runnable })
    .parse(await load('scan.mjs'))
  scan = { rules: RULES, run: (folder, options = {}) => reportSchema.parse(scanApplication(folder, options)) }
})

afterAll(() => {
  for (const tree of trees) tree.dispose()
})

function treeOf(files: readonly { readonly path: string; readonly code: string }[]): string {
  const tree = createSmallTree([{ path: 'package-lock.json', code: '{}' }, ...files])
  trees.push(tree)
  return tree.folder
}
const rulesOf = (findings: readonly Finding[]): ReadonlySet<string> => new Set(findings.map(({ rule }) => rule))
const serious = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ severity }) => severity !== 'low')

describe('the security scan', () => {
  it('goes red on the canary, an application that does everything wrong, with every one of its rules', () => {
    const canary = treeOf([...readFixtures('canary-app').values()].flat())
    const { findings } = scan.run(canary, { accepted: [] })
    const shown = new Set(rulesOf(serious(findings)))
    // What must be there is missing where nothing is there at all.
    const empty = treeOf([{ path: 'out/main/index.js', code: 'export const a = 1\n' }])
    for (const rule of rulesOf(serious(scan.run(empty, { accepted: [] }).findings))) shown.add(rule)
    expect(scan.rules.filter((rule) => !shown.has(rule))).toEqual([])
    expect(rulesOf(findings)).toContain('parse')
  })

  it('is not silenced by a comment in the code', () => {
    const code = '/* eslint-disable */\nimport vm from "node:vm"\nvm.runInThisContext("1") // eslint-disable-line\n'
    const { findings } = scan.run(treeOf([{ path: 'src/main/x.ts', code }]), { accepted: [] })
    expect(findings.some(({ rule, where }) => rule === 'floorwatch/no-dynamic-code' && where === 'src/main/x.ts')).toBe(
      true
    )
  })

  it('knows a bundled line by the source above it, and lets only that source do what is its own', () => {
    const made = (source: string): string => `// ${source}\nexport const window = new BrowserWindow({})\n`
    const code =
      made('src/main/platform/window-factory.ts') + made('src/main/platform/tray.ts').replace('window =', 'b =')
    const { findings } = scan.run(treeOf([{ path: 'out/main/index.js', code }]), { accepted: [] })
    const windows = findings.filter(({ rule }) => rule === 'floorwatch/window-in-factory')
    expect(windows.map(({ where, line }) => [where, line])).toEqual([['src/main/platform/tray.ts', 4]])
  })

  it('accepts no more than was accepted, and not what is no longer there', () => {
    const rule = 'no-new-func'
    const made = (count: number) =>
      treeOf([{ path: 'out/main/index.js', code: '// node_modules/zod/x.js\n' + 'new Function("")\n'.repeat(count) }])
    const run = (count: number) =>
      scan
        .run(made(count), { accepted: [{ rule, where: 'node_modules/zod/', most: 1 }] })
        .findings.filter((one) => one.rule === rule || one.rule === 'accepted')
        .map((one) => one.rule)
    expect(run(1)).toEqual([])
    expect(run(2)).toEqual([rule, rule])
    expect(run(0)).toEqual(['accepted'])
  })

  it('gives a reason for everything that is accepted, and accepts nothing in a source of ours', async () => {
    const { ACCEPTED } = z
      .object({ ACCEPTED: z.array(z.object({ rule: z.string(), where: z.string(), reason: z.string().min(30) })) })
      .parse(await load('accepted.mjs'))
    expect(ACCEPTED.filter(({ where }) => !/^(node_modules|out\/renderer\/assets)\//.test(where))).toEqual([])
    expect(ACCEPTED.filter(({ rule }) => !scan.rules.includes(rule))).toEqual([])
  })

  it('asks for a new look at the releases of Electron when the last is eight weeks old, without failing', async () => {
    const { scanPackages } = z.object({ scanPackages: runnable }).parse(await load('packages.mjs'))
    const { reviewed } = z.object({ reviewed: z.iso.date() }).parse(await load('electron-majors.mjs'))
    const after = (days: number) =>
      reportSchema
        .parse(scanPackages(project, { todayMs: Date.parse(reviewed) + days * 86_400_000 }))
        .findings.map(({ rule, severity }) => [rule, severity])
    expect(after(55)).toEqual([])
    expect(after(57)).toEqual([['electron-supported', 'low']])
  })
})

it('the oldest Electron that counts as supported is the same for the scan and for the application', async () => {
  const { SUPPORTED } = z.object({ SUPPORTED: z.array(z.number()) }).parse(await load('electron-majors.mjs'))
  const { readFileSync } = await import('node:fs')
  const source = readFileSync(join(project, 'src/main/lifecycle/runtime-kind.ts'), 'utf8')
  expect(source).toContain(`const SUPPORTED_MAJOR = ${Math.min(...SUPPORTED)}\n`)
})
