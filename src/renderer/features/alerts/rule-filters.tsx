import { ActionIcon, Button, MultiSelect } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { TextKey } from '../../text/catalogue.ts'
import { useLocale, useText } from '../../text/use-text.ts'
import { textOrder } from '../../../core/text/format.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import { useRowList } from '../../state/hooks.ts'
import type { RowTable } from '../../state/row-table.ts'
import type { FilterDraft } from './rule-draft.ts'
import { ChoiceField, Sentence, Word, type RulePartProps } from './rule-fields.tsx'
import classes from './rule-form.module.css'
import { filterChoices } from './rule-measures.ts'
import { filterRef } from './rule-refs.ts'

/** More than a list can be looked through; the rest is found by typing. */
const SHOWN = 100
const KNOWN_AT_MOST = 5_000

/** What rows say now where the filter looks, each once. */
function knownValues(rows: RowTable, feeds: readonly FeedShape[], by: string): readonly string[] {
  const ref = filterRef(by)
  const found = new Set<string>()
  if (!ref) return []
  const measures = new Map(
    feeds.map(({ id, measures: listed }) => [
      id,
      listed.find((one) => ('role' in ref ? one.role === ref.role : 'name' in ref && one.name === ref.name))?.name
    ])
  )
  for (const row of rows.all()) {
    if (!measures.has(row.feedId)) continue
    const value = 'key' in ref ? row.keys[ref.key] : row.values[measures.get(row.feedId) ?? '']
    if (value !== null && value !== undefined && value !== '') found.add(String(value))
    if (found.size >= KNOWN_AT_MOST) break
  }
  return [...found]
}

interface FilterLineProps {
  readonly filter: FilterDraft
  readonly number: number
  readonly first: string
  readonly feeds: readonly FeedShape[]
  readonly whyBy: TextKey | undefined
  readonly whyValues: string | undefined
  readonly onChange: (filter: FilterDraft) => void
  readonly onDrop: () => void
}

function FilterLine({ filter, number, first, feeds, whyBy, whyValues, onChange, onDrop }: FilterLineProps) {
  const t = useText()
  const order = textOrder(useLocale())
  const select = useMemo(() => (rows: RowTable) => knownValues(rows, feeds, filter.by), [feeds, filter.by])
  const known = useRowList(select)
  const values = [...new Set([...known, ...filter.oneOf])].sort(order)
  const choices = filterChoices(feeds, filter.by)
  return (
    <Sentence>
      <Word>{first}</Word>
      <ChoiceField
        label={t('ruleForm.filterBy', { number })}
        value={filter.by}
        choices={choices}
        why={whyBy}
        onChoose={(by) => onChange({ by, oneOf: by === filter.by ? filter.oneOf : [] })}
      />
      <Word>{t('ruleForm.isOneOf')}</Word>
      <MultiSelect
        className={classes['wide'] ?? ''}
        aria-label={t('ruleForm.filterValues', { number })}
        {...(filter.oneOf.length === 0 ? { placeholder: t('ruleForm.choose') } : {})}
        data={values}
        limit={SHOWN}
        searchable
        value={[...filter.oneOf]}
        error={whyValues}
        onChange={(oneOf) => onChange({ ...filter, oneOf })}
      />
      <ActionIcon mt={4} aria-label={t('ruleForm.dropFilter', { number })} onClick={onDrop}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </Sentence>
  )
}

/** Which rows the rule is about, or is counted among: each line one more condition, its values picked from what rows say now. */
export function RuleFilters({
  draft,
  refused,
  feeds,
  change,
  list
}: RulePartProps & { readonly list: 'scope' | 'among' }) {
  const t = useText()
  const filters = draft[list]
  const set = (next: readonly FilterDraft[]): void => change({ [list]: next })
  const begin = t(list === 'scope' ? 'ruleForm.where' : 'ruleForm.among')
  return (
    <>
      {filters.map((filter, at) => {
        const [whyBy, whyValues] = [refused[`${list}.${at}`], refused[`${list}.${at}.oneOf`]]
        return (
          <FilterLine
            // Lines have no name of their own: their place is who they are.
            key={at}
            filter={filter}
            number={(list === 'among' ? draft.scope.length : 0) + at + 1}
            first={at === 0 ? begin : t('ruleForm.and')}
            feeds={feeds}
            whyBy={whyBy}
            whyValues={whyValues && t(whyValues)}
            onChange={(next) => set(filters.map((one, place) => (place === at ? next : one)))}
            onDrop={() => set(filters.filter((_one, place) => place !== at))}
          />
        )
      })}
      <div>
        <Button variant="subtle" onClick={() => set([...filters, { by: '', oneOf: [] }])}>
          {t(list === 'scope' ? 'ruleForm.addFilter' : 'ruleForm.addAmong')}
        </Button>
      </div>
    </>
  )
}
