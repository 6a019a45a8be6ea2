import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  Group,
  Kbd,
  Loader,
  SegmentedControl,
  Select,
  Stack,
  Switch
} from '@mantine/core'
import { Textarea, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { failureWords } from '../../src/core/text/failure-words.ts'
import { Card, CardBody } from '../../src/renderer/ui/card.tsx'
import { ConfirmDialog } from '../../src/renderer/ui/confirm-dialog.tsx'
import { EmptyNote } from '../../src/renderer/ui/empty-note.tsx'
import { FactList } from '../../src/renderer/ui/fact-list.tsx'
import { FailureNotice } from '../../src/renderer/ui/failure-notice.tsx'
import { LiveTable } from '../../src/renderer/ui/live-table.tsx'
import { RunningTime } from '../../src/renderer/ui/running-time.tsx'
import { Sparkline } from '../../src/renderer/ui/sparkline.tsx'
import { StateMark, type Mark } from '../../src/renderer/ui/state-mark.tsx'
import { Tag } from '../../src/renderer/ui/tag.tsx'
import { cssVariables, theme } from '../../src/renderer/ui/theme.ts'
import { ThresholdBar } from '../../src/renderer/ui/threshold-bar.tsx'
import { ValueChart } from '../../src/renderer/ui/value-chart.tsx'
import { ViewFrame } from '../../src/renderer/ui/view-frame.tsx'
import { WhenLoaded } from '../../src/renderer/ui/when-loaded.tsx'
import { NOON_MS, rows } from '../fakes/a-floor.ts'
import { FLOOR_STATES, type FloorState } from '../fakes/floor-states.ts'
import type { Specimen } from './specimen.ts'

/** The parts of `src/renderer/ui`, and the kit's controls as the theme dresses them. */

const MARKS: readonly Mark[] = ['ok', 'info', 'warning', 'critical', 'stale', 'offline', 'paused', 'closed', 'none']
const LONG = 'A name that somebody made far too long for any place in which it will ever have to stand on a screen'
const WORD = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenbestellannahme'

const inFrame = (content: ReactNode): ReactNode => <main style={{ padding: 16 }}>{content}</main>
const nothing = (): void => undefined

const part = (name: string, title: string, content: ReactNode, floor: FloorState = FLOOR_STATES.live): Specimen => ({
  id: `parts/${name}`,
  title,
  content: inFrame(content),
  floor
})

function Roles() {
  const { light } = cssVariables(theme as never)
  return (
    <Card title="Roles of colour">
      <CardBody>
        {['--fw-desk', '--fw-surface', '--fw-raised'].map((ground) => (
          <div key={ground} style={{ background: `var(${ground})`, padding: 12 }}>
            <p style={{ margin: 0, color: 'var(--fw-text)' }}>{ground}</p>
            <Group gap="lg">
              {Object.keys(light)
                .filter((name) => /^--fw-(text|dim|ok|warning|critical|info)$/.test(name))
                .map((name) => (
                  <strong key={name} style={{ color: `var(${name})` }}>
                    {name}
                  </strong>
                ))}
            </Group>
          </div>
        ))}
      </CardBody>
    </Card>
  )
}

function Scale() {
  return (
    <Card title="Type scale">
      <CardBody>
        {(['xs', 'sm', 'lg', 'xl'] as const).map((size) => (
          <p
            key={size}
            style={{ font: `500 var(--mantine-font-size-${size})/var(--mantine-line-height-${size}) inherit` }}
          >
            <span
              style={{ fontSize: `var(--mantine-font-size-${size})`, lineHeight: `var(--mantine-line-height-${size})` }}
            >
              {size}: 27 contacts waiting since 12:04
            </span>
          </p>
        ))}
      </CardBody>
    </Card>
  )
}

function Controls() {
  const [size, setSize] = useState('one')
  return (
    <Card title="Controls" aside={<Tag>demo</Tag>}>
      <CardBody>
        <Stack gap="md">
          <Group gap="sm">
            <Button>Default</Button>
            <Button variant="filled">Filled</Button>
            <Button variant="subtle">Subtle</Button>
            <Button color="red" variant="outline">
              Remove
            </Button>
            <Button disabled>Disabled</Button>
            <Button loading>Busy</Button>
            <Button>{LONG}</Button>
            <ActionIcon aria-label="Close">
              <IconX size={16} aria-hidden />
            </ActionIcon>
            <Badge>Badge</Badge>
            <Kbd>Ctrl+K</Kbd>
            <Loader size="xs" aria-label="Loading" role="img" />
          </Group>
          <SegmentedControl aria-label="Size" value={size} onChange={setSize} data={['one', 'two', WORD]} />
          <TextInput label="Name" description="With a hint below." defaultValue="Floor" />
          <TextInput label="Host" error="This is not an address." defaultValue="http//" />
          <TextInput label="Locked" disabled defaultValue="Cannot be changed" />
          <Textarea label="Note" defaultValue={LONG} />
          <Select label="Language" data={['English', 'suomi']} defaultValue="English" />
          <Checkbox label="Only my floor" defaultChecked />
          <Switch label="Start at login" defaultChecked />
        </Stack>
      </CardBody>
    </Card>
  )
}

function Rows({ count }: { readonly count: number }) {
  const { rows: all } = count > 3 ? FLOOR_STATES.many : FLOOR_STATES.live
  const queues = all.filter(({ feedId }) => feedId.includes('Queue')).slice(0, count)
  return (
    <Card title="Table">
      <LiveTable
        label="Table"
        columns={[
          { id: 'name', head: 'Queue', align: 'start', cell: ({ values }) => values['queueName'] },
          { id: 'waiting', head: 'Waiting', align: 'end', cell: ({ values }) => values['contactsQueueing'] }
        ]}
        ids={queues.map(({ id }) => id)}
        sorting={[{ id: 'waiting', desc: true }]}
        onSort={nothing}
        isDim={(id) => id === queues.at(-1)?.id}
      />
    </Card>
  )
}

const chart = (values: readonly (number | null)[], threshold: number) => (
  <Card title="Chart">
    <CardBody>
      <ValueChart
        label="The last tests"
        points={values.map((value, at) => ({ atMs: NOON_MS - (values.length - at) * 900_000, value }))}
        threshold={threshold}
      />
    </CardBody>
  </Card>
)

const bar = (label: string, value: number | null, tone: 'ok' | 'warning' | 'plain', threshold = 400) => (
  <ThresholdBar key={label} {...{ label, value, tone, threshold }} />
)

const CODES = Object.keys(failureWords) as (keyof typeof failureWords)[]

export const PARTS: readonly Specimen[] = [
  part('colours', 'Colour roles', <Roles />),
  part('type', 'Type scale', <Scale />),
  part('controls', 'Controls of the kit', <Controls />),
  part(
    'marks',
    'State marks',
    <ViewFrame>
      {MARKS.map((mark) => (
        <div key={mark}>
          <StateMark mark={mark} /> {mark} <StateMark mark={mark} silent />
        </div>
      ))}
    </ViewFrame>
  ),
  part(
    'cards',
    'Cards',
    <>
      <Card title={LONG} aside={<Tag>EMAIL</Tag>}>
        <CardBody>{`${LONG} ${WORD}`}</CardBody>
      </Card>
      <Card title={WORD} aside="aside">
        <CardBody>
          <Tag>{WORD}</Tag>
        </CardBody>
      </Card>
    </>
  ),
  part(
    'facts',
    'Facts',
    <Card title="Facts">
      <CardBody>
        <FactList
          facts={[
            { label: 'Value', value: '12' },
            { label: 'Since', value: <RunningTime sinceMs={NOON_MS - 364_000} /> },
            { label: LONG, value: `${WORD} ${LONG}` }
          ]}
        />
      </CardBody>
    </Card>
  ),
  part(
    'empty',
    'Empty, with the next step',
    <Card title="Empty">
      <EmptyNote title="No queue has reported yet" next="It appears here with its first number." />
      {MARKS.map((mark) => (
        <EmptyNote key={mark} mark={mark} title={mark} next={LONG} action={<Button>Open Connections</Button>} />
      ))}
    </Card>
  ),
  part(
    'failures',
    'Failures, each with cause and next step',
    <ViewFrame>
      {CODES.map((code) => (
        <FailureNotice key={code} failure={{ code, step: 'connect', detail: '' }} />
      ))}
    </ViewFrame>
  ),
  part(
    'failure-details',
    'A failure with everything that is known',
    <FailureNotice
      title="The rule was not saved"
      failure={{ code: 'rateLimited', step: 'token', detail: `${WORD} ${LONG}`, httpStatus: 429, retryAfterMs: 30_000 }}
      onClose={nothing}
    />
  ),
  part(
    'sparklines',
    'Sparklines',
    <ViewFrame>
      <Sparkline label="rising" steps={12} values={[1, 2, 2, 3, 5, 8, 8, 9, 12, 12, 14, 18]} />
      <Sparkline label="with a gap, just begun" steps={12} values={[3, null, 4, 6]} />
      <Sparkline label="flat at nothing" steps={12} values={[0, 0, 0, 0]} />
      <Sparkline label="one value" steps={12} values={[5]} />
      <Sparkline label="nothing known" steps={12} values={[]} />
    </ViewFrame>
  ),
  part(
    'bars',
    'Values against thresholds',
    <ViewFrame>
      {[
        bar('below', 120, 'plain'),
        bar('reached', 400, 'ok'),
        bar('exceeded', 900, 'warning'),
        bar('nothing known', null, 'plain'),
        bar('threshold of nothing', 0, 'plain', 0)
      ]}
    </ViewFrame>
  ),
  part('chart', 'A chart', chart([120, 180, null, 240, 410], 400)),
  part('chart-short', 'A chart of two values', chart([1_234_567, 1_240_000], 2_000_000)),
  part('table', 'A short table, its last row not fresh', <Rows count={3} />),
  part('table-long', 'A table that draws what is seen', <Rows count={60} />),
  part('loading', 'Loading', <WhenLoaded>there</WhenLoaded>, FLOOR_STATES.loading),
  part('no-answer', 'No answer from main', <WhenLoaded>there</WhenLoaded>, FLOOR_STATES.failed),
  part(
    'confirm',
    'A question before what cannot be undone',
    <ConfirmDialog opened title="Remove Floor?" yes="Remove" no="Keep it" onYes={nothing} onNo={nothing}>
      {LONG}
    </ConfirmDialog>
  ),
  part(
    'confirm-busy',
    'The question, answered and under way',
    <ConfirmDialog opened busy title={LONG} yes={LONG} no="Keep it" onYes={nothing} onNo={nothing}>
      {`${rows.length} rows ${WORD}`}
    </ConfirmDialog>
  )
]
