import type { Failure } from '../../core/connections/failure.ts'
import type { HttpResponse } from '../../core/ports/http.ts'
import { failureOfStatus } from '../transport/answers.ts'
import type { AnswerContext } from '../transport/answers.ts'
import { problemText } from '../transport/problem.ts'

/** Both a wrong application key and a wrong token are 401; only this word in the problem's detail tells them apart. */
const APP_KEY_WORD = /\(\s*app-?key\s*\)/i

/** Words of a refusal past the application key: of the client at the token step, of the token after it. */
const CLIENT_WORD = /\(\s*access-?token\s*\)|invalid[\s_-]?client/i

/** Whether a refusal says itself that the application key was taken and the client was not. */
export function namesClient({ detail }: Failure): boolean {
  return CLIENT_WORD.test(detail)
}

/** Whether the service does not know what was asked for. The token on the way to it may end in 404, too, and says nothing of that. */
export function isUnknownThere({ code, step }: Failure): boolean {
  return code === 'notFound' && step !== 'token'
}

/** The failure of an answer outside 2xx, undefined for a good one. */
export function failureOfAnswer(response: HttpResponse, context: AnswerContext): Failure | undefined {
  const refused = failureOfStatus(response, { ...context, explain: problemText })
  return refused?.code === 'badCredential' && APP_KEY_WORD.test(response.text)
    ? { ...refused, code: 'badAppKey' }
    : refused
}
