/**
 * What jsdom lacks and the windows' libraries ask for at import or at first use: media queries, observers, sizes, a canvas that
 * takes every drawing call. Import it before anything that draws.
 */

/** Drawing calls by name, so that a test can see that something was drawn. */
export const drawn: string[] = []

const context = new Proxy(
  {},
  {
    get: (_, name) => {
      if (name === 'measureText') return () => ({ width: 10 })
      return (...args: unknown[]) => {
        drawn.push(name === 'fillText' ? `fillText ${String(args[0])}` : String(name))
      }
    },
    set: () => true
  }
)

class Observer {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

class Path {
  moveTo(): void {}
  lineTo(): void {}
  arc(): void {}
  rect(): void {}
  closePath(): void {}
  addPath(): void {}
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true })
}

define(window, 'matchMedia', (query: string) => ({
  // Without motion nothing has to be waited for.
  matches: query.includes('prefers-reduced-motion'),
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined
}))
define(window, 'ResizeObserver', Observer)
define(window, 'Path2D', Path)
define(window, 'scrollTo', () => undefined)
define(document, 'fonts', Object.assign(new EventTarget(), { ready: Promise.resolve() }))
define(HTMLCanvasElement.prototype, 'getContext', () => context)
define(Element.prototype, 'scrollIntoView', () => undefined)
define(Element.prototype, 'scrollBy', () => undefined)

// The virtual lists ask how high they are.
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 400 })
Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, get: () => 800 })

// Menus hide when what they hang on has no place.
HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 100, 30)
Object.defineProperty(Element.prototype, 'clientWidth', { configurable: true, get: () => 1024 })
Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, get: () => 768 })
