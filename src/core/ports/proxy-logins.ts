export interface ProxyLogin {
  readonly username: string
  readonly password: string
}

/**
 * The logins of proxies, each known by its `host:port`. One that was refused is not handed out again until it is replaced: trying
 * again could lock the account.
 */
export interface ProxyLogins {
  /** The login to try at this proxy; undefined where none is stored, can't be read or was refused. */
  find(proxy: string): Promise<ProxyLogin | undefined>
  /** The proxy refused this login. */
  refused(proxy: string, login: ProxyLogin): void
  /** True while the login that is stored is one the proxy refused. */
  isRefused(proxy: string): boolean
}
