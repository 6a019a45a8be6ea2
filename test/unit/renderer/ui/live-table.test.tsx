import { openWindow } from '../../../fakes/open-window.tsx'
import { screen } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { LiveTable, type LiveColumn } from '../../../../src/renderer/ui/live-table.tsx'
import { aFloor, queueRow } from '../../../fakes/a-floor.ts'

const never = (): boolean => false

function Table({ ids, columns }: { readonly ids: readonly string[]; readonly columns: readonly LiveColumn[] }) {
  const [, setSorting] = useState(0)
  return (
    <LiveTable
      label="Rows"
      columns={columns}
      ids={ids}
      sorting={[]}
      onSort={() => setSorting((count) => count + 1)}
      isDim={never}
    />
  )
}

function counting() {
  const renders = new Map<string, number>()
  const columns: LiveColumn[] = [
    {
      id: 'name',
      head: 'name',
      align: 'start',
      cell: (row) => {
        const name = row.keys['queueId'] ?? ''
        renders.set(name, (renders.get(name) ?? 0) + 1)
        return `${name} ${String(row.values['contactsQueueing'])}`
      }
    }
  ]
  return { renders, columns }
}

describe('a live table', () => {
  it('renders only the row that changed', async () => {
    const rows = ['Sales', 'Support', 'Email'].map((name) => queueRow(name, { waiting: 1 }))
    const { renders, columns } = counting()
    const { changeRows } = await openWindow(<Table ids={rows.map((row) => row.id)} columns={columns} />, {
      state: aFloor(),
      rows
    })
    const before = new Map(renders)
    changeRows([queueRow('Support', { waiting: 2 })])
    expect(screen.getByText('Support 2')).toBeTruthy()
    expect(renders.get('Support')).toBeGreaterThan(before.get('Support') ?? 0)
    expect(renders.get('Sales')).toBe(before.get('Sales'))
    expect(renders.get('Email')).toBe(before.get('Email'))
  })

  it('draws only what is seen of a long list, and says how long it is', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => queueRow(`Queue ${index}`))
    const { columns } = counting()
    await openWindow(<Table ids={rows.map((row) => row.id)} columns={columns} />, { state: aFloor(), rows })
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('501')
    const drawn = screen.getAllByRole('rowheader').length
    expect(drawn).toBeGreaterThan(5)
    expect(drawn).toBeLessThan(60)
  })

  it('leaves out a row that went', async () => {
    const rows = [queueRow('Sales'), queueRow('Support')]
    const { columns } = counting()
    const { changeRows } = await openWindow(<Table ids={rows.map((row) => row.id)} columns={columns} />, {
      state: aFloor(),
      rows
    })
    changeRows([], [rows[0]?.id ?? ''])
    expect(screen.getAllByRole('rowheader')).toHaveLength(1)
  })
})
