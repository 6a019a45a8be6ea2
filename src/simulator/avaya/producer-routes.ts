import type { Route } from '../http/router.ts'
import { guarded, type AccessDeps } from './access.ts'
import { problem } from './problem.ts'
import { describeProducer, dictionaryOf, LOCALES, producerHead, PRODUCERS, type Producer } from './producers.ts'
import type { Call, Reply } from '../http/reply.ts'
import type { Params } from '../http/router.ts'

const BASE = '/api/analytics/producer-management/v1/accounts/{accountId}/measure-producers'

export function producerRoutes(deps: AccessDeps): readonly Route[] {
  const one = (run: (producer: Producer, call: Call, params: Params) => Reply) =>
    guarded(deps, (call, params) => {
      const producer = PRODUCERS.find(({ id }) => id === params['measureProducerId'])
      return producer ? run(producer, call, params) : problem(404, 'There is no such measure producer', call.path)
    })

  return [
    {
      method: 'GET',
      path: BASE,
      run: guarded(deps, (call) => {
        const type = call.query.get('processorType')
        const listed = !deps.faults().noProducers && (type === null || type === 'ITD')
        return { status: 200, body: listed ? PRODUCERS.map(producerHead) : [] }
      })
    },
    {
      method: 'GET',
      path: `${BASE}/{measureProducerId}`,
      run: one((producer) => ({ status: 200, body: describeProducer(producer) }))
    },
    {
      method: 'GET',
      path: `${BASE}/{measureProducerId}/locales`,
      run: one(() => ({ status: 200, body: [...LOCALES] }))
    },
    {
      method: 'GET',
      path: `${BASE}/{measureProducerId}/dictionaries/{locale}`,
      run: one((producer, call, params) => {
        const locale = LOCALES.find((known) => known === params['locale'])
        return locale
          ? { status: 200, body: dictionaryOf(producer, locale) }
          : problem(404, 'There is no dictionary in this locale', call.path)
      })
    }
  ]
}
