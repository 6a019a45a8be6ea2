import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ViewAddress } from '../../../contract/views.ts'
import type { WhyAnswer } from '../../../contract/why.ts'
import type { Rule } from '../../../core/alerts/rule.ts'
import { ruleName } from '../../../core/text/default-rule-words.ts'
import { momentOf } from '../../../core/zoned-time.ts'
import { useFeedShapes, useMirror, useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { WhyAnswerNote } from './why-answer.tsx'
import classes from './why-dialog.module.css'
import { rulesAbout, whyKeys, type WhyKey } from './why-keys.ts'
import { useWhyQuestion, type WhyStart } from './why-shelf.ts'

/** Rows that a list offers at once: more are found by typing. */
const OFFERED = 50

interface Asked {
  readonly answer: WhyAnswer
  readonly rule: Rule
  readonly rowId: string
}

/** The moment that a field without a zone says, in the user's; now where it says none. */
function momentIn(field: string, zone: string, nowMs: number): number {
  const shown = Date.parse(`${field}Z`)
  return Number.isNaN(shown) ? nowMs : momentOf(shown, zone, false)
}

/** What may be asked about, as it was when the rule was chosen: a list under the fingers does not move. */
function useKeys(rule: Rule | undefined): readonly WhyKey[] {
  const t = useText()
  const { mirror } = useWindow()
  const shapes = useFeedShapes()
  const view = useMirror((state) => state.view)
  const [kept, setKept] = useState<{ readonly rule: Rule | undefined; readonly keys: readonly WhyKey[] }>()
  if (kept && kept.rule === rule) return kept.keys
  const keys = rule && view ? whyKeys(rule, { t, view, shapes, rows: mirror.rows }) : []
  setKept({ rule, keys })
  return keys
}

/** The rule and the key that the question begins with. */
function useStart({ ruleId, rowId }: WhyStart): { readonly ruleId: string | null; readonly rowId: string | null } {
  const { mirror } = useWindow()
  const shapes = useFeedShapes()
  const rules = useSection('rules')
  const [start] = useState(() => {
    const feedId = rowId === undefined ? undefined : mirror.rows.get(rowId)?.feedId
    const feed = shapes.find(({ id }) => id === feedId)
    const about = feed && rulesAbout(rules, feed)[0]
    return { ruleId: ruleId ?? about?.id ?? rules[0]?.id ?? null, rowId: rowId ?? null }
  })
  return start
}

function Question({ start, onGo }: { readonly start: WhyStart; readonly onGo: (address: ViewAddress) => void }) {
  const t = useText()
  const { bridge, clock, zone } = useWindow()
  const rules = useSection('rules')
  const first = useStart(start)
  const [ruleId, setRuleId] = useState(first.ruleId)
  const rule = rules.find(({ id }) => id === ruleId)
  const keys = useKeys(rule)
  const [chosen, setChosen] = useState<string | null>(keys.find(({ key }) => key === first.rowId)?.value ?? null)
  const only = keys.length === 1 ? keys[0] : undefined
  const about = keys.find(({ value }) => value === chosen) ?? only
  const [time, setTime] = useState('')
  const [asked, setAsked] = useState<Asked>()

  const ask = useAction(async (of: Rule, { connectionId, key }: WhyKey) => {
    const answer = await bridge.askWhy({
      ...{ ruleId: of.id, connectionId, key },
      atMs: momentIn(time, zone, clock.nowMs())
    })
    if (answer.ok) setAsked({ answer: answer.value, rule: of, rowId: key })
    return answer
  })
  function changed(run: () => void): void {
    setAsked(undefined)
    run()
  }

  if (rules.length === 0) return <p>{t('why.noRules')}</p>
  return (
    <>
      <form
        className={classes['form']}
        aria-label={t('why.title')}
        onSubmit={(event) => {
          event.preventDefault()
          if (rule && about) void ask.run(rule, about)
        }}
      >
        <Select
          label={t('why.rule')}
          data={rules.map((one) => ({ value: one.id, label: ruleName(t, one) }))}
          allowDeselect={false}
          value={ruleId}
          onChange={(id) => changed(() => setRuleId(id))}
        />
        <Select
          label={t('why.key')}
          placeholder={t('why.keyPlaceholder')}
          nothingFoundMessage={t('why.keyNone')}
          data={keys.map(({ value, label }) => ({ value, label }))}
          searchable
          // The focus begins here and must not cover the rest at once.
          openOnFocus={false}
          limit={OFFERED}
          data-autofocus
          value={about?.value ?? null}
          onChange={(value) => changed(() => setChosen(value))}
        />
        <TextInput
          type="datetime-local"
          label={t('why.time')}
          description={t('why.timeNote')}
          value={time}
          onChange={(event) => {
            const { value } = event.currentTarget
            changed(() => setTime(value))
          }}
        />
        <Button type="submit" variant="filled" loading={ask.busy} disabled={!rule || !about}>
          {t('why.ask')}
        </Button>
      </form>
      {ask.failure && <FailureNotice failure={ask.failure} onClose={ask.forget} />}
      <div role="status">
        {asked && (
          <WhyAnswerNote {...asked} onShowAlert={(episodeId) => onGo({ view: 'alerts', focusId: episodeId })} />
        )}
      </div>
    </>
  )
}

/** "Why was I not alerted?" over whatever is shown. Esc closes it. */
export function WhyDialog({ onGo }: { readonly onGo: (address: ViewAddress) => void }) {
  const t = useText()
  const [start, setStart] = useWhyQuestion()
  const close = (): void => setStart(null)
  return (
    <Modal
      opened={start !== null}
      onClose={close}
      title={t('why.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      transitionProps={{ duration: 0 }}
    >
      {start && (
        <Question
          start={start}
          onGo={(address) => {
            close()
            onGo(address)
          }}
        />
      )}
    </Modal>
  )
}
