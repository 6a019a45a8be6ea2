import { windows } from '../../core/text/windows.ts'
import { words } from '../../core/text/words.ts'

/** All text that a window may show. */
export const catalogue = { ...words, ...windows } as const

/** `waiting_one` and `waiting_other` are both asked for as `waiting`. */
type Plain<K extends string> = K extends `${infer Stem}_one` ? Stem : K extends `${infer Stem}_other` ? Stem : K

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? Plain<K> : `${K}.${Leaves<T[K]>}`
}[keyof T & string]

/** Every key of the catalogue. A misspelled one does not compile. */
export type TextKey = Leaves<typeof catalogue>

export type TextParams = Readonly<Record<string, string | number>>
export type Translate = (key: TextKey, params?: TextParams) => string
