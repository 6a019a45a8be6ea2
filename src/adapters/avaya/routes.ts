import type { Route } from '../transport/route.ts'

/** Every address of the platform that is used, relative to the REST host. The socket's address is not here: the server gives it. */
export const AVAYA_ROUTES = {
  token: { method: 'POST', path: '/api/auth/v1/{accountId}/protocol/openid-connect/token', known: 'documented' },
  producers: {
    method: 'GET',
    path: '/api/analytics/producer-management/v1/accounts/{accountId}/measure-producers?processorType=ITD',
    known: 'documented'
  },
  producer: {
    method: 'GET',
    path: '/api/analytics/producer-management/v1/accounts/{accountId}/measure-producers/{producerId}',
    known: 'documented'
  },
  locales: {
    method: 'GET',
    path: '/api/analytics/producer-management/v1/accounts/{accountId}/measure-producers/{producerId}/locales',
    known: 'documented'
  },
  dictionary: {
    method: 'GET',
    path: '/api/analytics/producer-management/v1/accounts/{accountId}/measure-producers/{producerId}/dictionaries/{locale}',
    known: 'documented'
  },
  subscribe: { method: 'POST', path: '/api/notification/v1/accounts/{accountId}/subscriptions', known: 'documented' },
  subscriptions: {
    method: 'GET',
    path: '/api/notification/v1/accounts/{accountId}/subscriptions?pageNumber=1&pageSize=25',
    known: 'documented'
  },
  subscription: {
    method: 'GET',
    path: '/api/notification/v1/accounts/{accountId}/subscriptions/{subscriptionId}',
    known: 'documented'
  },
  unsubscribe: {
    method: 'DELETE',
    path: '/api/notification/v1/accounts/{accountId}/subscriptions/{subscriptionId}',
    known: 'documented'
  },
  renew: {
    method: 'POST',
    path: '/api/notification/v1/accounts/{accountId}/subscriptions/{subscriptionId}:renew',
    known: 'documented'
  }
} as const satisfies Record<string, Route>
