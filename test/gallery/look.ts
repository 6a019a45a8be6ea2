/** How a specimen is looked at: read from the frame's address and written into it. */
export interface Look {
  readonly scheme: 'light' | 'dark'
  readonly contrast: 'normal' | 'more'
  readonly textPercent: 100 | 200
  /** BCP 47. */
  readonly locale: string
}

export function lookOf(address: URLSearchParams): Look {
  return {
    scheme: address.get('scheme') === 'dark' ? 'dark' : 'light',
    contrast: address.get('contrast') === 'more' ? 'more' : 'normal',
    textPercent: address.get('text') === '200' ? 200 : 100,
    locale: address.get('locale') ?? 'en'
  }
}

export function frameAddress(id: string, { scheme, contrast, textPercent, locale }: Look): string {
  const query = new URLSearchParams({ id, scheme, contrast, text: String(textPercent), locale })
  return `./frame.html?${query.toString()}`
}

const ANSWERS: Readonly<Record<string, (look: Look) => boolean>> = {
  '(prefers-color-scheme: dark)': ({ scheme }) => scheme === 'dark',
  '(prefers-color-scheme: light)': ({ scheme }) => scheme === 'light',
  '(prefers-contrast: more)': ({ contrast }) => contrast === 'more',
  // A picture has no motion.
  '(prefers-reduced-motion: reduce)': () => true
}

/** Plays the system for the page: what it prefers, as scripts ask for it. */
export function preferLook(look: Look): void {
  const ask = window.matchMedia.bind(window)
  window.matchMedia = (query) => {
    const answer = ANSWERS[query]
    if (!answer) return ask(query)
    return Object.assign(new EventTarget(), {
      ...{ matches: answer(look), media: query, onchange: null },
      ...{ addListener: () => undefined, removeListener: () => undefined }
    })
  }
}
