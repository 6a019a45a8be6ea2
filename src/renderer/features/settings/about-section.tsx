import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { RequestOutput } from '../../../contract/requests.ts'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import type { Translate } from '../../text/catalogue.ts'
import { useText } from '../../text/use-text.ts'
import { FactList, type Fact } from '../../ui/fact-list.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { backendText } from '../connections/vault-backend.ts'
import { Section } from './section.tsx'
import classes from './settings.module.css'
import type { SectionProps } from './use-settings.ts'

type Desktop = RequestOutput<'diagnostics:read'>

function desktopFacts(t: Translate, { system, tray, notices }: Desktop): readonly Fact[] {
  const abilities = notices && { server: notices.server, abilities: notices.abilities.join(', ') || t('app.noValue') }
  return [
    { label: t('about.system'), value: system },
    { label: t('about.tray'), value: tray ? t('about.trayShown') : t('about.trayMissing') },
    { label: t('about.notices'), value: abilities ? t('about.abilities', abilities) : t('about.noticesMissing') }
  ]
}

/** What runs where, and what this desktop can do; the same for support on the clipboard, without anybody's data. */
export function AboutSection({ called }: SectionProps) {
  const t = useText()
  const { bridge } = useWindow()
  const app = useSection('app')
  const vault = useSection('vault')
  const [desktop, setDesktop] = useState<Desktop | null>(null)
  const [copied, setCopied] = useState(false)
  const copy = useAction(async () => {
    setCopied(false)
    const answer = await bridge.copyDiagnostics()
    setCopied(answer.ok)
    return answer
  })
  useEffect(() => {
    void bridge.readDiagnostics().then((answer) => {
      if (answer.ok) setDesktop(answer.value)
    })
  }, [bridge])
  return (
    <Section id="about" called={called}>
      <FactList
        facts={[
          { label: t('about.version'), value: app.version },
          { label: t('about.electron'), value: app.electron },
          { label: t('about.runtime'), value: app.runtime },
          { label: t('about.profile'), value: app.profileDir },
          { label: t('about.keyring'), value: backendText(t, vault.backend) },
          ...(desktop ? desktopFacts(t, desktop) : [])
        ]}
      />
      <div className={classes['item']}>
        <Button loading={copy.busy} onClick={() => void copy.run()}>
          {t('about.copy')}
        </Button>
        <span role="status">{copied && t('about.copied')}</span>
      </div>
      {copy.failure && <FailureNotice failure={copy.failure} onClose={copy.forget} />}
    </Section>
  )
}
