/** Something with an owner. `dispose` may be called twice; the second call does nothing. */
export interface Disposable {
  dispose(): void
}

export interface DisposableBag extends Disposable {
  /** Takes ownership. When the bag is already disposed, `item` is disposed at once. */
  add<T extends Disposable>(item: T): T
}

export function disposable(run: () => void): Disposable {
  let done = false
  return {
    dispose() {
      if (done) return
      done = true
      run()
    }
  }
}

/** Disposes in reverse order of `add`. */
export function createDisposableBag(): DisposableBag {
  const items: Disposable[] = []
  let done = false
  return {
    add(item) {
      if (done) item.dispose()
      else items.push(item)
      return item
    },
    dispose() {
      done = true
      for (let item = items.pop(); item; item = items.pop()) item.dispose()
    }
  }
}
