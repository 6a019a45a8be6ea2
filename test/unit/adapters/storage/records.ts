import type { Delivery } from '../../../../src/core/alerts/delivery.ts'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import type { Connection } from '../../../../src/core/connections/connection.ts'
import type { Target, TargetTest } from '../../../../src/core/targets/target.ts'

/** Noon of a day in May 2024, UTC. */
export const NOON = Date.UTC(2024, 4, 6, 12)

export function aDelivery(part: Partial<Delivery> = {}): Delivery {
  return {
    ...{ id: 'd1', episodeId: 'e1', reason: 'fired', channel: 'native', state: 'intent', detail: '' },
    ...{ atMs: NOON, possibleRepeat: false },
    ...part
  }
}

export function aTest(part: Partial<TargetTest> = {}): TargetTest {
  return { targetId: 't1', value: 3, selectedPeriod: 'P1D', timespan: '2024-05-06', testedAtMs: NOON, ...part }
}

export function aTarget(part: Partial<Target> = {}): Target {
  return {
    ...{ id: 't1', connectionId: 'c1', workflowId: 'w1', name: 'Sales', threshold: 20, bound: 'LOWER' },
    ...{ reportingPeriod: 'P1D', notificationPeriod: 'P1D', field: 'count' },
    ...part
  }
}

export function aRule(id: string): Rule {
  return {
    ...{ id, version: 1, name: id, enabled: true, severity: 'warning', kind: 'feed' },
    ...{ pendingForMs: 0, keepFiringForMs: 0, repeatEveryMs: null, announceEnd: false }
  }
}

export function aConnection(id: string, name = 'Floor'): Connection {
  return {
    id,
    demo: false,
    config: {
      ...{ system: 'avaya', name, restBaseUrl: 'https://example.com', accountId: 'ABCDEF' },
      ...{ clientId: 'client', producers: ['Queue_itd_1.0.0'] }
    }
  }
}
