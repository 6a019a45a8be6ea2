import { words } from './words.ts'

/** What people call a credential; nothing of its own name where there is no such word. */
export function secretWord(field: string): string {
  return Object.entries(words.secret).find(([name]) => name === field)?.[1] ?? ''
}
