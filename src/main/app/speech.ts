import { createInstance } from 'i18next'
import type { Logger } from '../../core/ports/logger.ts'
import { desktop } from '../../core/text/desktop.ts'
import { languageOf, localeFor, PSEUDO_LOCALE, type LanguageChoice } from '../../core/text/language.ts'
import { words } from '../../core/text/words.ts'

/** Looks up one text of the catalogue. An unknown key is returned as it is, so that a gap is seen, never fatal. */
export type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string

/** The language of the main process: tray, notices, status lines, and of what windows are told. */
export interface Speech {
  /** In the present language. */
  readonly t: Translate
  /** BCP 47: of words, numbers and times. */
  locale(): string
  /** Speaks this language from now on, after its words were loaded. True where it is another one than before. Never rejects. */
  follow(choice: LanguageChoice | undefined): Promise<boolean>
}

export interface SpeechDeps {
  readonly systemLocale: string
  /** For tests: whatever is chosen, words that show what is hard-coded or cut. */
  readonly pseudo?: boolean
  readonly logger?: Pick<Logger, 'error'>
}

const english = { ...words, ...desktop }

/** English is part of the program; any other language is loaded when it is first wanted. */
async function load(language: 'fi' | 'pseudo'): Promise<object> {
  if (language === 'pseudo') return (await import('../../core/text/pseudo.ts')).pseudoWords(english)
  const [shared, own] = await Promise.all([
    import('../../core/text/fi/words.ts'),
    import('../../core/text/fi/desktop.ts')
  ])
  return { ...shared.wordsFi, ...own.desktopFi }
}

/** Begins in English. */
export function createSpeech(deps: SpeechDeps): Speech {
  const instance = createInstance()
  let locale = localeFor('en', deps.systemLocale)
  let wanted = locale
  void instance.init({
    lng: locale,
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: english } }
  })

  return {
    t: (key, params) => instance.t(key, { ...params }),
    locale: () => locale,
    async follow(choice) {
      const next = deps.pseudo === true ? PSEUDO_LOCALE : localeFor(choice, deps.systemLocale)
      wanted = next
      if (next === locale) return false
      const language = languageOf(next)
      const bundle = language === 'pseudo' ? next : language
      try {
        if (language !== 'en' && !instance.hasResourceBundle(bundle, 'translation'))
          instance.addResourceBundle(bundle, 'translation', await load(language))
        // Another one was chosen meanwhile.
        if (wanted !== next) return false
        await instance.changeLanguage(next)
      } catch (error) {
        deps.logger?.error('the words of a language could not be loaded', { locale: next, error })
        return false
      }
      locale = next
      return true
    }
  }
}
