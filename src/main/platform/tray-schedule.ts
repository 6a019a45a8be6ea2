import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { TrayModel } from '../app/tray-model.ts'
import { menuLabels, menuStructure } from './tray-menu.ts'

/** Icon and tooltip change at most twice a second. */
const FACE_MS = 500
/** New labels in an otherwise equal menu can wait longer: on Linux each change replaces the whole menu. */
const LABELS_MS = 2_000
/** A desktop that never says the menu was closed must not freeze it for ever. */
const OPEN_AT_MOST_MS = 60_000
/** Linux desktops tell of submenus alone, and never that one was closed: time to read one and choose. */
const SUBMENU_AT_MOST_MS = 10_000

export interface TraySurface {
  face(model: Pick<TrayModel, 'look' | 'count'>): void
  tooltip(text: string): void
  menu(entries: TrayModel['menu']): void
}

export interface TraySchedule extends Disposable {
  /** The latest model wins; what it has in common with the one shown is left alone. */
  update(model: TrayModel): void
  /** While the user has the menu open it stays as it is, and the tooltip as long as the look does. */
  menuOpened(): void
  /** So much is sure then: the menu is open. */
  submenuOpened(): void
  menuClosed(): void
  /** Shows everything again: the tray itself was made anew. */
  repaint(): void
}

/** Decides what of the model reaches the desktop and when. Shows the first model at once. */
export function createTraySchedule(clock: Clock, surface: TraySurface, first: TrayModel): TraySchedule {
  let wanted = first
  let shown: { look: TrayModel['look']; face: string; tooltip: string; structure: string; labels: string }
  let faceAtMs = -Infinity
  let menuAtMs = -Infinity
  /** Until then the menu is thought to be open. */
  let openUntilMs = -Infinity
  let timer: Disposable | undefined
  let done = false

  const faceOf = ({ look, count }: TrayModel): string => `${look} ${count}`
  const lookOf = (model: TrayModel): typeof shown => ({
    look: model.look,
    face: faceOf(model),
    tooltip: model.tooltip,
    structure: menuStructure(model.menu),
    labels: menuLabels(model.menu)
  })

  function showFace(next: typeof shown): void {
    if (next.face !== shown.face) surface.face(wanted)
    if (next.tooltip !== shown.tooltip) surface.tooltip(wanted.tooltip)
    shown = { ...shown, look: next.look, face: next.face, tooltip: next.tooltip }
  }

  function showMenu(next: typeof shown): void {
    surface.menu(wanted.menu)
    shown = { ...shown, structure: next.structure, labels: next.labels }
  }

  /** Applies what is due and comes back for the rest. */
  function run(): void {
    timer?.dispose()
    timer = undefined
    if (done) return
    const nowMs = clock.now().monoMs
    const next = lookOf(wanted)
    const waits: number[] = []
    if (nowMs < openUntilMs && next.look === shown.look && next.tooltip !== shown.tooltip) {
      // On Linux Electron sends the menu anew with every tooltip: worth it when the look is another one, not for its numbers.
      waits.push(openUntilMs - nowMs)
      next.tooltip = shown.tooltip
    }
    if (next.face !== shown.face || next.tooltip !== shown.tooltip) {
      const dueMs = faceAtMs + FACE_MS
      if (nowMs >= dueMs) {
        faceAtMs = nowMs
        showFace(next)
      } else waits.push(dueMs - nowMs)
    }
    const structure = next.structure !== shown.structure
    if (structure || next.labels !== shown.labels) {
      const dueMs = Math.max(menuAtMs + (structure ? FACE_MS : LABELS_MS), openUntilMs)
      if (nowMs >= dueMs) {
        menuAtMs = nowMs
        openUntilMs = -Infinity
        showMenu(next)
      } else waits.push(dueMs - nowMs)
    }
    if (waits.length > 0) timer = clock.after(Math.min(...waits), run)
  }

  function repaint(): void {
    const nowMs = clock.now().monoMs
    faceAtMs = nowMs
    menuAtMs = nowMs
    openUntilMs = -Infinity
    shown = lookOf(wanted)
    surface.face(wanted)
    surface.tooltip(wanted.tooltip)
    surface.menu(wanted.menu)
  }

  shown = lookOf(first)
  repaint()
  return {
    update(model) {
      wanted = model
      run()
    },
    menuOpened() {
      openUntilMs = clock.now().monoMs + OPEN_AT_MOST_MS
    },
    submenuOpened() {
      openUntilMs = Math.max(openUntilMs, clock.now().monoMs + SUBMENU_AT_MOST_MS)
    },
    menuClosed() {
      openUntilMs = -Infinity
      run()
    },
    repaint,
    ...disposable(() => {
      done = true
      timer?.dispose()
    })
  }
}
