import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
  type MouseEvent,
  type PointerEvent as ReactPointerEvent
} from 'react'
import { moveTile, shownTiles, type OverviewLayout, type TileName } from '../../../core/overview/layout.ts'

/** Less is a click that trembled. */
const DRAG_FROM_PX = 4
/** So near the edge of what scrolls, it scrolls. */
const EDGE_PX = 56
const SCROLL_PX = 24

export type CarryNews = 'pickedUp' | 'moved' | 'dropped' | 'cancelled'

interface Carried {
  readonly id: TileName
  readonly by: 'keys' | 'pointer'
  /** Where everything would stand if it were put down now. */
  readonly layout: OverviewLayout
}

export interface Carry {
  /** The tile that is carried now. */
  readonly held: TileName | null
  /** What to show: the arrangement with the carried tile where it is now. */
  readonly layout: OverviewLayout
  /** Picks a tile up or puts it down. For keys and for who can only press. */
  readonly press: (event: MouseEvent, id: TileName) => void
  readonly key: (event: ReactKeyboardEvent, id: TileName) => void
  readonly startDrag: (event: ReactPointerEvent, id: TileName) => void
}

const placeOf = (layout: OverviewLayout, id: TileName): number => shownTiles(layout).findIndex((tile) => tile.id === id)

function placeAfter(key: string, place: number, last: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, place - 1)
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(last, place + 1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

/** The tile below a point of the window, by its `data-tile`. */
function tileAt(x: number, y: number): string | undefined {
  return document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-tile]')?.dataset['tile']
}

function scrollNear(handle: Element, y: number): void {
  const scroller = handle.closest('main')
  if (!scroller) return
  const { top, bottom } = scroller.getBoundingClientRect()
  if (y < top + EDGE_PX) scroller.scrollBy(0, -SCROLL_PX)
  else if (y > bottom - EDGE_PX) scroller.scrollBy(0, SCROLL_PX)
}

/**
 * Carries one tile to another place, by pointer or by keys. The others make room while it is carried; `onDrop` gets the arrangement
 * only when it was put down elsewhere.
 */
export function useCarry(
  present: OverviewLayout,
  onDrop: (layout: OverviewLayout) => void,
  tell: (news: CarryNews, id: TileName, place: number) => void
): Carry {
  const [carried, setCarried] = useState<Carried | null>(null)
  const [pressed, setPressed] = useState<{
    readonly id: TileName
    readonly handle: Element
    readonly x: number
    readonly y: number
  } | null>(null)
  /** The click that ends a drag is no press. */
  const wasDragged = useRef(false)

  function pickUp(id: TileName, by: Carried['by']): void {
    setCarried({ id, by, layout: present })
    tell('pickedUp', id, placeOf(present, id))
  }
  function carryTo(held: Carried, place: number): void {
    const layout = moveTile(held.layout, held.id, place)
    setCarried({ ...held, layout })
    tell('moved', held.id, placeOf(layout, held.id))
  }
  function putDown(held: Carried): void {
    setCarried(null)
    const place = placeOf(held.layout, held.id)
    if (place !== placeOf(present, held.id)) onDrop(held.layout)
    tell('dropped', held.id, place)
  }
  function cancel(held: Carried): void {
    setCarried(null)
    tell('cancelled', held.id, placeOf(present, held.id))
  }

  const onPointer = useEffectEvent((event: PointerEvent, over: { last: string | undefined }): void => {
    if (!pressed) return
    if (!carried) {
      if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) >= DRAG_FROM_PX)
        pickUp(pressed.id, 'pointer')
      return
    }
    scrollNear(pressed.handle, event.clientY)
    const target = tileAt(event.clientX, event.clientY)
    // Tiles of different sizes change places below a pointer that stands still: each counts once while it is there.
    if (target === over.last) return
    over.last = target
    const place = shownTiles(carried.layout).findIndex((tile) => tile.id === target)
    if (target !== carried.id && place >= 0) carryTo(carried, place)
  })
  const onRelease = useEffectEvent((): void => {
    if (carried?.by === 'pointer') {
      wasDragged.current = true
      putDown(carried)
    }
    setPressed(null)
  })
  const onLost = useEffectEvent((): void => {
    if (carried?.by === 'pointer') cancel(carried)
    setPressed(null)
  })
  const isPressed = pressed !== null
  useEffect(() => {
    if (!isPressed) return undefined
    // The handle itself moves in the page and would lose a captured pointer: the window hears of it wherever it is.
    const over: { last: string | undefined } = { last: undefined }
    const move = (event: PointerEvent): void => onPointer(event, over)
    const release = (): void => onRelease()
    const lost = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.key === 'Escape') onLost()
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', release)
    window.addEventListener('pointercancel', lost)
    window.addEventListener('keydown', lost)
    return () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', release)
      window.removeEventListener('pointercancel', lost)
      window.removeEventListener('keydown', lost)
    }
  }, [isPressed])

  return {
    held: carried?.id ?? null,
    layout: carried?.layout ?? present,
    press(event, id) {
      if (event.detail > 0 && wasDragged.current) return
      if (carried) putDown(carried)
      else pickUp(id, 'keys')
    },
    key(event, id) {
      if (!carried || carried.id !== id) return
      if (event.key === 'Tab') {
        putDown(carried)
        return
      }
      if (event.key === 'Escape') {
        event.preventDefault()
        event.stopPropagation()
        cancel(carried)
        return
      }
      const place = placeOf(carried.layout, id)
      const next = placeAfter(event.key, place, shownTiles(carried.layout).length - 1)
      if (next === null) return
      event.preventDefault()
      if (next !== place) carryTo(carried, next)
    },
    startDrag(event, id) {
      if (event.button !== 0 || carried) return
      wasDragged.current = false
      setPressed({ id, handle: event.currentTarget, x: event.clientX, y: event.clientY })
    }
  }
}
