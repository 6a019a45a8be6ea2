import type { NoRoute, Route } from '../http/router.ts'
import { problem } from './problem.ts'
import { producerRoutes } from './producer-routes.ts'
import { subscriptionRoutes, type SubscriptionRouteDeps } from './subscription-routes.ts'
import { tokenRoute } from './token-route.ts'

export const noAvayaRoute: NoRoute = (call, allowed) =>
  allowed.length === 0
    ? problem(404, 'There is nothing here', call.path)
    : { ...problem(405, 'Method not allowed', call.path), headers: { allow: allowed.join(', ') } }

export function avayaRoutes(deps: SubscriptionRouteDeps & { readonly tokenLifeMs: number }): readonly Route[] {
  return [tokenRoute(deps), ...subscriptionRoutes(deps), ...producerRoutes(deps)]
}
