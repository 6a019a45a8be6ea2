/** Plural forms that a language may have besides those of English. */
type MorePlurals<T> = {
  readonly [
    K in keyof T as K extends `${infer Stem}_other` ? `${Stem}_${'zero' | 'two' | 'few' | 'many'}` : never
  ]?: string
}

/** A part of the catalogue in another language: the same keys, no fewer and no more, with words of its own. */
export type Translated<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]>
} & MorePlurals<T>
