import type { ViewAddress } from '../../../contract/views.ts'

/** No id of a connection: those are UUIDs. */
export const NEW_CONNECTION = 'new'
/** Where a first connection is added. */
export const ADD_CONNECTION: ViewAddress = { view: 'connections', focusId: NEW_CONNECTION }
