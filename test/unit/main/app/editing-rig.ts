import type { PushPayload } from '../../../../src/contract/pushes.ts'
import type { ConnectionDraft, TypedConnection } from '../../../../src/core/connections/draft.ts'
import { avayaConnection, createARuntime, giosgConnection } from '../../../fakes/a-runtime.ts'

export const avayaConfig = avayaConnection().config
export const giosgConfig = giosgConnection().config
export const thoughtspotConfig = {
  system: 'thoughtspot',
  name: 'BI',
  baseUrl: 'https://bi.example.com',
  username: 'ada'
} as const
export const avayaSecrets = { appKey: 'key-1234', clientSecret: 'secret-1234' }

export function draft(over: Partial<ConnectionDraft> = {}): ConnectionDraft {
  return { id: null, config: avayaConfig, secrets: avayaSecrets, ...over }
}

/** As a window would have typed it. */
function typed({ id, config, secrets }: ConnectionDraft): TypedConnection {
  if (config.system === 'avaya') return { id, config: { ...config, producers: config.producers.join('\n') }, secrets }
  if (config.system === 'giosg') return { id, config, secrets }
  return { id, config: { ...config, orgId: config.orgId === undefined ? '' : String(config.orgId) }, secrets }
}

/** The application, with what the Connections view asks for. */
export function openEditing() {
  const app = createARuntime()
  const { handlers } = app.runtime
  return {
    ...app,
    save: async (one: ConnectionDraft, despiteTwin = false) =>
      handlers['connection:save']({ draft: typed(one), despiteTwin }),
    async saved(one: ConnectionDraft): Promise<string> {
      const answer = await handlers['connection:save']({ draft: typed(one), despiteTwin: false })
      if (!answer.ok || answer.value.kind !== 'saved') throw new Error(JSON.stringify(answer))
      return answer.value.connectionId
    },
    remove: async (connectionId: string) => handlers['connection:remove']({ connectionId }),
    test: async (one: ConnectionDraft, testId = 't1') => handlers['connection:test']({ testId, draft: typed(one) }),
    cancel: async (testId = 't1') => handlers['connection:cancelTest']({ testId }),
    tests: () =>
      app.pushed.flatMap(({ name, payload }) =>
        name === 'connection:tested' ? [payload as PushPayload<'connection:tested'>] : []
      ),
    names: () => app.state().connections.map(({ name }) => name)
  }
}
