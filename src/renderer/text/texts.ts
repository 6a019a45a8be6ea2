import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { languageOf } from '../../core/text/language.ts'
import { catalogue } from './catalogue.ts'

/** The words of a window. */
export interface Texts {
  readonly i18n: i18n
  /** BCP 47: of words, numbers, times and the order of names. */
  locale(): string
  /** Runs when the locale is another one; answers how to stop that. */
  subscribe(run: () => void): () => void
  /** Shows this locale's words from now on, at once where they are here, else when they are loaded. Never rejects. */
  follow(locale: string): Promise<void>
}

/** English is part of the window; any other language is loaded when it is first wanted. */
async function load(language: 'fi' | 'pseudo'): Promise<object> {
  if (language === 'pseudo') return (await import('../../core/text/pseudo.ts')).pseudoWords(catalogue)
  const [shared, own] = await Promise.all([
    import('../../core/text/fi/words.ts'),
    import('../../core/text/fi/windows.ts')
  ])
  return { ...shared.wordsFi, ...own.windowsFi }
}

/** True where the words of this locale need no loading. */
export function isAtHand(locale: string): boolean {
  return languageOf(locale) === 'en'
}

/** Begins in `locale` where its words are at hand, else in English. `escapeValue` is off because React escapes everything it shows. */
export function createTexts(first: string, loadWords = load): Texts {
  const instance = createInstance()
  const listeners = new Set<() => void>()
  let locale = isAtHand(first) ? first : 'en'
  let wanted = locale
  void instance.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: catalogue } }
  })

  return {
    i18n: instance,
    locale: () => locale,
    subscribe(run) {
      listeners.add(run)
      return () => void listeners.delete(run)
    },
    async follow(next) {
      wanted = next
      if (next === locale) return
      const language = languageOf(next)
      const bundle = language === 'pseudo' ? next : language
      try {
        if (language !== 'en' && !instance.hasResourceBundle(bundle, 'translation'))
          instance.addResourceBundle(bundle, 'translation', await loadWords(language))
        // Another one was chosen meanwhile.
        if (wanted !== next) return
        locale = next
        await instance.changeLanguage(next)
      } catch (error) {
        console.error('the words of a language could not be loaded', error)
        return
      }
      for (const run of [...listeners]) run()
    }
  }
}
