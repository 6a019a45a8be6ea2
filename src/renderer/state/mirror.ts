import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Bridge } from '../../contract/bridge.ts'
import type { PushPayload } from '../../contract/pushes.ts'
import type { FailureView, RowsView, StateView, ViewAddress } from '../../contract/views.ts'
import { createDisposableBag, disposable, type Disposable } from '../../core/disposable.ts'
import { keepShapes, type FeedShape } from './feed-shape.ts'
import { followStream } from './follower.ts'
import { createRowTable, type RowTable } from './row-table.ts'
import type { WindowClock } from './window-clock.ts'

export interface MirrorState {
  /** Null until main's first snapshot. */
  readonly view: StateView | null
  /** What the feeds list; keeps its identity while only their ages and states move. */
  readonly shapes: readonly FeedShape[]
  readonly rowsLoaded: boolean
  /** Where main last asked to go. `visit` grows with each time, also for the same place. */
  readonly requested: { readonly address: ViewAddress; readonly visit: number } | null
  /** Why main gave no snapshot at the last try, for each stream; null while it gives one. */
  readonly failures: { readonly state: FailureView | null; readonly rows: FailureView | null }
}

/** A window's read-only picture of main's truth. Nothing in a window changes it but main's own messages. */
export interface Mirror {
  readonly store: StoreApi<MirrorState>
  readonly rows: RowTable
  /** Begins to follow; dispose to stop. */
  start(): Disposable
}

export interface MirrorDeps {
  readonly bridge: Pick<Bridge, 'getState' | 'getRows' | 'onStateChanged' | 'onRowsChanged' | 'onViewRequested'>
  readonly clock: WindowClock
}

/** A section that is there but undefined says nothing, it takes nothing away. */
function withSections(view: StateView, push: PushPayload<'state:changed'>): StateView {
  const said = Object.entries(push).filter(([, section]) => section !== undefined)
  return { ...view, ...Object.fromEntries(said) }
}

const NO_FAILURES: MirrorState['failures'] = { state: null, rows: null }

export function createMirror({ bridge, clock }: MirrorDeps): Mirror {
  const store = createStore<MirrorState>(() => ({
    view: null,
    shapes: [],
    rowsLoaded: false,
    requested: null,
    failures: NO_FAILURES
  }))
  const rows = createRowTable()
  const failed =
    (stream: keyof MirrorState['failures']) =>
    (failure: FailureView | null): void =>
      store.setState(({ failures }) => ({ failures: { ...failures, [stream]: failure } }))

  return {
    store,
    rows,
    start() {
      const bag = createDisposableBag()
      // Heard before anything is asked: main may name the first view as soon as it answers.
      bag.add(
        disposable(
          bridge.onViewRequested((address) =>
            store.setState(({ requested }) => ({ requested: { address, visit: (requested?.visit ?? 0) + 1 } }))
          )
        )
      )
      bag.add(
        followStream<StateView, PushPayload<'state:changed'>>({
          clock,
          ask: () => bridge.getState(),
          hear: (run) => bridge.onStateChanged(run),
          replace: (view) => {
            store.setState(({ shapes }) => ({ view, shapes: keepShapes(shapes, view.feeds) }))
            failed('state')(null)
          },
          // Sections that did not change keep their identity, so nothing that reads them renders again.
          apply: (push) =>
            store.setState(({ view, shapes }) => ({
              view: view && withSections(view, push),
              shapes: push.feeds ? keepShapes(shapes, push.feeds) : shapes
            })),
          failed: failed('state')
        })
      )
      bag.add(
        followStream<RowsView, PushPayload<'rows:changed'>>({
          clock,
          ask: () => bridge.getRows(),
          hear: (run) => bridge.onRowsChanged(run),
          replace: (snapshot) => {
            rows.replaceAll(snapshot.rows)
            store.setState({ rowsLoaded: true })
            failed('rows')(null)
          },
          apply: (push) => rows.apply(push.changed, push.removed),
          failed: failed('rows')
        })
      )
      return bag
    }
  }
}
