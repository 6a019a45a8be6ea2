import { useText } from '../../text/use-text.ts'
import { NextTest } from '../targets/next-test.tsx'
import { NoTargetsOnFloor } from '../targets/no-targets.tsx'
import { useFloorTargets } from '../floor/on-floor.ts'
import { soonestTest } from '../targets/soonest-test.ts'
import { TargetLine } from '../targets/target-line.tsx'
import { byTrouble } from '../targets/target-text.ts'
import { PanelSection } from './panel-section.tsx'
import classes from './panel.module.css'
import { useOpen } from './use-open.ts'

const SHOWN = 4

export function PanelTargets() {
  const t = useText()
  const targets = useFloorTargets()
  const open = useOpen()
  return (
    <PanelSection
      title={t('targets.title')}
      aside={targets.length > 0 ? <NextTest atMs={soonestTest(targets)} /> : undefined}
    >
      {targets.length === 0 && <NoTargetsOnFloor />}
      <ul className={classes['list']}>
        {[...targets]
          .sort(byTrouble)
          .slice(0, SHOWN)
          .map((target) => (
            <TargetLine
              key={target.id}
              target={target}
              onShow={(focusId) => void open.run({ view: 'targets', focusId })}
            />
          ))}
      </ul>
    </PanelSection>
  )
}
