/** Words of the card that says how credentials are kept. `backend` names the stores as people know them. */
export const vaultWindow = {
  vault: {
    title: 'Stored credentials',
    backend: {
      keychain: 'the keychain of this Mac',
      dpapi: 'the data protection of Windows',
      gnome_libsecret: 'the keyring of this desktop',
      kwallet: 'KWallet',
      kwallet5: 'KWallet 5',
      kwallet6: 'KWallet 6',
      basic_text: 'no protected store',
      unknown: 'a store without a name'
    },
    kept: {
      unasked: 'No credential was needed yet, so the protected storage of this computer was not asked.',
      forgotten: 'What was entered for the last session was kept in memory only and is gone.',
      os: 'Encrypted with {{backend}}.',
      weak: 'Stored weakly: this computer has no protected storage, and whoever can read the file can read the credentials.',
      session: 'What you enter is kept in memory until Floorwatch quits, not on the disk.'
    },
    /** What a protected store does not protect from. */
    limit: {
      dpapi: 'Other users of this computer cannot read them; other programs of yours can.'
    },
    sessionOnly: 'this session only',
    weak: 'weak',
    locked: 'The keyring is locked.',
    lockedNext: 'Unlock it in the password program of this desktop. The connections go on by themselves then.',
    unavailable: 'The protected storage does not answer.',
    unavailableNext:
      'If a dialog of the system waits for you, answer it. Floorwatch asks again by itself; nothing is lost.',
    weakNext:
      'To protect them, install a keyring such as GNOME Keyring or KWallet, unlock it and start Floorwatch again.',
    noKeyringNext:
      'To keep them, install a keyring such as GNOME Keyring or KWallet, unlock it and start Floorwatch again.',
    question: 'This computer has no protected storage. How should credentials be kept?',
    allow: 'Store them weakly',
    allowMeans:
      'You need not enter them again after a restart. Whoever can read your files, also from a backup, can read them.',
    session: 'Keep for this session only',
    sessionMeans: 'Nothing is written. You enter them again each time Floorwatch starts.',
    withdraw: 'Stop storing them',
    withdrawMeans: 'Removes the stored copies. Until Floorwatch quits they are kept in memory.',
    unusual: 'Credentials that need a look',
    inMemory: 'in memory, forgotten at quit',
    superseded: 'an older one is stored; the newer one was for a session that is over',
    unreadable: 'was stored by {{backend}} and cannot be read now; enter it again, or go back to that store',
    credential: '{{field}} of {{name}}',
    goneConnection: 'a removed connection',
    forgotten: 'was kept for the last session only; enter it again',
    forgottenNext: 'Edit the connections named here and enter their credentials again.',
    restore: 'Use the older one',
    restoreNamed: 'Use the older one: {{credential}}'
  }
} as const
