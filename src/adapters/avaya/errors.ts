import type { Failure } from '../../core/connections/failure.ts'
import type { HttpResponse } from '../../core/ports/http.ts'
import { failureOfStatus, isSuccess, looksLikeHtml } from '../transport/answers.ts'
import type { AnswerContext } from '../transport/answers.ts'
import { failure } from '../transport/failures.ts'
import { problemText } from '../transport/problem.ts'
import { redact } from '../transport/redact.ts'

/** Both a wrong application key and a wrong token are 401; only this word in the problem's detail tells them apart. */
const APP_KEY_WORD = /\(\s*app-?key\s*\)/i

/** The failure of an answer outside 2xx, undefined for a good one. `secrets` are blotted out should the server repeat them. */
export function failureOfAnswer(
  response: HttpResponse,
  context: Omit<AnswerContext, 'explain'>,
  secrets: readonly string[]
): Failure | undefined {
  if (isSuccess(response)) return undefined
  if (response.status < 429 && looksLikeHtml(response)) {
    return failure('unexpectedAnswer', context.step, 'a web page came instead of JSON', { httpStatus: response.status })
  }
  const result = failureOfStatus(response, { ...context, explain: problemText })
  if (result.ok) return undefined
  const detail = redact(result.failure.detail, secrets)
  if (response.status === 401 && APP_KEY_WORD.test(response.text)) {
    return { ...result.failure, code: 'badAppKey', detail }
  }
  return { ...result.failure, detail }
}
