import { useEffect } from 'react'
import { useMirror } from '../state/hooks.ts'
import { useWindow } from '../state/window-context.tsx'
import { useLocale } from './use-text.ts'

/** Keeps the window in the language that main names, and tells the page so: screen readers and hyphens go by it. */
export function FollowLanguage() {
  const { texts } = useWindow()
  const wanted = useMirror((state) => state.view?.app.locale)
  const shown = useLocale()
  useEffect(() => {
    if (wanted !== undefined) void texts.follow(wanted)
  }, [texts, wanted])
  useEffect(() => {
    document.documentElement.lang = shown
  }, [shown])
  return null
}
