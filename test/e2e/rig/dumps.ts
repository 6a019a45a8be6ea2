import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'

/** How a crash dump begins, whatever its file is called: Breakpad's and Crashpad's, and a core file of the kernel. */
function isDump(file: string): boolean {
  const head = Buffer.alloc(18)
  const open = openSync(file, 'r')
  try {
    readSync(open, head, 0, head.length, 0)
  } finally {
    closeSync(open)
  }
  if (head.subarray(0, 4).toString('latin1') === 'MDMP') return true
  return head.subarray(0, 4).toString('latin1') === '\x7fELF' && head.readUInt16LE(16) === 4
}

/** The files below the folder that are crash dumps. A folder that is not there has none. */
export function dumpsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(isDump)
}
