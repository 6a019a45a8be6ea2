import { createInstance } from 'i18next'
import { desktop } from '../../core/text/desktop.ts'
import { words } from '../../core/text/words.ts'

/** Looks up one text of the catalogue. An unknown key is returned as it is, so that a gap is seen, never fatal. */
export type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string

/** The catalogue for the main process: tray, notices, status lines and the words shared with windows. */
export function createTranslate(locale: string): Translate {
  const instance = createInstance()
  void instance.init({
    lng: locale,
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: { ...words, ...desktop } } }
  })
  return (key, params) => instance.t(key, { ...params })
}
