import type { FailureCode } from '../connections/failure.ts'

/** What a person needs when something outside did not work: what went wrong, and what to do about it. */
interface FailureWords {
  readonly cause: string
  readonly next: string
}

/** One entry for each failure code: a code without words does not compile. */
export const failureWords = {
  dns: {
    cause: 'The host name could not be found',
    next: 'Check the address for a typing error and that this computer is on the network that knows it.'
  },
  unreachable: {
    cause: 'The host does not answer',
    next: 'Check the network, the VPN and the address. Floorwatch keeps trying.'
  },
  timeout: {
    cause: 'The answer took too long',
    next: 'The service or the network is slow. Floorwatch tries again by itself.'
  },
  tlsUntrusted: {
    cause: 'The certificate of the host is not trusted',
    next: 'Test the connection to see what is wrong with it. Ask IT to add the certificate authority to this computer, or check that the address is the right one. Then retry.'
  },
  tlsOutdated: {
    cause: 'The host offers outdated encryption only',
    next: 'Floorwatch needs TLS 1.2 or newer. Ask the operator of the service, or IT if a proxy is in between. Then retry.'
  },
  tlsClientCertificate: {
    cause: 'The host asks for a client certificate, which Floorwatch has not got',
    next: 'The services of Floorwatch do not ask for one: check the address, and ask IT whether a gateway in between wants it and can let this address pass without. Then retry.'
  },
  proxyLogin: {
    cause: 'The proxy wants a login',
    next: 'Sign in to the proxy, or ask IT to let this address pass. Then retry.'
  },
  proxyLoginRefused: {
    cause: 'The proxy refused the login',
    next: 'Enter user name and password of the proxy again. The refused ones are not tried again, so that no account is locked.'
  },
  proxyUnreachable: {
    cause: 'The proxy does not answer',
    next: 'Check the proxy in the system settings and that this computer is on the right network.'
  },
  proxyRefused: {
    cause: 'The proxy does not let this connection through',
    next: 'Ask IT to allow this address and its port at the proxy named in the details, websockets too. Floorwatch keeps trying.'
  },
  unexpectedAnswer: {
    cause: 'The host answered with something that is not this service',
    next: 'Check the address. A sign-in page of the network or a proxy may be in between.'
  },
  redirected: {
    cause: 'The host sends Floorwatch on to another address',
    next: 'Nothing was sent there. Check the address of the service. A sign-in page of the network may be in between.'
  },
  badCredential: {
    cause: 'The credential was refused',
    next: 'Enter a valid token, client secret or password for this connection. Then retry.'
  },
  badAppKey: {
    cause: 'The application key was refused',
    next: 'Check the application key in the developer portal of the account and enter it again. Then retry.'
  },
  forbidden: {
    cause: 'The credential is valid but lacks the permission for this',
    next: 'Ask an administrator of the service for the permission named in the details. Then retry.'
  },
  noSubscription: {
    cause: 'The organisation has no subscription for this, or it has expired',
    next: 'Another credential does not help. Ask whoever looks after the contract with the service. Then retry.'
  },
  notEnabled: {
    cause: 'This is not enabled on this instance',
    next: 'Ask the administrator or the vendor of the service to switch it on. Everything else of this connection goes on.'
  },
  notFound: {
    cause: 'The service does not know what was asked for',
    next: 'Check the account, the organisation and the names in the connection. It may not be enabled on this instance.'
  },
  newerEdition: {
    cause: 'The service speaks a newer edition of its interface',
    next: 'This version of Floorwatch knows workflows and targets of the older edition only. Update Floorwatch; until then they are managed in the service itself.'
  },
  rejected: {
    cause: 'The request was refused',
    next: 'Read the reason in the details, change what it names and try again.'
  },
  rateLimited: {
    cause: 'The service asks for fewer requests',
    next: 'Nothing to do: Floorwatch waits as long as the service said and goes on.'
  },
  serverError: {
    cause: 'The service has a fault of its own',
    next: 'Nothing to do here: Floorwatch tries again. If it lasts, ask the operator of the service.'
  },
  protocol: {
    cause: 'A message could not be understood',
    next: 'Floorwatch goes on without it. If it lasts, the service may have a newer version than this one knows.'
  },
  subscriptionPending: {
    cause: 'The subscription is not ready yet',
    next: 'Nothing to do: the service is still preparing the data. Floorwatch asks again.'
  },
  subscriptionGone: {
    cause: 'The subscription has ended on the server',
    next: 'Nothing to do: Floorwatch makes a new one.'
  },
  heartbeatLost: {
    cause: 'The connection went silent',
    next: 'Nothing to do: Floorwatch connects again. If it happens often, the network may cut idle connections.'
  },
  closedByServer: {
    cause: 'The server closed the connection',
    next: 'Nothing to do: Floorwatch connects again.'
  },
  offline: {
    cause: 'This computer has no network',
    next: 'Connect to a network. Floorwatch goes on by itself.'
  },
  noSecret: {
    cause: 'No credential is stored for this connection',
    next: 'Enter it under Connections: edit the connection, or import it again with its secrets.'
  },
  vaultLocked: {
    cause: 'The keyring of this computer is locked',
    next: 'Unlock the keyring, then retry.'
  },
  vaultUnavailable: {
    cause: 'The protected storage of this computer does not answer',
    next: 'Floorwatch asks again by itself. If a dialog of the system waits for you, answer it; if it lasts, see that the keyring is running.'
  },
  vaultUnreadable: {
    cause: 'The stored credential could not be read',
    next: 'Sign in again by entering it: it was stored by another store, user or installation. It is kept, and works again where it was stored.'
  },
  secretForgotten: {
    cause: 'The credential was kept for the last session only',
    next: 'Enter it again: edit the connection. Which ones are missing is under Stored credentials.'
  },
  secretSuperseded: {
    cause: 'The newest credential was kept for an earlier session only',
    next: 'Enter it again. An older one is still stored; it is used only when you say so, under Stored credentials.'
  },
  storage: {
    cause: 'Writing to the disk failed',
    next: 'Free some space, or check that the profile folder may be written to.'
  },
  file: {
    cause: 'The file could not be read or written',
    next: 'See that it is there and that this user may read and write it, then try again. Nothing else was changed.'
  },
  autostart: {
    cause: 'The list of what starts at login could not be read or changed',
    next: 'See that this user may write the file named in the details and its folder, then try again. Nothing else was changed.'
  },
  portTaken: {
    cause: 'The port is used by another program',
    next: 'End the other program, or start again: another port is chosen where possible.'
  },
  cancelled: {
    cause: 'It was cancelled',
    next: 'Nothing is wrong. Try again when you want to.'
  },
  unknownOutcome: {
    cause: 'The change was sent, but no answer came: it may have been carried out or not',
    next: 'Read the list again and look whether the change is there before you make it once more. Floorwatch does not repeat it by itself.'
  }
} as const satisfies Record<FailureCode, FailureWords>

/** For a code this version does not know. */
export const unknownFailureWords = {
  cause: 'Something went wrong',
  next: 'Try again. The details may tell more.'
} as const satisfies FailureWords
