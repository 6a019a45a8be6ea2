/** The cases of the public alerting systems that Floorwatch answers with its own, as `after` of a scenario names them. */
export const PUBLIC_CASES = [
  'alertmanager TestDedupStageNeedsUpdate',
  'prometheus promtool unittest.yml',
  'prometheus promtool long-period.yml',
  'prometheus promtool start-time-test.yml',
  'prometheus TestAlertingRuleState',
  'prometheus TestKeepFiringFor',
  'prometheus TestPendingAndKeepFiringFor',
  'prometheus TestAlertingRuleDuplicate',
  'prometheus TestAlertingRuleLimit',
  'prometheus TestFiringAlertResetToPendingOnHoldDurationIncrease',
  'prometheus TestSendAlertsDontAffectActiveAlerts',
  ...['normal', 'outage tolerance', 'no active alerts', 'grace period'].flatMap((variant) => [
    `prometheus TestForStateRestore ${variant}`,
    `prometheus TestForStateRestore ${variant} with query offset`
  ]),
  'prometheus TestStaleness',
  'prometheus TestCopyState',
  'prometheus TestDeletedRuleMarkedStale',
  'prometheus TestNotify',
  'prometheus TestRuleMovedBetweenGroups',
  'prometheus promqltest staleness.test',
  'alertmanager TestMergeAlerts',
  'alertmanager TestRepeat',
  'alertmanager TestRetry',
  'alertmanager TestBatching',
  'alertmanager TestResolved',
  'alertmanager TestResolvedFilter',
  'alertmanager TestColdStart',
  'alertmanager TestReload',
  'alertmanager TestWebhookTimeout',
  'alertmanager TestInhibiting',
  'alertmanager silences',
  'alertmanager TestDispatchOnStartup',
  'alertmanager TestDispatcherRaceOnFirstAlertNotDeliveredWhenGroupWaitIsZero',
  'alertmanager nflog TestReplaceFile',
  'alertmanager nflog TestStateDecodingError',
  'alertmanager TestContainsTime',
  'alertmanager TestTimeIntervalComplete Australia/Sydney',
  'alertmanager TestTimeIntervalComplete America/New_York',
  "grafana t1[1:alerting] t2[NoData] t3[1:alerting] and 'for'=2 at t3",
  'grafana matrix of manager_private_test.go'
] as const

/** Those that are not about a series of numbers: the test that has them, by its file and a part of its title. */
export const ELSEWHERE: Readonly<Record<string, { readonly file: string; readonly title: string }>> = {
  'prometheus TestSendAlertsDontAffectActiveAlerts': {
    file: 'test/unit/core/alerts/telling.test.ts',
    title: 'whoever is handed an episode can do no harm to it'
  },
  'alertmanager nflog TestReplaceFile': {
    file: 'test/unit/adapters/storage/kill.test.ts',
    title: 'keeps every acknowledged commit when the process is killed at any moment'
  },
  'alertmanager nflog TestStateDecodingError': {
    file: 'test/unit/adapters/storage/journal.test.ts',
    title: 'a damaged journal is set aside unchanged and a new one begun'
  },
  'grafana matrix of manager_private_test.go': {
    file: 'test/unit/core/alerts/machine-oracle.test.ts',
    title: 'against an oracle, over every sequence of up to five steps'
  }
}
