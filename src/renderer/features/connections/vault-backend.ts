import { vaultWindow } from '../../../core/text/window-vault.ts'
import type { Translate } from '../../text/catalogue.ts'

/** A store as people call it. One of a newer main keeps the system's name. */
export function backendText(t: Translate, backend: string): string {
  const known: object = vaultWindow.vault.backend
  // as: it was just found among the catalogue's own keys
  return Object.hasOwn(known, backend)
    ? t(`vault.backend.${backend as keyof typeof vaultWindow.vault.backend}`)
    : backend
}
