import { Button } from '@mantine/core'
import { useState } from 'react'
import { useFeedShapes } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { FactList } from '../../ui/fact-list.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { ruleFacts } from './rule-diff.ts'
import classes from './rule-versions.module.css'
import { useAsked } from './use-asked.ts'

interface RuleThenProps {
  readonly ruleId: string
  readonly version: number
}

/** The rule by which an alert fired, as it was at that time; of a rule that is gone, too. */
export function RuleThen({ ruleId, version }: RuleThenProps) {
  const t = useText()
  const [isShown, setShown] = useState(false)
  return (
    <div>
      <Button aria-expanded={isShown} onClick={() => setShown((before) => !before)}>
        {t('ruleVersions.asItWas')}
      </Button>
      {isShown && <Then ruleId={ruleId} version={version} />}
    </div>
  )
}

function Then({ ruleId, version }: RuleThenProps) {
  const t = useText()
  const format = useFormat()
  const feeds = useFeedShapes()
  const { bridge } = useWindow()
  const asked = useAsked(`${ruleId} ${version}`, () => bridge.listRuleVersions({ ruleId }))
  if (asked.kind === 'loading') return <p className={classes['dim']}>{t('ruleVersions.loading')}</p>
  if (asked.kind === 'failed') return <FailureNotice failure={asked.failure} />
  const then = asked.value.versions.find(({ rule, how }) => rule.version === version && how !== 'removed')
  if (!then) return <p className={classes['dim']}>{t('ruleVersions.none')}</p>
  return <FactList facts={ruleFacts(then.rule, { t, format, feeds })} />
}
