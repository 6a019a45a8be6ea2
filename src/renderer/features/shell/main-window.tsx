import { useEffect, useRef } from 'react'
import type { ViewAddress } from '../../../contract/views.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { WhenLoaded } from '../../ui/when-loaded.tsx'
import { AlertsView } from '../alerts/alerts-view.tsx'
import { NoteShelf } from '../alerts/note-shelf.tsx'
import { RuleShelf } from '../alerts/rule-shelf.tsx'
import { WhyDialog } from '../alerts/why-dialog.tsx'
import { WhyShelf } from '../alerts/why-shelf.ts'
import { ConnectionsView } from '../connections/connections-view.tsx'
import { DraftShelf } from '../connections/draft-shelf.tsx'
import { MyFloorView } from '../my-floor/my-floor-view.tsx'
import { HoursShelf } from '../opening-hours/hours-shelf.ts'
import { OverviewView } from '../overview/overview-view.tsx'
import { SettingsView } from '../settings/settings-view.tsx'
import { AgentsView, QueuesView } from '../tables/floor-views.tsx'
import { SearchShelf } from '../tables/search-shelf.tsx'
import { TargetsView } from '../targets/targets-view.tsx'
import { Commands } from '../commands/commands-host.tsx'
import { Announcer } from './announcer.tsx'
import { FeedPills } from './feed-pills.tsx'
import classes from './main-window.module.css'
import { NotThere } from './not-there.tsx'
import { Navigation, VIEW_ORDER } from './navigation.tsx'
import { SnoozeAll } from './snooze-all.tsx'
import { SnoozedNote } from './snoozed-note.tsx'
import { UndoNote } from './undo-note.tsx'
import { useAddress, type AddressBar } from './use-address.ts'

function View({ address, visit, go }: AddressBar) {
  switch (address.view) {
    case 'overview':
      return <OverviewView onGo={go} />
    case 'queues':
      return <QueuesView key={visit} focusId={address.focusId} onGo={go} />
    case 'agents':
      return <AgentsView key={visit} focusId={address.focusId} onGo={go} />
    case 'alerts':
      return <AlertsView key={visit} focusId={address.focusId} onGo={go} />
    case 'targets':
      return <TargetsView key={visit} focusId={address.focusId} />
    case 'connections':
      return <ConnectionsView key={visit} focusId={address.focusId} />
    case 'floor':
      return <MyFloorView key={visit} />
    case 'settings':
      return <SettingsView key={visit} focusId={address.focusId} />
  }
}

/** Moves the focus to the view's heading after the user went there, so that the keyboard goes on where the eye is. */
function useFocusOnArrival(address: ViewAddress, visit: number) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (visit > 0 && address.focusId === undefined) heading.current?.focus()
  }, [address, visit])
  return heading
}

/** What is seen here is not told by a notice besides. */
function useNotedView(view: ViewAddress['view']) {
  const { bridge } = useWindow()
  useEffect(() => void bridge.noteView({ view }), [bridge, view])
}

export function MainWindow() {
  const t = useText()
  const bar = useAddress()
  useNotedView(bar.address.view)
  const heading = useFocusOnArrival(bar.address, bar.visit)
  return (
    <div className={classes['frame']}>
      <div className={classes['window']}>
        <Navigation present={bar.address.view} onGo={bar.go} />
        <main className={classes['main']}>
          <WhenLoaded>
            <WhyShelf>
              <header className={classes['head']}>
                <h1 ref={heading} tabIndex={-1} className={classes['title']}>
                  {t(`nav.${bar.address.view}`)}
                </h1>
                <FeedPills />
                <div className={classes['tools']}>
                  <SnoozedNote />
                  <Commands order={VIEW_ORDER} go={bar.go} />
                  <SnoozeAll text="snooze.all" />
                </div>
              </header>
              <Announcer />
              <UndoNote />
              <NotThere key={bar.visit} address={bar.address} />
              <DraftShelf>
                <RuleShelf>
                  <NoteShelf>
                    <SearchShelf>
                      <HoursShelf>
                        <View {...bar} />
                      </HoursShelf>
                    </SearchShelf>
                  </NoteShelf>
                </RuleShelf>
              </DraftShelf>
              <WhyDialog onGo={bar.go} />
            </WhyShelf>
          </WhenLoaded>
        </main>
      </div>
    </div>
  )
}
