import type { RunningApp } from './launch.ts'
import { until } from './desktop.ts'

/** Asked again when the answer is lost: the debugger now and then loses one of the main process ("promise was garbage collected"). */
export function panelBecomes(
  app: RunningApp,
  wanted: 'away' | 'shown with the focus',
  withinMs?: number
): Promise<unknown> {
  return until(
    async () => {
      const state = app.electron.evaluate(({ BrowserWindow }) => {
        const panel = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/panel.html'))
        if (!panel?.isVisible()) return 'away'
        return panel.isFocused() ? 'shown with the focus' : 'shown'
      })
      return (await state.catch(() => 'not known')) === wanted
    },
    `a panel that is ${wanted}`,
    withinMs
  )
}

/** Where the panel is, and what no bar covers of the display it is on. */
export function panelPlace(app: RunningApp): Promise<Record<'bounds' | 'area', Electron.Rectangle>> {
  return app.electron.evaluate(({ BrowserWindow, screen }) => {
    const panel = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/panel.html'))
    if (!panel) throw new Error('no panel')
    const bounds = panel.getBounds()
    return { bounds, area: screen.getDisplayMatching(bounds).workArea }
  })
}
