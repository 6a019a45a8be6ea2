import fs from 'node:fs'
import path from 'node:path'

/** Files below `folder/part` as paths from `folder`, with `/`. None where there is no such folder. */
export function filesBelow(folder, part) {
  const top = path.join(folder, part)
  if (!fs.existsSync(top)) return []
  return fs
    .readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

export const readText = (folder, file) => fs.readFileSync(path.join(folder, file), 'utf8')
