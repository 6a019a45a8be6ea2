/**
 * What a scan found. `high` and `medium` fail it, `low` is told. `item` is the row of docs/security.md, `where` the file it came from:
 * for built code the source or package, as far as the build says.
 */
export const finding = (rule, item, severity, where, line, message) => ({ rule, item, severity, where, line, message })

const ORDER = ['high', 'medium', 'low']

export const isSerious = ({ severity }) => severity !== 'low'

export const worstFirst = (findings) =>
  [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.item - b.item)
