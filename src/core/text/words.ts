import type { EndReason, EpisodeState } from '../alerts/episode.ts'
import type { Severity } from '../alerts/rule.ts'
import type { Delivery } from '../alerts/delivery.ts'
import type { FailureStep } from '../connections/failure.ts'
import type { SystemId } from '../connections/connection.ts'
import type { Phase } from '../connections/status.ts'
import type { AGENT_STATES } from '../measures/value.ts'
import type { Period, TargetState } from '../targets/target.ts'
import { defaultRuleWords } from './default-rule-words.ts'
import { diagnosisWords } from './diagnosis-words.ts'
import { failureWords, unknownFailureWords } from './failure-words.ts'
import { problemWords, recordWords, unknownProblemWords } from './problem-words.ts'

/**
 * The product's own words for its closed sets: failures, phases, severities, states. Shared by the tray, the notices and the windows.
 * i18next form: `{{x}}` is filled in, `_one` / `_other` are plural forms. A member without words does not compile.
 */
export const words = {
  failure: { ...failureWords, unknown: unknownFailureWords },
  diagnosis: diagnosisWords,
  defaultRule: defaultRuleWords,
  problem: { ...problemWords, unknown: unknownProblemWords },
  record: recordWords,
  /** What was being done when it failed. A step of another version is shown as `other`. */
  step: {
    token: 'while asking for an access token',
    producers: 'while reading the measure producers',
    dictionary: 'while reading the words of the measures',
    subscribe: 'while subscribing',
    subscriptions: 'while reading the subscriptions',
    subscription: 'while reading the subscription',
    renew: 'while renewing the subscription',
    unsubscribe: 'while ending the subscription',
    connect: 'while connecting',
    authenticate: 'while signing in',
    snapshot: 'while reading the first picture',
    stream: 'while listening to the live stream',
    heartbeat: 'while checking that the connection lives',
    check: 'while checking the connection',
    user: 'while reading whose token it is',
    workflows: 'while reading the workflows',
    targets: 'while reading the targets',
    targetTest: 'while testing the target',
    notifications: 'while reading the notification settings',
    edit: 'while making the change',
    channels: 'while reading the channel preferences',
    secret: 'while reading the credential',
    rule: 'while saving the rule',
    ruleFile: 'while handling the file of rules',
    settings: 'while saving the settings',
    journal: 'while writing the journal',
    autostart: 'while setting what starts at login',
    ask: 'while asking the application',
    other: 'while talking to the service'
  } satisfies Record<FailureStep, string>,
  phase: {
    idle: 'not started',
    connecting: 'connecting',
    authenticating: 'signing in',
    syncing: 'reading the first picture',
    live: 'live',
    stale: 'no sign of life',
    backoff: 'waiting to try again',
    offline: 'offline',
    failed: 'stopped, needs you'
  } satisfies Record<Phase, string>,
  severity: { info: 'info', warning: 'warning', critical: 'critical' } satisfies Record<Severity, string>,
  episodeState: {
    pending: 'pending',
    firing: 'firing',
    recovering: 'recovering',
    noData: 'no data',
    closed: 'ended'
  } satisfies Record<EpisodeState, string>,
  /** Why an alert is over without the all-clear. */
  endReason: {
    dataBack: 'the data is there again',
    rowGone: 'the queue or agent is no longer listed',
    counterReset: 'the counter began a new interval at zero',
    offFloor: 'the choice of my floor no longer covers it',
    exceededOffFloor: 'the choice of my floor no longer covers it',
    ruleGone: 'the rule is off or removed',
    outsideHours: 'the active hours of the rule are over',
    queueClosed: 'the queue closed',
    ruleChanged: 'the rule no longer covers it',
    connectionRemoved: 'the connection was removed',
    floorBeganAnew: 'the demo centre began a new floor',
    finalMet: 'the target is final: met',
    finalMissed: 'the target is final: missed'
  } satisfies Record<EndReason, string>,
  deliveryState: {
    intent: 'being told',
    delivered: 'told',
    failed: 'delivery failed',
    held: 'held back',
    suppressed: 'not told'
  } satisfies Record<Delivery['state'], string>,
  deliveryReason: {
    fired: 'began',
    worsened: 'worse now',
    unstable: 'comes and goes',
    repeat: 'still going on',
    ended: 'ended'
  } satisfies Record<Delivery['reason'], string>,
  agentState: {
    READY: 'ready',
    NOT_READY: 'not ready',
    ACTIVE: 'on contact',
    AFTER_CONTACT_WORK: 'after-contact work',
    LOGGED_OUT: 'logged out'
  } satisfies Record<(typeof AGENT_STATES)[number], string>,
  targetState: {
    untested: 'not tested yet',
    inactive: 'not active',
    noVerdict: 'no verdict',
    noValue: 'nothing counted yet',
    running: 'running',
    onPace: 'on pace',
    atRisk: 'at risk',
    outOfReach: 'out of reach',
    reached: 'reached',
    exceeded: 'exceeded',
    finalMet: 'final: met',
    finalMissed: 'final: missed'
  } satisfies Record<TargetState, string>,
  period: { P1D: 'day', P1W: 'week', P1M: 'month' } satisfies Record<Period, string>,
  system: {
    avaya: 'Avaya Analytics',
    giosg: 'giosg',
    thoughtspot: 'ThoughtSpot'
  } satisfies Record<SystemId, string>,
  secret: {
    appKey: 'application key',
    clientSecret: 'client secret',
    token: 'token',
    secretKey: 'secret key',
    password: 'password'
  },
  /** The same as the label of a field. */
  secretLabel: {
    appKey: 'Application key',
    clientSecret: 'Client secret',
    token: 'Token',
    secretKey: 'Secret key',
    password: 'Password'
  }
} as const
