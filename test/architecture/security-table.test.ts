import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { project } from './rig/small-tree.ts'

/** docs/security.md is read by people who can't run it: it must not promise a test that is not there. */

const text = readFileSync(join(project, 'docs/security.md'), 'utf8')
const rows = [...text.matchAll(/^\| (\d+)\s*\| ([^|]+)\| ([^|]+)\| ([^|]+)\|$/gm)].map(
  ([, row = '', promise = '', tests = '', tiers = '']) => ({ row: Number(row), promise, tests, tiers: tiers.trim() })
)
const namesIn = (tests: string): string[] => [...tests.matchAll(/_([^_]+)_/g)].map(([, name = '']) => name)
const pathsIn = (tests: string): string[] => [...tests.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)

const listSchema = z.object({ RULES: z.array(z.string()) })
const bansSchema = z.object({ SECURITY_BANS: z.record(z.string(), z.object({ item: z.number() })) })
let rules: ReadonlySet<string>
let bans: Readonly<Record<string, { readonly item: number }>>

beforeAll(async () => {
  const load = async (file: string): Promise<unknown> => import(pathToFileURL(join(project, 'scripts', file)).href)
  const { RULES } = listSchema.parse(await load('scan/scan.mjs'))
  rules = new Set(RULES.map((rule) => rule.replace(/^floorwatch\//, '')))
  bans = bansSchema.parse(await load('lint/security-bans.mjs')).SECURITY_BANS
})

describe('the security list', () => {
  it('has its 44 rows, each once and in order, with tiers', () => {
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 44 }, (_, index) => index + 1))
    expect(rows.filter(({ tiers }) => !/^[SUBECP]( [SUBECP])*$/.test(tiers))).toEqual([])
  })

  it.each(rows)('row $row names tests and rules that are there, or says that it waits', ({ tests }) => {
    const [paths, names] = [pathsIn(tests), namesIn(tests)]
    expect(paths.filter((path) => !existsSync(join(project, path)))).toEqual([])
    expect(names.filter((name) => !rules.has(name))).toEqual([])
    expect(paths.length + names.length > 0 || tests.includes('waits for packaging')).toBe(true)
  })

  it('has every ban of the sources in its row', () => {
    const missing = Object.entries(bans).filter(
      ([name, { item }]) => !namesIn(rows.find(({ row }) => row === item)?.tests ?? '').includes(name)
    )
    expect(missing).toEqual([])
  })

  it('lets nothing wait but what needs a package', () => {
    const waiting = rows.filter(({ tests }) => tests.includes('waits')).map(({ row }) => row)
    expect(waiting).toEqual([38, 39, 40])
  })
})
