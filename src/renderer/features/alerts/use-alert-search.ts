import { useEffect, useState } from 'react'
import type { AlertView, FailureView } from '../../../contract/views.ts'
import type { RequestInput, RequestOutput } from '../../../contract/requests.ts'
import { useWindow } from '../../state/window-context.tsx'

/** Main is asked this long after the last letter was typed, ms. */
const TYPING_MS = 300

export type SearchFilter = Omit<RequestInput<'alert:search'>, 'after'>
type Place = RequestOutput<'alert:search'>['next']

export interface AlertSearch {
  readonly alerts: readonly AlertView[]
  readonly busy: boolean
  readonly failure: FailureView | null
  /** There may be more, further back. */
  readonly hasMore: boolean
  readonly more: () => void
}

interface Found {
  readonly key: string
  readonly alerts: readonly AlertView[]
  readonly next: Place
  readonly failure: FailureView | null
}

/** What is over and fits the filter, page by page as it is asked for; null asks nothing. A new filter begins anew. */
export function useAlertSearch(filter: SearchFilter | null): AlertSearch {
  const { bridge, clock } = useWindow()
  const key = filter && JSON.stringify(filter)
  const [found, setFound] = useState<Found | null>(null)
  const [isGoingOn, setGoingOn] = useState(false)
  useEffect(() => {
    if (key === null) return undefined
    let isOver = false
    const stop = clock.after(TYPING_MS, () => {
      // as: the key was made of a filter just above
      void bridge.searchAlerts({ ...(JSON.parse(key) as SearchFilter), after: null }).then((answer) => {
        if (isOver) return
        if (answer.ok) setFound({ key, ...answer.value, failure: null })
        else setFound({ key, alerts: [], next: null, failure: answer.failure })
      })
    })
    return () => {
      isOver = true
      stop()
    }
  }, [bridge, clock, key])

  const present = found?.key === key ? found : null
  const more = async (): Promise<void> => {
    if (!filter || !present?.next) return
    setGoingOn(true)
    const answer = await bridge.searchAlerts({ ...filter, after: present.next })
    setGoingOn(false)
    // Another filter may be there by now.
    setFound((before) => {
      if (before !== present) return before
      if (!answer.ok) return { ...present, failure: answer.failure }
      return { ...present, alerts: [...present.alerts, ...answer.value.alerts], next: answer.value.next, failure: null }
    })
  }
  return {
    alerts: present?.alerts ?? [],
    busy: key !== null && (present === null || isGoingOn),
    failure: present?.failure ?? null,
    hasMore: present !== null && present.next !== null,
    more: () => void more()
  }
}
