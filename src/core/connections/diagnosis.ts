import type { Cancellation } from '../ports/http.ts'
import type { Failure } from './failure.ts'

/** What a test of a connection looks at, in words of the catalogue (`diagnosis.step.<name>`). Each system has its own selection. */
export const DIAGNOSIS_STEPS = [
  'proxy',
  'lookup',
  'connect',
  'certificate',
  'token',
  'user',
  'producers',
  'producer',
  'subscribe',
  'socket',
  'authenticate',
  'unsubscribe',
  'workflows',
  'targets',
  'org',
  'channels'
] as const
export type DiagnosisStepName = (typeof DIAGNOSIS_STEPS)[number]

export const DIAGNOSIS_STATES = ['pending', 'running', 'ok', 'failed', 'skipped'] as const
export type DiagnosisState = (typeof DIAGNOSIS_STATES)[number]

/** Something worth knowing about a step that did not fail, or why it was left out (`diagnosis.note.<code>`). */
export const DIAGNOSIS_NOTES = [
  'tokenOf',
  'tokenDies',
  'ownerUnknown',
  'noCertificateNeeded',
  'coversMore',
  'writtenAs',
  'counted',
  'nothingToRead',
  'orgUnknown',
  'afterFailure',
  'cancelled'
] as const
export type DiagnosisNoteCode = (typeof DIAGNOSIS_NOTES)[number]

/** What a failure means at this very step, where the words of its code alone would be too general (`diagnosis.finding.<code>`). */
export const DIAGNOSIS_FINDINGS = [
  'certificateOtherHost',
  'certificateOutOfDate',
  'certificateSelfSigned',
  'certificateUnknownAuthority',
  'certificateLiveOnly',
  'liveAuthorityUnknown',
  'clientRefused',
  'credentialsRefused',
  'accountUnknown',
  'accountForbidden',
  'noProducers',
  'producerMissing',
  'stillPending',
  'subscribeForbidden',
  'liveHostBlocked',
  'liveTokenRefused',
  'leftBehind',
  'giosgTokenRefused',
  'giosgOtherOrganization',
  'giosgForbidden',
  'giosgNoWorkflows',
  'thoughtspotLoginRefused',
  'thoughtspotTokenRefused',
  'thoughtspotOtherOrg',
  'thoughtspotPrivilege'
] as const
export type DiagnosisFinding = (typeof DIAGNOSIS_FINDINGS)[number]

export interface DiagnosisNote {
  readonly code: DiagnosisNoteCode
  readonly params: Readonly<Record<string, string>>
}

export interface DiagnosisStep {
  /** Stable within one test. */
  readonly id: string
  readonly step: DiagnosisStepName
  /** The host or producer it is about; empty where there is but one. */
  readonly subject: string
  readonly state: DiagnosisState
  readonly notes: readonly DiagnosisNote[]
  /** In state `failed`. */
  readonly failure?: Failure
  readonly finding?: DiagnosisFinding
}

/** Tests a connection step by step, through the same ways as the real thing. */
export interface DiagnosisSource {
  /**
   * Tells all steps from the start, then again with each change. Resolves when nothing is left to do, what the test made on the far
   * side included: it is deleted, also after a cancellation. Bounded in time; never rejects.
   */
  run(told: (steps: readonly DiagnosisStep[]) => void, cancellation: Cancellation): Promise<void>
}
