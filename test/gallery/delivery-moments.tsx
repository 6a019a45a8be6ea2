import { useState, type ReactNode } from 'react'
import type { Delivery } from '../../src/core/alerts/delivery.ts'
import { DELIVERY_CAUSES } from '../../src/core/delivery/causes.ts'
import { DEFAULT_NOTICES, TONE_CHOICES, type NoticeChoice } from '../../src/core/settings/choices.ts'
import { DeliveryLedger } from '../../src/renderer/features/alerts/delivery-ledger.tsx'
import { NoticeSounds } from '../../src/renderer/features/settings/notice-sounds.tsx'
import { Card, CardBody } from '../../src/renderer/ui/card.tsx'
import { NOON_MS } from '../fakes/a-floor.ts'
import { FLOOR_STATES } from '../fakes/floor-states.ts'
import { moment } from './moment.tsx'
import type { Specimen } from './specimen.ts'

/** How alerts were told, and how they are to sound. */

const STATES = ['intent', 'delivered', 'failed', 'held', 'suppressed'] as const
const REASONS = ['fired', 'worsened', 'unstable', 'repeat', 'ended'] as const
const WORDS_OF_A_DESKTOP = 'org.freedesktop.DBus.Error.ServiceUnknown: nobody owns org.freedesktop.Notifications'

let count = 0
function line(over: Partial<Delivery>): Delivery {
  count += 1
  return {
    ...{ id: `d${count}`, episodeId: 'e1', reason: 'fired', channel: 'native', state: 'delivered', detail: '' },
    ...{ atMs: NOON_MS - 3_600_000 + count * 30_000, possibleRepeat: false },
    ...over
  }
}

const EACH_CAUSE = DELIVERY_CAUSES.map((cause) => line({ state: 'suppressed', cause }))
const EACH_STATE = (['native', 'sound', 'flash'] as const).flatMap((channel) =>
  STATES.map((state) => line({ channel, state }))
)
const UNUSUAL = [
  ...REASONS.map((reason) => line({ reason })),
  line({ noticeId: 'group-1', together: 12 }),
  line({ possibleRepeat: true, noticeId: 'group-1', together: 2 }),
  line({ state: 'failed', cause: 'noServer', detail: WORDS_OF_A_DESKTOP }),
  // As older versions wrote it.
  line({ state: 'suppressed', detail: 'snoozed' })
]

const inCard = (title: string, content: ReactNode): ReactNode => (
  <main style={{ padding: 16 }}>
    <Card title={title}>
      <CardBody>{content}</CardBody>
    </Card>
  </main>
)

function Sounds({ first }: { readonly first: NoticeChoice }) {
  const [notices, change] = useState(first)
  return <NoticeSounds {...{ notices, change }} />
}

const [desktop, ...own] = TONE_CHOICES
const tonesOf = (at: number): NonNullable<NoticeChoice['tones']> => ({
  info: own[at] ?? desktop,
  warning: own[at + 1] ?? desktop,
  critical: own[at + 2] ?? desktop
})
const all = { info: true, warning: true, critical: true }

const specimen = (name: string, title: string, content: ReactNode): Specimen => ({
  id: `moments/${name}`,
  title,
  content: inCard(title, content),
  floor: FLOOR_STATES.live
})

export const DELIVERY_MOMENTS: readonly Specimen[] = [
  moment('queues', 'why-not-then', 'Why was I not alerted in a minute that is past', {
    prepare: (bridge) =>
      bridge.answer('alert:why', async () => ({
        ok: true,
        value: {
          ...{ kind: 'known', reason: 'doNotDisturb', minuteMs: NOON_MS - 3_600_000, isNow: false, value: null },
          ...{ peak: 14, threshold: 8, ruleVersion: 3, episodeId: 'e1' }
        }
      })),
    after: async ({ press }) => {
      await press('why.about', 'name')
      await press('why.ask')
    }
  }),
  specimen('ledger-causes', 'Why something was not told', <DeliveryLedger deliveries={EACH_CAUSE} />),
  specimen(
    'ledger-states',
    'What became of notices, sounds and the taskbar',
    <DeliveryLedger deliveries={EACH_STATE} />
  ),
  specimen(
    'ledger-unusual',
    'Told together, again, in the words of the desktop',
    <DeliveryLedger deliveries={UNUSUAL} />
  ),
  specimen('ledger-empty', 'Nothing told yet', <DeliveryLedger deliveries={[]} />),
  specimen('tones-desktop', 'The sounds of the desktop', <Sounds first={{ ...DEFAULT_NOTICES, sounds: all }} />),
  specimen(
    'tones-own',
    'A tone for each severity, and how loud',
    <Sounds first={{ ...DEFAULT_NOTICES, sounds: all, tones: tonesOf(0), volume: 60 }} />
  ),
  specimen(
    'tones-longest',
    'The tones with the longest names',
    <Sounds first={{ ...DEFAULT_NOTICES, sounds: all, tones: tonesOf(own.length - 3), volume: 10 }} />
  )
]
