import { filesBelow, readText } from './files.mjs'
import { finding } from './finding.mjs'

const BUILT = /\.(js|cjs|html|css|woff2|svg|png|wav)$/
/** Written by the build script: says when it was built. */
const STAMP = 'out/.stamp'

export const LEFTOVER_RULES = ['foreign-file', 'source-map', 'main-in-page']

/** Only main and tests have business with these; in a page they would mean that main's code was bundled into it. */
const MAIN_WORDS =
  /\bsafeStorage\b|\bipcMain\b|vault\.json|node:(fs|crypto|child_process)|require\(["'`]electron["'`]\)/

/** What a build must not leave behind. */
export function scanLeftovers(folder) {
  const files = filesBelow(folder, 'out').filter((file) => file !== STAMP)
  const findings = []
  for (const file of files) {
    if (!BUILT.test(file)) findings.push(finding('foreign-file', 39, 'high', file, 0, 'no build makes such a file'))
    if (!/\.(c?js|css)$/.test(file)) continue
    const text = readText(folder, file)
    if (/[#@] sourceMappingURL=/.test(text.slice(-2_000))) {
      findings.push(finding('source-map', 39, 'medium', file, 0, 'names a source map'))
    }
    const word = file.startsWith('out/renderer/') && MAIN_WORDS.exec(text)
    if (word) findings.push(finding('main-in-page', 21, 'high', file, 0, `holds code of the main process: ${word[0]}`))
  }
  return { files, findings }
}
