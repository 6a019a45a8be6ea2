/** Structured log. `fields` must not carry secrets; the sink redacts what still looks like one. */
export interface Logger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
  /** The same sink with `scope` added to each line. */
  scoped(scope: string): Logger
}
