import type * as z from 'zod'
import type { Reply } from '../http/reply.ts'
import type { Problem } from './schema.ts'

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  415: 'Unsupported Media Type',
  503: 'Service Unavailable'
}

/** An error as RFC 7807 writes it. */
export function problem(status: number, detail: string, instance: string, error?: z.ZodError): Reply {
  const body: Problem = {
    type: 'about:blank',
    title: TITLES[status] ?? 'Error',
    status,
    detail,
    instance,
    ...(error && {
      violations: error.issues.map((issue) => ({
        field: issue.path.join('.'),
        message: issue.message,
        code: issue.code.toUpperCase()
      }))
    })
  }
  return { status, body, contentType: 'application/problem+json' }
}
