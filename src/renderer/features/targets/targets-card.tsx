import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { NextTest } from './next-test.tsx'
import { NoTargetsOnFloor } from './no-targets.tsx'
import { useFloorTargets } from '../floor/on-floor.ts'
import { soonestTest } from './soonest-test.ts'
import { TargetLine } from './target-line.tsx'
import classes from './target-line.module.css'
import { byTrouble } from './target-text.ts'

export function TargetsCard({ onShow }: { readonly onShow: (targetId: string) => void }) {
  const t = useText()
  const targets = useFloorTargets()
  if (targets.length === 0) {
    return (
      <Card title={t('targets.title')}>
        <NoTargetsOnFloor />
      </Card>
    )
  }
  return (
    <Card title={t('targets.title')} aside={<NextTest atMs={soonestTest(targets)} />}>
      <ul className={classes['list']}>
        {[...targets].sort(byTrouble).map((target) => (
          <TargetLine key={target.id} target={target} onShow={onShow} />
        ))}
      </ul>
    </Card>
  )
}
