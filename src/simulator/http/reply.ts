/** What a route answers. `body` is written as JSON unless it is a string already; without one nothing is sent. */
export interface Reply {
  readonly status: number
  readonly body?: unknown
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Real time until it is sent. */
  readonly afterMs?: number
  /** The connection ends without an answer; what was asked for is done all the same. */
  readonly cut?: boolean
}

/** A request, its body already read. Header names are lower-case. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}
