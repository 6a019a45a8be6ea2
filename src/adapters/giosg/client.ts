import * as z from 'zod'
import type { GiosgConfig } from '../../core/connections/connection.ts'
import type { TargetPlace } from '../../core/connections/source.ts'
import type { SettingKind } from '../../core/reporting/objects.ts'
import { fail } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from '../transport/failures.ts'
import { listSchema } from '../transport/paging.ts'
import { createGiosgCalls } from './calls.ts'
import type { Calling, GiosgCalls, GiosgClientDeps } from './calls.ts'
import { GIOSG_ROUTES, settingRoutes } from './routes.ts'
import { queryAnswerSchema, settingsSchema, targetTestSchema, userSchema } from './schema.ts'
import type { QueryAnswer, SettingLists, UserAnswer } from './schema.ts'

/** Reads only; each call is repeated for passing failures, and lists are read to their end. */
export interface GiosgClient {
  me(calling?: Calling): Promise<Result<UserAnswer>>
  /** Fails with `newerEdition` where the service answers in that edition's way. */
  workflows(calling?: Calling): Promise<Result<readonly unknown[]>>
  workflow(workflowId: string, calling?: Calling): Promise<Result<unknown>>
  targets(workflowId: string, calling?: Calling): Promise<Result<readonly unknown[]>>
  testTarget(place: TargetPlace, calling?: Calling): Promise<Result<z.infer<typeof targetTestSchema>>>
  query(body: unknown, calling?: Calling): Promise<Result<QueryAnswer>>
  /** All kinds at once. */
  settings(place: TargetPlace, calling?: Calling): Promise<Result<SettingLists>>
  settingsOf(kind: SettingKind, place: TargetPlace, calling?: Calling): Promise<Result<readonly unknown[]>>
}

export function createGiosgClient(
  config: GiosgConfig,
  deps: GiosgClientDeps,
  calls: GiosgCalls = createGiosgCalls(config, deps)
): GiosgClient {
  const { read, readList, urlOf } = calls

  return {
    me: (calling) => read(urlOf(GIOSG_ROUTES.me), 'user', userSchema, calling),
    async workflows(calling) {
      const items = await readList(urlOf(GIOSG_ROUTES.workflows), 'workflows', calling)
      if (items.ok || items.failure.code !== 'notFound') return items
      // The list of an organisation is never gone, so either the address is wrong or the service has moved on.
      const reports = await read(urlOf(GIOSG_ROUTES.reports), 'workflows', listSchema, calling)
      if (!reports.ok) return items
      return fail(failure('newerEdition', 'workflows', 'workflows: not found, reports: there', { httpStatus: 404 }))
    },
    workflow: (workflowId, calling) =>
      read(urlOf(GIOSG_ROUTES.workflow, { workflowId }), 'workflows', z.unknown(), calling),
    targets: (workflowId, calling) => readList(urlOf(GIOSG_ROUTES.targets, { workflowId }), 'targets', calling),
    testTarget: (place, calling) =>
      read(urlOf(GIOSG_ROUTES.targetTest, { ...place }), 'targetTest', targetTestSchema, calling),
    query: (body, calling) =>
      calls.ask(urlOf(GIOSG_ROUTES.fetchEvents), 'targetTest', queryAnswerSchema, body, calling),
    settings: (place, calling) =>
      read(urlOf(GIOSG_ROUTES.notifications, { ...place }), 'notifications', settingsSchema, {
        ...calling,
        discreet: true
      }),
    settingsOf: (kind, place, calling) =>
      readList(urlOf(settingRoutes(kind).list, { ...place }), 'notifications', { ...calling, discreet: true })
  }
}
