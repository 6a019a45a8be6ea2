import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Dialog } from 'electron'
import type { FileDialogs } from '../app/rule-files.ts'
import { errorCode, writePrivateFile } from './private-file.ts'
import { fail, ok, type Result } from '../../core/result.ts'

/** Longer than any rule file may be: what is longer is not read at all. */
const LONGEST_BYTES = 20_000_000
const FILTERS = [{ name: 'JSON', extensions: ['json'] }]

/** The path stays here: windows learn why, not where. */
const broken = (error: unknown): Result<never> =>
  fail({ code: 'file', step: 'ruleFile', detail: errorCode(error).replace(/ '.*'$/, '') })

/** The desktop's own dialogs for files. */
export function createFileDialogs(dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>): FileDialogs {
  return {
    async save(suggestedName, text) {
      const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: suggestedName, filters: FILTERS })
      if (canceled || !filePath) return ok(null)
      try {
        writePrivateFile(filePath, text)
        return ok({ fileName: basename(filePath) })
      } catch (error) {
        return broken(error)
      }
    },
    async open() {
      const { canceled, filePaths } = await dialog.showOpenDialog({ properties: ['openFile'], filters: FILTERS })
      const [filePath] = filePaths
      if (canceled || filePath === undefined) return ok(null)
      try {
        const bytes = await readFile(filePath)
        const text = bytes.length > LONGEST_BYTES ? ' '.repeat(LONGEST_BYTES) : bytes.toString('utf8')
        return ok({ fileName: basename(filePath), text })
      } catch (error) {
        return broken(error)
      }
    }
  }
}
