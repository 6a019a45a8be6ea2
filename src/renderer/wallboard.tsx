import { startWindow } from './boot/start-window.tsx'
import { WallboardWindow } from './features/wallboard/wallboard-window.tsx'

startWindow(<WallboardWindow />)
