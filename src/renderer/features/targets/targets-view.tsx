import { useState } from 'react'
import type { TargetView } from '../../../contract/views.ts'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { ViewFrame } from '../../ui/view-frame.tsx'
import { NextTest } from './next-test.tsx'
import { NoTargets } from './no-targets.tsx'
import { TargetDetail } from './target-detail.tsx'
import { TargetDrawer } from './target-drawer.tsx'
import type { TargetPlace } from './use-target-detail.ts'
import { soonestTest } from './soonest-test.ts'

interface Group {
  readonly id: string
  readonly name: string
  readonly targets: TargetView[]
}

/** One group per workflow, in main's order. */
function byWorkflow(targets: readonly TargetView[]): Group[] {
  const groups = new Map<string, Group>()
  for (const target of targets) {
    const id = `${target.connectionId}/${target.workflowId}`
    const group = groups.get(id) ?? { id, name: target.workflowName, targets: [] }
    groups.set(id, group)
    group.targets.push(target)
  }
  return [...groups.values()]
}

export function TargetsView({ focusId }: { readonly focusId: string | undefined }) {
  const t = useText()
  const targets = useSection('targets')
  const [shown, setShown] = useState<TargetPlace>()
  return (
    <ViewFrame>
      {targets.length === 0 && (
        <Card title={t('targets.title')}>
          <NoTargets />
        </Card>
      )}
      {byWorkflow(targets).map((group) => (
        <Card key={group.id} title={group.name} aside={<NextTest atMs={soonestTest(group.targets)} />}>
          {group.targets.map((target) => (
            <TargetDetail
              key={target.id}
              target={target}
              focused={target.id === focusId}
              onDetails={() => {
                const { connectionId, workflowId, id: targetId } = target
                setShown({ connectionId, workflowId, targetId })
              }}
            />
          ))}
        </Card>
      ))}
      <TargetDrawer place={shown} onClose={() => setShown(undefined)} />
    </ViewFrame>
  )
}
