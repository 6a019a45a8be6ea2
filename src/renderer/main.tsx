import { startWindow } from './boot/start-window.tsx'
import { MainWindow } from './features/shell/main-window.tsx'

startWindow(<MainWindow />)
