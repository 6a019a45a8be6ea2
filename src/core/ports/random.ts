export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** A fresh lower-case UUID. */
  uuid(): string
}
