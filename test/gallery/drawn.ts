/** Which components of the product are on the page: asked of React's own tree, so that no list can claim more than is there. */

interface Fiber {
  readonly elementType: unknown
  readonly type: unknown
  readonly stateNode: unknown
  readonly child: Fiber | null
  readonly sibling: Fiber | null
}

type Module = Readonly<Record<string, unknown>>

const modules: Readonly<Record<string, Module>> = {
  ...import.meta.glob<Module>('../../src/renderer/ui/*.tsx', { eager: true }),
  ...import.meta.glob<Module>('../../src/renderer/features/**/*.tsx', { eager: true })
}

const isComponent = (name: string, value: unknown): boolean =>
  /^[A-Z][a-z]/.test(name) &&
  (typeof value === 'function' || (typeof value === 'object' && value !== null && '$$typeof' in value))

const names = new Map<unknown, string>()
for (const [path, module] of Object.entries(modules)) {
  const file = path.replace('../../src/renderer/', '')
  for (const [name, value] of Object.entries(module)) {
    if (isComponent(name, value)) names.set(value, `${file} ${name}`)
  }
}

/** Every component that `src/renderer/ui` and `src/renderer/features` export, as `file name`. */
export const COMPONENTS: readonly string[] = [...names.values()].sort()

/** Adds what draws something below this fiber; answers whether it does. */
function walk(fiber: Fiber | null, found: Set<string>): boolean {
  let draws = false
  for (let at = fiber; at; at = at.sibling) {
    const drawsHere = walk(at.child, found) || at.stateNode instanceof Element || at.stateNode instanceof Text
    const name = names.get(at.elementType) ?? names.get(at.type)
    if (drawsHere && name !== undefined) found.add(name)
    draws ||= drawsHere
  }
  return draws
}

/** Those of them that draw something below this root now. */
export function drawnBelow(root: Element): readonly string[] {
  const key = Object.keys(root).find((name) => name.startsWith('__reactContainer$'))
  const found = new Set<string>()
  const fiber = key === undefined ? null : (Reflect.get(root, key) as Fiber | null)
  // The container keeps the first tree; the present one is told by its state node.
  const present = (fiber?.stateNode as { readonly current?: Fiber } | null)?.current
  walk(present ?? fiber, found)
  return [...found].sort()
}
