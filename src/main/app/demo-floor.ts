import type { Connection, ConnectionConfig } from '../../core/connections/connection.ts'
import { fail, ok } from '../../core/result.ts'
import type { ConnectionEntry } from './connection-desk.ts'

export interface DemoConnection {
  readonly config: ConnectionConfig
  readonly secrets: Readonly<Record<string, string>>
}

/** The demo centre's connections as entries. Its credentials are made up at every start: they stay in memory. */
export function demoEntries(connections: readonly DemoConnection[]): ConnectionEntry[] {
  return connections.map(({ config, secrets }) => {
    const connection: Connection = { id: `demo-${config.system}`, config, demo: true }
    return {
      connection,
      secret: (field) => {
        const secret = secrets[field]
        return Promise.resolve(
          secret === undefined
            ? fail({ code: 'noSecret', step: 'secret', detail: `the demo centre gave no ${field}` })
            : ok(secret)
        )
      },
      secretsSet: () => Object.keys(secrets)
    }
  })
}
