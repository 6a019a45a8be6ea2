import type { ReactNode } from 'react'
import type { TextKey, Translate } from '../../src/renderer/text/catalogue.ts'
import type { FakeBridge } from '../fakes/fake-bridge.ts'
import type { FloorState } from '../fakes/floor-states.ts'

/** Something of the product in one state. */
export interface Specimen {
  /** Unique, for addresses and file names: `group/name`. */
  readonly id: string
  readonly title: string
  readonly content: ReactNode
  readonly floor: FloorState
  /** What a user did, and what main said then, after the first picture. */
  readonly after?: (hands: Hands) => Promise<void>
}

/** What a user can do to a specimen, in whatever language it is shown. */
export interface Hands {
  readonly bridge: FakeBridge
  /** Clicks the first control that these words name. `hole`: the part of them that may be anything. */
  readonly press: (key: TextKey, hole?: string) => Promise<void>
  readonly type: (key: TextKey, text: string) => Promise<void>
  readonly keys: (key: string, held?: KeyboardEventInit) => Promise<void>
  readonly settle: () => Promise<void>
}

const CONTROLS = 'button, [role=tab], [role=menuitem], [role=combobox], summary, label'
const HOLE = '\u0001'

/** Lets answers, effects and what the kit does a moment later come to the screen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setTimeout(resolve, 2))
}

const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent.trim()

function find(kind: string, words: string): HTMLElement {
  const [before = '', after = ''] = words.split(HOLE)
  const fits = (name: string): boolean =>
    words.includes(HOLE) ? name.startsWith(before) && name.endsWith(after) : name === words
  const found = [...document.querySelectorAll<HTMLElement>(kind)].find((element) => fits(nameOf(element)))
  if (!found) throw new Error(`nothing here is called "${words.replace(HOLE, '…')}"`)
  return found
}

/** Hands that reach for plain controls. React hears the events as it hears a browser's. */
export function handsFor(bridge: FakeBridge, t: Translate): Hands {
  return {
    ...{ bridge, settle },
    async press(key, hole) {
      find(CONTROLS, t(key, hole === undefined ? {} : { [hole]: HOLE })).click()
      await settle()
    },
    async type(key, text) {
      const field = document.getElementById(find('label', t(key)).getAttribute('for') ?? '')
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
        throw new Error(`${key} is no field`)
      // React listens behind a setter of its own, which would take the text for one it knows.
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await settle()
    },
    async keys(key, held = {}) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }))
      await settle()
    }
  }
}
