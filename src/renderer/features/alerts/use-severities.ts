import { useMemo } from 'react'
import type { Severity } from '../../../core/alerts/rule.ts'
import { words } from '../../../core/text/words.ts'
import { useMirror } from '../../state/hooks.ts'
import { severityByRow } from './open-alerts.ts'

const SPLIT = '\n'
const COLON = '\t'

function isSeverity(text: string | undefined): text is Severity {
  return text !== undefined && Object.hasOwn(words.severity, text)
}

/** The worst open severity for each row. Renders the caller only when one changes, not with every word about an alert. */
export function useSeverities(): ReadonlyMap<string, Severity> {
  const text = useMirror((state) =>
    [...severityByRow(state.view?.alerts ?? [])].map((entry) => entry.join(COLON)).join(SPLIT)
  )
  return useMemo(() => {
    const found = new Map<string, Severity>()
    for (const line of text.split(SPLIT)) {
      const [id, severity] = line.split(COLON)
      if (id !== undefined && isSeverity(severity)) found.set(id, severity)
    }
    return found
  }, [text])
}
