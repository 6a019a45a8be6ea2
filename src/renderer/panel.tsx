import { startWindow } from './boot/start-window.tsx'
import { PanelWindow } from './features/panel/panel-window.tsx'

startWindow(<PanelWindow />)
