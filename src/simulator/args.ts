import { parseArgs } from 'node:util'
import * as z from 'zod'
import type { DemoOptions } from './demo-centre.ts'
import { SCENARIO_IDS } from './scenario/scenario.ts'
import { SPEED } from './control/schema.ts'

export const USAGE = `usage: demo-centre [--seed N] [--scenario ${SCENARIO_IDS.join('|')}] [--speed 1..60] [--port N]
                   [--control-token T] [--elapsed SECONDS] [--token-life SECONDS] [--ping-interval SECONDS]
                   [--giosg-workflows N] [--giosg-targets N]`

const whole = z.coerce.number('must be a number').int('must be a whole number')
const argsSchema = z.strictObject({
  seed: whole.min(0).default(1),
  scenario: z.enum(SCENARIO_IDS, `must be one of ${SCENARIO_IDS.join(', ')}`).default('quiet-day'),
  speed: z.coerce.number('must be a number').min(SPEED.min).max(SPEED.max).default(1),
  port: whole.min(0).max(65_535).default(0),
  'control-token': z.string().min(1).optional(),
  elapsed: z.coerce.number('must be a number').min(0).default(0),
  'token-life': whole.min(1).default(900),
  'ping-interval': whole.min(1).default(300),
  'giosg-workflows': whole.min(0).max(2_000).optional(),
  'giosg-targets': whole.min(0).max(200).default(20)
})

const string = { type: 'string' } as const
const NAMES = {
  seed: string,
  scenario: string,
  speed: string,
  port: string,
  'control-token': string,
  elapsed: string,
  'token-life': string,
  'ping-interval': string,
  'giosg-workflows': string,
  'giosg-targets': string
}

export type ParsedArgs =
  { readonly ok: true; readonly options: DemoOptions } | { readonly ok: false; readonly message: string }

/** `newToken` makes the control token when none is given. */
export function readArgs(argv: readonly string[], newToken: () => string): ParsedArgs {
  let values: Record<string, unknown>
  try {
    values = { ...parseArgs({ args: [...argv], options: NAMES, strict: true }).values }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
  const parsed = argsSchema.safeParse(values)
  if (!parsed.success) {
    const { path = [], message = '' } = parsed.error.issues[0] ?? {}
    return { ok: false, message: `--${path.join('.')}: ${message}` }
  }
  const { seed, scenario, speed, port } = parsed.data
  const workflows = parsed.data['giosg-workflows']
  return {
    ok: true,
    options: {
      seed,
      scenario,
      speed,
      port,
      controlToken: parsed.data['control-token'] ?? newToken(),
      elapsedMs: parsed.data.elapsed * 1_000,
      tokenLifeMs: parsed.data['token-life'] * 1_000,
      pingIntervalMs: parsed.data['ping-interval'] * 1_000,
      ...(workflows !== undefined && { reporting: { workflows, targets: parsed.data['giosg-targets'] } })
    }
  }
}
