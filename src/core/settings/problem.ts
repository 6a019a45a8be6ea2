/** Something the user should know about the application itself, with a next step. Shown until it is over or dismissed. */
export interface Problem {
  /** Stable: the same problem replaces itself. */
  readonly id: string
  /** Catalogue key below `problem.`; its text names cause and next step. */
  readonly code:
    | 'settingsDamaged'
    | 'journalDamaged'
    | 'journalNewer'
    | 'journalUnwritable'
    | 'connectionCut'
    | 'connectionAddressRefused'
    | 'connectionUnreadable'
    | 'recordsUnreadable'
    | 'profileReadOnly'
    | 'logUnwritable'
    | 'noTrayHost'
    | 'shortcutTaken'
    | 'noSound'
    | 'noNotifications'
    | 'noNotificationServer'
    | 'notificationServerSilent'
    | 'keyringLocked'
    | 'keyringMissing'
    | 'weakSecretStorage'
    | 'weakSecretsLeft'
    | 'weakStorageQuestion'
    | 'secretsInMemoryOnly'
    | 'vaultUnavailable'
    | 'vaultRefused'
    | 'vaultUnwritable'
    | 'vaultDamaged'
    | 'vaultFileUnreadable'
    | 'vaultNewer'
    | 'provisioningRefused'
    | 'startNotUnderstood'
    | 'linkNotUnderstood'
    | 'demoCentreDown'
    | 'legacyRuntime'
    | 'sandboxOff'
    | 'caFileUnusable'
    | 'keysShared'
  /** What belongs to it, as `file` or `reason`. `raw`: somebody else's words, too long for a line. */
  readonly params: Readonly<Record<string, string>>
  /** The stored connection that can't be used, where it is about one: removing that ends it. */
  readonly connectionId?: string
  readonly sinceMs: number
}
