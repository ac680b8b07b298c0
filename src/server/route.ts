/** One address of the API, and a request as its handler sees it: nothing of it checked yet. */
import type { Answer } from './answer.js'

export interface ApiRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: unknown
  readonly body: unknown
}

export interface Route {
  readonly method: 'GET' | 'POST'
  /** Below `/api/v1`; `:name` is a part of its own. */
  readonly path: string
  readonly handle: (request: ApiRequest) => Answer | Promise<Answer>
}
