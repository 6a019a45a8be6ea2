import type {
  DiagnosisFinding,
  DiagnosisNoteCode,
  DiagnosisState,
  DiagnosisStepName
} from '../connections/diagnosis.ts'

/** Words of the test of a connection. A member of its closed sets without words does not compile. */
export const diagnosisWords = {
  step: {
    proxy: 'The way out of this network, through a proxy where there is one',
    lookup: 'The name of the host is known',
    connect: 'The host answers',
    certificate: 'The certificate of the host is trusted',
    token: 'The credential is accepted',
    user: 'Whose token it is',
    producers: 'The account may read its measure producers',
    producer: 'The producer exists',
    subscribe: 'A subscription can be made',
    socket: 'The live stream can be opened',
    authenticate: 'The live stream accepts the credential',
    unsubscribe: 'The subscription of this test is deleted again',
    workflows: 'The organisation’s workflows can be read',
    targets: 'Their business targets can be read',
    org: 'The credential is for the right Org',
    channels: 'The channel preferences can be read'
  } satisfies Record<DiagnosisStepName, string>,
  state: {
    pending: 'waiting',
    running: 'running',
    ok: 'ok',
    failed: 'failed',
    skipped: 'left out'
  } satisfies Record<DiagnosisState, string>,
  note: {
    tokenOf: 'The token belongs to {{owner}}.',
    tokenDies:
      'It has the permissions of this user and dies with them: when the user is deleted, Floorwatch is cut off. Better use the token of a user made for this.',
    ownerUnknown: 'The service does not name its user.',
    noCertificateNeeded: 'Not needed: the address is this computer itself, by http.',
    coversMore: 'The network does not say how far it came: name, connection and certificate may each be the reason.',
    writtenAs: 'The service writes it {{name}}.',
    counted: '{{count}} found.',
    nothingToRead: 'There is none to try it with.',
    orgUnknown: 'The service does not say which Org it is.',
    afterFailure: 'Not tried after the failure above.',
    cancelled: 'The test was cancelled.'
  } satisfies Record<DiagnosisNoteCode, string>,
  /** In place of the general words of the failure. */
  finding: {
    certificateOtherHost: {
      cause: 'The certificate belongs to another host',
      next: 'Check the address for a typing error. If it is right, something else answers in its place: ask IT, or the operator of the service.'
    },
    certificateOutOfDate: {
      cause: 'The certificate has expired, or is not valid yet',
      next: 'Check the date and time of this computer. If they are right, the operator of the service must renew the certificate.'
    },
    certificateSelfSigned: {
      cause: 'The host signed its certificate itself: nobody vouches for it',
      next: 'Check the address. If it is right, ask the operator of the service for a certificate of an authority that this computer trusts.'
    },
    certificateUnknownAuthority: {
      cause: 'The certificate is not trusted: this computer does not know its authority',
      next: 'If your company has an authority of its own, ask IT to add it to this computer’s certificates, then quit Floorwatch and start it again. The live stream also takes it from a file: see Settings in this view. If not, check the address.'
    },
    certificateLiveOnly: {
      cause: 'Live connections trust this certificate, all other calls do not',
      next: 'The file of certificate authorities under Settings covers live connections only. Ask IT to add the authority to this computer’s certificates too, then quit Floorwatch and start it again.'
    },
    liveAuthorityUnknown: {
      cause: 'The live stream does not trust the certificate’s authority, other calls do',
      next: 'Name the authority’s file in this view, under Settings: “File of certificate authorities (PEM)”. Then test again.'
    },
    clientRefused: {
      cause: 'The client ID or its secret was refused',
      next: 'The application key is right. Compare both with the client in the account’s administration, and enter the secret again.'
    },
    credentialsRefused: {
      cause: 'The sign-in was refused',
      next: 'The service does not say what is wrong. Compare application key, client ID and account ID with the account’s administration, and enter the client secret again.'
    },
    accountUnknown: {
      cause: 'The account is not known at this address',
      next: 'Check the six letters of the account ID, and that the address is the one of its region.'
    },
    accountForbidden: {
      cause: 'The credential is good, but may not use this account’s analytics',
      next: 'Ask the administrator of the account to give this client access to Analytics (measure producers and notifications).'
    },
    noProducers: {
      cause: 'The account has no realtime producers at all',
      next: 'Ask Avaya whether Analytics Realtime is ordered and switched on for this account.'
    },
    producerMissing: {
      cause: 'The account has no realtime producer of this name',
      next: 'Take one of the names in the details, exactly as it is written there.'
    },
    stillPending: {
      cause: 'The subscription stays pending',
      next: 'The service accepts it, but sends no data. Ask Avaya whether Analytics Realtime is ordered and switched on for this account and producer.'
    },
    subscribeForbidden: {
      cause: 'The credential may not make subscriptions',
      next: 'Ask the administrator of the account to give this client access to the Notification API.'
    },
    liveHostBlocked: {
      cause: 'The host of the live stream cannot be reached',
      next: 'It is another one than the address of the account: ask IT to let the host in the details pass too, websockets included.'
    },
    liveTokenRefused: {
      cause: 'The live stream refuses the token that the other calls accept',
      next: 'Test again in a minute. If it lasts, ask Avaya: nothing can be changed here.'
    },
    leftBehind: {
      cause: 'The subscription of this test could not be deleted',
      next: 'Nothing to do: it ends by itself within minutes.'
    },
    giosgTokenRefused: {
      cause: 'The token was refused',
      next: 'It may be revoked, or its user deleted. Make a new one, and check the kind: an API token is not an OAuth token.'
    },
    giosgOtherOrganization: {
      cause: 'The token belongs to a user of another organisation',
      next: 'The user is in the organisation named in the details. Correct the organisation ID, or take a token of a user of this organisation.'
    },
    giosgForbidden: {
      cause: 'The token is good, but may not read this organisation’s workflows',
      next: 'A new token does not help. Either its user lacks the permission for reporting and settings, or the user has no access to this organisation: ask its administrator.'
    },
    giosgNoWorkflows: {
      cause: 'This instance does not know workflows and business targets',
      next: 'Check the organisation ID and the API address. Otherwise ask giosg whether Conversational Reporting is switched on.'
    },
    thoughtspotLoginRefused: {
      cause: 'User name or credential was refused',
      next: 'Check both. A password is refused where the user signs in with a second factor: take a secret key or a token then.'
    },
    thoughtspotTokenRefused: {
      cause: 'The token was refused',
      next: 'It has most likely expired. A secret key (trusted authentication) gives Floorwatch new ones by itself.'
    },
    thoughtspotOtherOrg: {
      cause: 'The credential signs in to another Org',
      next: 'The details name it. Correct the Org ID, or give the user access to this Org.'
    },
    thoughtspotPrivilege: {
      cause: 'The user lacks the privilege for the channel preferences',
      next: 'Ask for ADMINISTRATION or DEVELOPER, with roles for APPLICATION_ADMINISTRATION. Sign-in itself works.'
    }
  } satisfies Record<DiagnosisFinding, { cause: string; next: string }>
} as const
