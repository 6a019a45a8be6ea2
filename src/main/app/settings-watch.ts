import type { Settings } from '../../core/settings/settings.ts'
import type { AlertDesk } from './alert-desk-types.ts'
import type { ConnectionDesk } from './connection-desk.ts'
import type { MyFloor } from './my-floor.ts'
import type { People } from './people.ts'
import type { PrivacyDesk } from './privacy-desk.ts'
import type { Publisher, SectionName } from './publisher.ts'
import type { Speech } from './speech.ts'
import type { TargetDesk } from './target-desk-types.ts'

/** Tells every part that the settings changed; they count at once. */
export function createSettingsWatch(deps: {
  readonly settings: () => Settings
  readonly speech: Speech
  readonly myFloor: MyFloor
  readonly targets: TargetDesk
  readonly connections: ConnectionDesk
  readonly privacy: PrivacyDesk
  readonly desk: AlertDesk
  readonly people: Pick<People, 'hidden' | 'languageChanged'>
  readonly publisher: Publisher
  readonly touch: (...sections: SectionName[]) => void
}): () => void {
  const { settings, people, publisher, touch } = deps
  let { freshness } = settings()

  async function speak(): Promise<void> {
    if (!(await deps.speech.follow(settings().language))) return
    people.languageChanged()
    deps.connections.languageChanged()
    // Rows are called otherwise then, down to their ids.
    if (people.hidden()) publisher.renew()
    touch('app', 'headline')
  }

  return () => {
    deps.myFloor.settingsChanged()
    touch('settings', 'headline')
    deps.targets.wake()
    const present = settings().freshness
    if (JSON.stringify(present) !== JSON.stringify(freshness)) deps.connections.freshnessChanged()
    freshness = present
    deps.privacy.settingsChanged()
    deps.desk.reviewQuiet()
    void speak()
  }
}
