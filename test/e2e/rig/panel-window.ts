import type { RunningApp } from './launch.ts'
import { until } from './desktop.ts'

/** Asked again when the answer is lost: the debugger now and then loses one of the main process ("promise was garbage collected"). */
export function panelBecomes(app: RunningApp, wanted: 'away' | 'shown with the focus'): Promise<unknown> {
  return until(async () => {
    const state = app.electron.evaluate(({ BrowserWindow }) => {
      const panel = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/panel.html'))
      if (!panel?.isVisible()) return 'away'
      return panel.isFocused() ? 'shown with the focus' : 'shown'
    })
    return (await state.catch(() => 'not known')) === wanted
  }, `a panel that is ${wanted}`)
}
