import { CODE_RULES, scanCode } from './code.mjs'
import { DUTY_RULES, scanDuties } from './duties.mjs'
import { worstFirst } from './finding.mjs'
import { LEFTOVER_RULES, scanLeftovers } from './leftovers.mjs'
import { PACKAGE_RULES, scanPackages } from './packages.mjs'
import { PAGE_RULES, scanPages } from './pages.mjs'

export const RULES = [...CODE_RULES, ...DUTY_RULES, ...PAGE_RULES, ...LEFTOVER_RULES, ...PACKAGE_RULES]

/**
 * Looks through the sources, the built output and the packages of the application in `folder`. Answers the files looked at and what was
 * found, worst first.
 */
export function scanApplication(folder, options = {}) {
  const parts = [scanCode, scanDuties, scanPages, scanLeftovers, scanPackages].map((scan) => scan(folder, options))
  return {
    files: [...new Set(parts.flatMap(({ files }) => files))],
    findings: worstFirst(parts.flatMap(({ findings }) => findings))
  }
}
