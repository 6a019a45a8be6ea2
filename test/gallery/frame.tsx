// Styles first, as in the windows: those of the parts come after the kit's.
import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import '../../src/renderer/ui/base.css'
import '../../src/renderer/ui/contrast.css'

import { createRoot } from 'react-dom/client'
import { aWindow } from '../fakes/a-window.tsx'
import { COMPONENTS, drawnBelow } from './drawn.ts'
import { lookOf, preferLook } from './look.ts'
import { handsFor, settle } from './specimen.ts'
import { SPECIMENS } from './specimens.ts'

/** One specimen, as its address wants it. What a test or a camera asks for hangs on `window.gallery`. */

interface GalleryFrame {
  readonly ids: readonly string[]
  readonly components: readonly string[]
  /** Shows another specimen in the same look. Rejects when what is done to it can't be done. */
  readonly show: (id: string) => Promise<void>
  /** Components that draw something now. */
  readonly drawn: () => readonly string[]
}

declare global {
  interface Window {
    gallery?: GalleryFrame
  }
}

const address = new URLSearchParams(location.search)
const look = lookOf(address)
const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')

let end = (): void => undefined
let drawn: GalleryFrame['drawn'] = () => []

async function show(id: string): Promise<void> {
  const specimen = SPECIMENS.find((one) => one.id === id)
  if (!specimen) throw new Error(`there is no specimen "${id}"`)
  end()
  document.title = specimen.title
  const { state, rows, prepare, silentForMs = 0 } = specimen.floor
  const spoken = { ...state, app: { ...state.app, locale: look.locale } }
  const { bridge, clock, texts, following, page } = aWindow({ state: spoken, rows, prepare })
  // Some specimens never hear the state, which names the language.
  await texts.follow(look.locale)
  const place = document.createElement('div')
  place.style.height = '100%'
  root?.replaceChildren(place)
  const drawing = createRoot(place)
  end = () => {
    drawing.unmount()
    following.dispose()
  }
  drawn = () => drawnBelow(place)
  drawing.render(page(specimen.content))
  await settle()
  clock.advance(silentForMs)
  await specimen.after?.(handsFor(bridge, (key, params = {}) => texts.i18n.t(key, params)))
  await settle()
}

preferLook(look)
document.documentElement.style.fontSize = `${String(look.textPercent)}%`
window.gallery = { ids: SPECIMENS.map(({ id }) => id), components: COMPONENTS, show, drawn: () => drawn() }
const first = address.get('id')
if (first) await show(first)
await document.fonts.ready
document.documentElement.dataset['ready'] = 'true'
