import * as tls from 'node:tls'
import type { Logger } from '../../core/ports/logger.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import { readCaFile, stampOfFile } from './ca-file.ts'

export interface TrustStore {
  /**
   * What the live socket trusts beside the roots of the runtime, PEM; undefined while that is nothing. The same list as before while
   * nothing changed.
   */
  certificates(): readonly string[] | undefined
}

export interface TrustStoreDeps {
  /** The setting `caFile`. */
  readonly caFile: () => string | null
  /** The certificates of the operating system; none where the runtime can't tell them. */
  readonly system: () => readonly string[]
  readonly problems: Pick<ProblemDesk, 'raise' | 'clear'>
  readonly logger: Logger
}

/** Electron 33 has no such call; newer ones ask the system once and remember it for their life. */
export function systemCertificates(): readonly string[] {
  if (!('getCACertificates' in tls) || typeof tls.getCACertificates !== 'function') return []
  const get = tls.getCACertificates as (kind: 'system') => readonly string[] // as: newer than the types of the oldest runtime
  return get('system')
}

/** The system's certificates and those of the file that the settings name. An unusable file is told, and trusted for nothing. */
export function createTrustStore(deps: TrustStoreDeps): TrustStore {
  const { problems, logger } = deps
  let system: readonly string[] | undefined
  let known: { readonly stamp: string; readonly list: readonly string[] | undefined } | undefined

  function systemOnce(): readonly string[] {
    if (system) return system
    try {
      system = deps.system()
    } catch (error) {
      logger.warn("the system's certificates could not be read", { error })
      system = []
    }
    return system
  }

  function ofFile(file: string | null): readonly string[] {
    const read = file === null ? undefined : readCaFile(file)
    if (read?.ok === false) {
      logger.warn('the certificate file is not used', { file, why: read.failure })
      problems.raise({ id: 'ca-file', code: 'caFileUnusable', params: { file: file ?? '', detail: read.failure } })
      return []
    }
    problems.clear('ca-file')
    return read?.value ?? []
  }

  return {
    certificates() {
      const file = deps.caFile()
      const stamp = file === null ? '' : stampOfFile(file)
      if (known === undefined || known.stamp !== stamp) {
        const list = [...systemOnce(), ...ofFile(file)]
        known = { stamp, list: list.length > 0 ? list : undefined }
      }
      return known.list
    }
  }
}
