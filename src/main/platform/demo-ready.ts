import * as z from 'zod'
import {
  avayaConfigSchema,
  giosgConfigSchema,
  SECRET_FIELDS,
  thoughtspotConfigSchema
} from '../../core/connections/connection.ts'
import type { DemoConnection } from '../app/demo-floor.ts'

const secret = z.string().min(1).max(4000)

const connectionSchema = z.discriminatedUnion('system', [
  avayaConfigSchema.extend({ appKey: secret, clientSecret: secret }),
  giosgConfigSchema.extend({ token: secret }),
  thoughtspotConfigSchema.extend({ secretKey: secret })
])

/** What the demo centre says once it listens: where, what plays, and connections to itself in the form of a provisioning file. */
const readySchema = z.object({
  type: z.literal('ready'),
  port: z.int().min(1).max(65_535),
  scenario: z.string(),
  speed: z.number(),
  seed: z.number(),
  connections: z.array(connectionSchema)
})

export interface DemoReady {
  readonly port: number
  readonly scenario: string
  readonly speed: number
  readonly seed: number
  readonly connections: readonly DemoConnection[]
}

function split(entry: z.infer<typeof connectionSchema>): DemoConnection {
  const names: readonly string[] = SECRET_FIELDS[entry.system]
  const all = Object.entries(entry)
  const secrets = all.flatMap(([name, value]) =>
    names.includes(name) && typeof value === 'string' ? [[name, value] as const] : []
  )
  switch (entry.system) {
    case 'avaya': {
      const { appKey: _appKey, clientSecret: _clientSecret, ...config } = entry
      return { config, secrets: Object.fromEntries(secrets) }
    }
    case 'giosg': {
      const { token: _token, ...config } = entry
      return { config, secrets: Object.fromEntries(secrets) }
    }
    case 'thoughtspot': {
      const { secretKey: _secretKey, ...config } = entry
      return { config, secrets: Object.fromEntries(secrets) }
    }
  }
}

/** `undefined` for anything else the demo centre may say. */
export function parseDemoReady(message: unknown): DemoReady | undefined {
  const parsed = readySchema.safeParse(message)
  if (!parsed.success) return undefined
  const { port, scenario, speed, seed, connections } = parsed.data
  return { port, scenario, speed, seed, connections: connections.map(split) }
}
