import { Button } from '@mantine/core'
import { FLOOR_KINDS, isEverything } from '../../../core/floor/scope.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { FactList } from '../../ui/fact-list.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useFloorScope } from '../floor/on-floor.ts'
import { useConnectionNames } from '../tables/use-live-table.ts'
import { Section } from './section.tsx'
import classes from './settings.module.css'
import type { SectionProps } from './use-settings.ts'

/** So many names of a kind are listed; the rest is counted. */
const NAMED = 5

/** What is on my floor, in short. It is chosen in its own view. */
export function FloorSection({ called }: SectionProps) {
  const t = useText()
  const format = useFormat()
  const { bridge } = useWindow()
  const scope = useFloorScope()
  const names = useConnectionNames()
  const choose = useAction(() => bridge.openView({ view: 'floor' }))
  const chosen = [
    {
      kind: 'connections' as const,
      all: scope.connections.map((id) => names.get(id) ?? t('floor.unlisted', { name: id }))
    },
    ...FLOOR_KINDS.map((kind) => ({ kind, all: scope[kind].map(({ name }) => name) }))
  ]
  const facts = chosen.flatMap(({ kind, all }) => {
    if (all.length === 0) return []
    const more = all.length - NAMED
    const listed = all.slice(0, NAMED)
    if (more > 0) listed.push(t('floor.more', { count: more, shown: format.number(more) }))
    return [{ label: t(`floor.${kind}`), value: listed.join(', ') }]
  })
  return (
    <Section id="floor" called={called}>
      <p className={classes['note']}>{t(isEverything(scope) ? 'floor.everything' : 'floor.watches')}</p>
      {facts.length > 0 && <FactList facts={facts} />}
      <Button loading={choose.busy} onClick={() => void choose.run()}>
        {t('floor.choose')}
      </Button>
      {choose.failure && <FailureNotice failure={choose.failure} onClose={choose.forget} />}
    </Section>
  )
}
