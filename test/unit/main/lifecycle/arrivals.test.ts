import { describe, expect, it } from 'vitest'
import type { ViewAddress } from '../../../../src/contract/views.ts'
import { createProblemDesk } from '../../../../src/main/app/problem-desk.ts'
import { createArrivals } from '../../../../src/main/lifecycle/arrivals.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'

function rig() {
  const shown: (ViewAddress | 'panel')[] = []
  const problems = createProblemDesk({ wallMs: () => 0, changed: () => undefined })
  const arrivals = createArrivals({
    windows: { open: (view) => shown.push(view), openPanel: () => shown.push('panel') },
    problems,
    logger: silentLogger,
    tray: () => null
  })
  return { arrivals, shown, problems }
}
const nothing = { open: undefined, link: undefined }

describe('whoever comes from outside', () => {
  it('sees what was asked for, else the overview', () => {
    const { arrivals, shown } = rig()
    arrivals.show(nothing)
    arrivals.show(undefined)
    arrivals.show({ ...nothing, open: 'panel' })
    arrivals.show({ ...nothing, open: 'agents' })
    arrivals.show({ ...nothing, link: 'floorwatch://target/t1' })
    expect(shown).toEqual([
      { view: 'overview' },
      { view: 'overview' },
      'panel',
      { view: 'agents' },
      { view: 'targets', focusId: 't1' }
    ])
  })

  it('sees nothing at a hidden start unless something was asked for by name', () => {
    const { arrivals, shown } = rig()
    arrivals.first({ ...nothing, hidden: true })
    expect(shown).toEqual([])
    arrivals.first({ ...nothing, hidden: true, open: 'alerts' })
    arrivals.first({ ...nothing, hidden: false })
    expect(shown).toEqual([{ view: 'alerts' }, { view: 'overview' }])
  })

  it('is told when a link is not understood, and nothing else happens', () => {
    const { arrivals, shown, problems } = rig()
    arrivals.show({ ...nothing, link: 'floorwatch://quit?token=sk-123' })
    expect(shown).toEqual([{ view: 'connections' }])
    expect(problems.list()).toMatchObject([{ code: 'linkNotUnderstood', params: {} }])
    expect(JSON.stringify(problems.list())).not.toContain('sk-123')
  })
})
