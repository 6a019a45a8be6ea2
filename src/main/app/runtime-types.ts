import type { HeadlineView, StateView } from '../../contract/views.ts'
import type { SourceDeps } from '../../core/connections/source.ts'
import type { LogBook } from '../../core/log-line.ts'
import type { Autostart } from '../../core/ports/autostart.ts'
import type { DesktopFacts } from '../../core/ports/desktop-facts.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Notifier } from '../../core/ports/notifier.ts'
import type { Result } from '../../core/result.ts'
import type { Settings } from '../../core/settings/settings.ts'
import type { AlertDesk } from './alert-desk-types.ts'
import type { ConnectionEditorDeps } from './connection-editor.ts'
import type { ConnectionDesk, ConnectionEntry } from './connection-desk.ts'
import type { HandlerDeps, Handlers, SettingsPatch } from './handlers.ts'
import type { ProblemDesk } from './problem-desk.ts'
import type { People } from './people.ts'
import type { Publisher } from './publisher.ts'
import type { RuleHandlerDeps } from './rule-handlers.ts'
import type { SecretDeskDeps } from './secret-desk.ts'
import type { SectionDeps } from './state-sections.ts'
import type { Shell } from './shell.ts'
import type { Speech } from './speech.ts'
import type { WakeReason } from './waking.ts'

export interface RuntimeDeps extends Omit<
  SourceDeps,
  'secret' | 'logger' | 'subscriptions' | 'freshness' | 'language'
> {
  readonly logger: Logger
  readonly journal: Journal
  readonly notifier: Notifier
  readonly autostart: Autostart
  readonly desktopFacts: () => Promise<DesktopFacts>
  /** Takes secrets, addresses and people out of a text. */
  readonly redact: (text: string) => string
  readonly fileDialogs: RuleHandlerDeps['fileDialogs']
  readonly problems: ProblemDesk
  readonly vault: SecretDeskDeps['vault'] & ConnectionEditorDeps['vault'] & SectionDeps['vault'] & HandlerDeps['vault']
  readonly secretsChanged: SecretDeskDeps['secretsChanged']
  readonly ownConnectionsChanged: ConnectionEditorDeps['ownConnectionsChanged']
  readonly shell: Shell
  readonly settings: { get(): Settings; change(patch: SettingsPatch): Result<undefined> }
  readonly signInToProxy: HandlerDeps['signInToProxy']
  readonly forgetProxyLogin: HandlerDeps['forgetProxyLogin']
  readonly speech: Speech
  readonly zone: string
  readonly app: Omit<StateView['app'], 'locale'>
  /** What the desktop says of do-not-disturb and of the shortcut. */
  readonly desktop: () => StateView['desktop']
  readonly demo: () => StateView['demo']
  readonly line: (text: string) => void
  readonly log: LogBook
  /** The screen is locked, as far as the system tells, or may be: it was asked and has not answered yet. */
  readonly screenLocked: () => boolean
  /** Time since the machine started, ms: counts sleep, is not moved by setting the clock. */
  readonly machineAgeMs: () => number
}

export interface Runtime {
  readonly handlers: Handlers
  readonly connections: ConnectionDesk
  readonly desk: AlertDesk
  readonly publisher: Publisher
  readonly people: People
  headline(): HeadlineView
  /** From now on exactly these connections run; alerts of connections that are gone close. `renewed`: ids with a new secret. */
  useConnections(entries: readonly ConnectionEntry[], renewed?: ReadonlySet<string>): void
  /** Rules and preferences were changed from outside (an import). */
  reload(): void
  /** After sleep or unlock everything is looked at again at once; after sleep nothing is believed until then. */
  wake(why?: WakeReason): void
  /** The screen was locked or unlocked, where the system tells. */
  screenLocked(locked: boolean): void
  /** `desktop` answers something else now. */
  desktopChanged(): void
  /** The system says whether there is a network. */
  networkIs(present: boolean): void
  close(): Promise<void>
}
