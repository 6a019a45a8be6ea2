import { Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { floorwatch } from '../lint/plugin.mjs'
import { SECURITY_BANS } from '../lint/security-bans.mjs'
import { ACCEPTED } from './accepted.mjs'
import { filesBelow, readText } from './files.mjs'
import { finding } from './finding.mjs'

/** ESLint's own rules that belong to the list, with their row and severity. */
const GENERAL = {
  'no-eval': { item: 44, severity: 'high' },
  'no-implied-eval': { item: 44, severity: 'high' },
  'no-new-func': { item: 44, severity: 'high' },
  'no-script-url': { item: 44, severity: 'high' }
}
const BANS = Object.fromEntries(Object.entries(SECURITY_BANS).map(([name, ban]) => [`floorwatch/${name}`, ban]))
const RULES = { ...GENERAL, ...BANS }
export const CODE_RULES = Object.keys(RULES)

/** ESLint takes a call for what it looks like only where it knows the name. */
const globals = Object.fromEntries(
  ['setTimeout', 'setInterval', 'setImmediate', 'window', 'self', 'global', 'process', 'require'].map((name) => [
    name,
    'readonly'
  ])
)

const config = {
  files: ['**/*.{js,cjs,mjs,ts,tsx}'],
  plugins: { floorwatch },
  linterOptions: { noInlineConfig: true },
  rules: Object.fromEntries(CODE_RULES.map((rule) => [rule, 'error']))
}
const PARSERS = [
  { match: /\.tsx?$/, languageOptions: { parser: tseslint.parser } },
  { match: /\.cjs$/, languageOptions: { sourceType: 'commonjs' } },
  { match: /./, languageOptions: { sourceType: 'module' } }
]

/** Which source each line of a built file comes from: the build writes it into what it does not minify. */
function originsOf(text) {
  let origin
  return text.split('\n').map((line) => {
    origin = /^\s*\/\/ ((?:src|node_modules)\/\S+)$/.exec(line)?.[1] ?? origin
    return origin
  })
}

const matches = (pattern, file) =>
  new RegExp(
    `^${pattern
      .replace(/[.]/g, '\\.')
      .replace(/\*\*/g, '.+')
      .replace(/(?<!\.)\*/g, '[^/]*')}$`
  ).test(file)

/** Where a rule names the file that may, an import at the top of a bundle says nothing: what is done with it does. */
const isImportOfOwner = (rule, line, home) => home.length > 0 && /^import\b/.test(line)

function scanFile(linter, folder, file) {
  const text = readText(folder, file)
  const { languageOptions } = PARSERS.find(({ match }) => match.test(file))
  const lines = text.split('\n')
  const origins = originsOf(text)
  const built = file.startsWith('out/')
  return linter
    .verify(text, [{ ...config, languageOptions: { ...languageOptions, globals } }], { filename: file })
    .flatMap((message) => {
      const { ruleId, line } = message
      // Comments that would switch a rule off have no say here; that they were found is no finding.
      if (ruleId === null) return message.fatal ? [finding('parse', 0, 'high', file, line, message.message)] : []
      const { item, severity, home = [] } = RULES[ruleId]
      const where = (built && origins[line - 1]) || file
      if (home.some((pattern) => matches(pattern, where))) return []
      if (built && isImportOfOwner(ruleId, lines[line - 1] ?? '', home)) return []
      return [finding(ruleId, item, severity, where, line, message.message)]
    })
}

/** Takes out what is accepted, entry by entry. An entry for more than there is is a finding too: it would hide the next one. */
function withoutAccepted(findings, accepted) {
  let rest = findings
  const unused = accepted.flatMap((entry) => {
    const { rule, where, most } = entry
    const fits = (one) => one.rule === rule && one.where.startsWith(where)
    const count = rest.filter(fits).length
    if (count <= most) rest = rest.filter((one) => !fits(one))
    return count < most
      ? [finding('accepted', 0, 'medium', where, 0, `${rule} is accepted ${most} times and found ${count} times`)]
      : []
  })
  return [...rest, ...unused]
}

/** Addresses in the demo centre are of this computer; those in packages name standards and help pages. */
const skipped = ({ rule, where }) =>
  rule === 'floorwatch/no-host-literal' && /^(src\/simulator|node_modules)\//.test(where)

/** Runs every code rule over sources and built output of `folder`. */
export function scanCode(folder, { accepted = ACCEPTED } = {}) {
  const linter = new Linter({ cwd: folder })
  const files = [...filesBelow(folder, 'src'), ...filesBelow(folder, 'out')].filter((file) =>
    /\.([cm]?js|tsx?)$/.test(file)
  )
  const findings = files.flatMap((file) => scanFile(linter, folder, file)).filter((one) => !skipped(one))
  return { files, findings: withoutAccepted(findings, accepted) }
}
