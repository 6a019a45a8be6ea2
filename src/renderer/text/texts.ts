import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { catalogue } from './catalogue.ts'

export interface Texts {
  readonly i18n: i18n
  /** For numbers and times; the words are English until there is another catalogue. */
  readonly locale: string
}

/** `escapeValue` is off because React escapes everything it shows. */
export function createTexts(locale: string): Texts {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: catalogue } }
  })
  return { i18n: instance, locale }
}
