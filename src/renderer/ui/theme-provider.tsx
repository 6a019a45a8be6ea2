import { MantineProvider, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, type ReactNode } from 'react'
import type { StateView } from '../../contract/views.ts'
import { useMirror } from '../state/hooks.ts'
import { cssVariables, theme } from './theme.ts'

/** The choice is a setting of the application, not of a window: nothing of it is kept here. */
const colorSchemeManager = {
  get: (fallback: MantineColorScheme) => fallback,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined
}

function kitScheme(setting: StateView['settings']['colourScheme'] | undefined): MantineColorScheme {
  return setting === undefined || setting === 'system' ? 'auto' : setting
}

/** The setting or the system's wish; `contrast.css` reads the attribute. */
function useContrast(): void {
  const wanted = useMirror((state) => state.view?.settings.contrast) === 'more'
  const isSystems = useMediaQuery('(prefers-contrast: more)')
  useEffect(() => {
    if (wanted || isSystems) document.documentElement.setAttribute('data-contrast', 'more')
    else document.documentElement.removeAttribute('data-contrast')
  }, [wanted, isSystems])
}

function FollowSetting() {
  useContrast()
  const wanted = kitScheme(useMirror((state) => state.view?.settings.colourScheme))
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => setColorScheme(wanted), [setColorScheme, wanted])
  return null
}

/** The kit with the house's theme; its style tags carry `nonce`. */
export function ThemeProvider({ nonce, children }: { readonly nonce: string; readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <FollowSetting />
      {children}
    </MantineProvider>
  )
}
