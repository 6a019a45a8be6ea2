import { Button } from '@mantine/core'
import { useState, type ComponentType } from 'react'
import { useText } from '../../text/use-text.ts'
import { ViewFrame } from '../../ui/view-frame.tsx'
import { HoursSection } from '../opening-hours/hours-section.tsx'
import { LogCard } from '../privacy/log-card.tsx'
import { PrivacyCard } from '../privacy/privacy-card.tsx'
import { AboutSection } from './about-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { FloorSection } from './floor-section.tsx'
import { FreshnessSection } from './freshness-section.tsx'
import { GeneralSection } from './general-section.tsx'
import { NoticesSection } from './notices-section.tsx'
import { QuietSection } from './quiet-section.tsx'
import { SecretsSection } from './secrets-section.tsx'
import { SECTION_IDS, type SectionId } from './section-ids.ts'
import classes from './settings.module.css'
import { TraySection } from './tray-section.tsx'
import type { SectionProps } from './use-settings.ts'

const SECTIONS: Readonly<Record<SectionId, ComponentType<SectionProps>>> = {
  general: GeneralSection,
  floor: FloorSection,
  tray: TraySection,
  notices: NoticesSection,
  quiet: QuietSection,
  hours: HoursSection,
  freshness: FreshnessSection,
  appearance: AppearanceSection,
  secrets: SecretsSection,
  privacy: PrivacyCard,
  log: LogCard,
  about: AboutSection
}

/** All preferences. Each counts at once; `focusId` is the section to begin with. */
export function SettingsView({ focusId }: { readonly focusId: string | undefined }) {
  const t = useText()
  const [asked, setAsked] = useState({ id: focusId, times: 1 })
  return (
    <ViewFrame>
      <nav aria-label={t('settings.sections')}>
        <ul className={classes['jumps']}>
          {SECTION_IDS.map((id) => (
            <li key={id}>
              <Button onClick={() => setAsked(({ times }) => ({ id, times: times + 1 }))}>
                {t(`settings.section.${id}`)}
              </Button>
            </li>
          ))}
        </ul>
      </nav>
      {SECTION_IDS.map((id) => {
        const Card = SECTIONS[id]
        return <Card key={id} called={asked.id === id ? asked.times : 0} />
      })}
    </ViewFrame>
  )
}
