import { readdirSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import { scenarioSchema, type Scenario } from './scenario.ts'

/** Every scenario of a folder's files. */
export function scenariosOf(folder: URL): { readonly file: string; readonly scenarios: readonly Scenario[] }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((file) => ({
      file,
      scenarios: z.array(scenarioSchema).parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
    }))
}
