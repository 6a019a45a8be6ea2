import type { Problem } from '../settings/problem.ts'

/** `title` says what is wrong, `next` what it means and what to do. */
interface ProblemWords {
  readonly title: string
  readonly next: string
}

/** One entry for each problem code: a code without words does not compile. */
export const problemWords = {
  settingsDamaged: {
    title: 'The settings file could not be read',
    next: 'It was set aside unchanged and default settings are in use. Look at the file named in the details, or just set your preferences again.'
  },
  journalDamaged: {
    title: 'The journal could not be read',
    next: 'It was set aside unchanged and a new one was begun. Alert history and changed rules from before are in the file named in the details.'
  },
  journalNewer: {
    title: 'The journal was written by a newer Floorwatch',
    next: 'Nothing was changed in it. Update Floorwatch; until then nothing is recorded and alerts may repeat after a restart.'
  },
  journalUnwritable: {
    title: 'The journal cannot be written',
    next: 'Alerts are still shown, but may be told again after a restart. Free some space or check the rights of the profile folder.'
  },
  connectionCut: {
    title: 'A stored connection is damaged',
    next: 'It cannot be read and was left as it is. Remove it here and add it again under Connections.'
  },
  connectionAddressRefused: {
    title: 'A stored connection has an address that cannot be used',
    next: 'It was left as it is. Remove it here and add it again under Connections, with an https: address that ends before any ? or #.'
  },
  connectionUnreadable: {
    title: 'A stored connection cannot be used',
    next: 'It was left as it is. If it was made with a newer Floorwatch, update Floorwatch; else remove it here and add it again under Connections.'
  },
  recordsUnreadable: {
    title: 'Some entries of the journal cannot be read',
    next: 'They are left as they are and not used; the rest goes on. If they were written by a newer Floorwatch, update it: what it can read then is used again.'
  },
  profileReadOnly: {
    title: 'The profile folder cannot be written',
    next: 'Floorwatch runs, but keeps nothing after it quits. Give this user the right to write there, or start with another profile folder.'
  },
  logUnwritable: {
    title: 'The log cannot be written',
    next: 'What happens in this run is in no log. Free some space or give this user the right to write in the profile folder, then start again.'
  },
  noTrayHost: {
    title: 'This desktop shows no tray icons',
    next: 'Floorwatch works as a window instead. On GNOME, an extension for tray icons brings the icon back.'
  },
  shortcutTaken: {
    title: 'The shortcut of the panel is taken',
    next: 'Another program has it, or this desktop gives none to programs. Choose another one in the settings, under General.'
  },
  noSound: {
    title: 'The sound of an alert could not be played',
    next: 'The notification itself was shown. Look whether this computer has a sound device, or choose another sound in the settings, under Notifications and sounds.'
  },
  noNotifications: {
    title: 'Notifications cannot be shown',
    next: 'The system refuses them. Alerts stand in this window and in the tray only. Allow notifications for Floorwatch in the system settings.'
  },
  noNotificationServer: {
    title: 'Notifications cannot be shown',
    next: 'Nothing on this desktop shows any. Alerts stand in this window and in the tray only. Install or start a notification service for it.'
  },
  notificationServerSilent: {
    title: 'Notifications cannot be shown',
    next: 'What shows them on this desktop does not answer. Alerts stand in this window and in the tray only. Restart it, or sign out and in again.'
  },
  keyringLocked: {
    title: 'The keyring is locked',
    next: 'Unlock it: the connections then sign in by themselves. Until then their credentials cannot be read.'
  },
  keyringMissing: {
    title: 'This desktop has no keyring yet',
    next: 'Create a default keyring in its password program, then enter the credentials again under Connections. Until then they are kept until Floorwatch quits.'
  },
  weakSecretStorage: {
    title: 'Credentials are stored weakly on this computer',
    next: 'The system offers no real protection, and you allowed storing them anyway. A keyring such as GNOME Keyring or KWallet changes that.'
  },
  weakSecretsLeft: {
    title: 'Weakly stored credentials could not be read and were left as they are',
    next: 'Enter them again, or remove their connections: then they leave this computer. Which ones they are is under Stored credentials.'
  },
  weakStorageQuestion: {
    title: 'How should credentials be kept?',
    next: 'This computer offers no protected storage. Until you choose below, under Stored credentials, they are kept for this session only.'
  },
  secretsInMemoryOnly: {
    title: 'Credentials are kept for this session only',
    next: 'The system offers no protected storage, so they are forgotten at quit. Install and unlock a keyring to keep them.'
  },
  vaultUnavailable: {
    title: 'The protected storage of this computer does not answer',
    next: 'Floorwatch asks it again by itself and nothing stored is lost. If a dialog of the system waits for you, answer it; if it lasts, see that the keyring is running.'
  },
  vaultRefused: {
    title: 'The protected storage of this computer did not take a credential',
    next: 'It is kept for this session and Floorwatch tries again by itself. If it lasts, look at the password program of this desktop.'
  },
  vaultUnwritable: {
    title: 'Credentials cannot be written',
    next: 'They are kept for this session and written as soon as it works. Free some space, or check the rights of the profile folder.'
  },
  vaultDamaged: {
    title: 'The file with the stored credentials could not be understood',
    next: 'It was set aside unchanged under the name in the details. Enter the credentials again, or bring back an earlier copy of the file.'
  },
  vaultFileUnreadable: {
    title: 'The file with the stored credentials cannot be read',
    next: 'It was left as it is. Give this user the right to read it and start again; until then credentials are kept for this session only.'
  },
  vaultNewer: {
    title: 'The stored credentials were written by a newer Floorwatch',
    next: 'Nothing was changed in them. Update Floorwatch; until then credentials are kept for this session only.'
  },
  provisioningRefused: {
    title: 'The provisioning file was not imported',
    next: 'Nothing of it was taken over. Correct what the details name and start again with the same file.'
  },
  startNotUnderstood: {
    title: 'Another start of Floorwatch was not understood',
    next: 'Nothing of what it asked for was done. Quit Floorwatch, then start it that way again.'
  },
  linkNotUnderstood: {
    title: 'A link to Floorwatch was not understood',
    next: 'Nothing was done. It may be cut off or made for another version: copy it anew where it came from.'
  },
  demoCentreDown: {
    title: 'The demo centre is not running',
    next: 'It is started again by itself. Its numbers are not fresh until it is back.'
  },
  legacyRuntime: {
    title: 'Running on an old Electron',
    next: 'This is the fallback for development and tests and gets no security updates. Use a release build for real data.'
  },
  caFileUnusable: {
    title: 'The file of certificate authorities is not used',
    next: 'The details name the file and what is wrong with it. Until it is right, live connections trust what this computer trusts, no more.'
  },
  keysShared: {
    title: 'Two queues or agents come as one row',
    next: 'Their numbers are mixed in it, so alerts on it may be wrong. Under Connections choose a producer that tells them apart, such as QueueByChannel, and ask the administrator of the account about the keys.'
  },
  sandboxOff: {
    title: 'The sandbox is off',
    next: 'Floorwatch was started as root without the sandbox. Start it as an ordinary user for real data.'
  }
} as const satisfies Record<Problem['code'], ProblemWords>

/** Kinds of entries in the journal, counted in a problem's details. */
export const recordWords = {
  rule: 'rules: {{number}}',
  alert: 'alerts: {{number}}',
  delivery: 'notices: {{number}}',
  workflow: 'workflows: {{number}}',
  target: 'targets: {{number}}',
  targetTest: 'target tests: {{number}}',
  other: 'others: {{number}}',
  lost: 'entries given up, since too many waited: {{number}}'
} as const

/** For a code this version does not know. */
export const unknownProblemWords = {
  title: 'Floorwatch has a problem',
  next: 'The details may tell more.'
} as const satisfies ProblemWords
