const ACCENTS: Readonly<Record<string, string>> = {
  ...{ a: 'å', c: 'ç', e: 'é', i: 'î', l: 'ļ', n: 'ñ', o: 'ö', r: 'ŕ', s: 'š', t: 'ţ', u: 'û', y: 'ý', z: 'ž' },
  ...{ A: 'Å', C: 'Ç', E: 'É', I: 'Î', L: 'Ļ', N: 'Ñ', O: 'Ö', R: 'Ŕ', S: 'Š', T: 'Ţ', U: 'Û', Y: 'Ý', Z: 'Ž' }
}
const PLACEHOLDER = /(\{\{[^}]*\}\})/
const VOWELS = /[aeiouy]/gi

/** Twice as many vowels make a text about a third longer, as Finnish is, without breaking its words elsewhere. */
function odd(text: string): string {
  return text
    .replace(VOWELS, (vowel) => vowel + vowel.toLowerCase())
    .replace(/[a-z]/gi, (letter) => ACCENTS[letter] ?? letter)
}

/** `Snooze {{count}} min` → `[Šñööööžéé {{count}} mîîñ]`: what stands outside of brackets on the screen came from no catalogue. */
export function pseudoText(text: string): string {
  const parts = text.split(PLACEHOLDER).map((part) => (PLACEHOLDER.test(part) ? part : odd(part)))
  return `[${parts.join('')}]`
}

export interface WordTree {
  readonly [key: string]: string | WordTree
}

/** A catalogue in the pseudo-language. */
export function pseudoWords(tree: WordTree): WordTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? pseudoText(value) : pseudoWords(value)
    ])
  )
}
