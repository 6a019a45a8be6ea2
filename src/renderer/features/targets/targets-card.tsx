import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { NextTest } from './next-test.tsx'
import { NoTargets } from './no-targets.tsx'
import { soonestTest } from './soonest-test.ts'
import { TargetLine } from './target-line.tsx'
import classes from './target-line.module.css'
import { byTrouble } from './target-text.ts'

export function TargetsCard({ onShow }: { readonly onShow: (targetId: string) => void }) {
  const t = useText()
  const targets = useSection('targets')
  if (targets.length === 0) {
    return (
      <Card title={t('targets.title')}>
        <NoTargets />
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
