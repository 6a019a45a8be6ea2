import { LOOPBACK_HOSTS, type ConnectionConfig } from './connection.ts'

function baseUrls(config: ConnectionConfig): readonly string[] {
  switch (config.system) {
    case 'avaya':
      return [config.restBaseUrl]
    case 'giosg':
      return [config.apiBaseUrl, config.serviceBaseUrl]
    case 'thoughtspot':
      return [config.baseUrl]
  }
}

/** True when every host of the connection is this computer itself, as the demo centre's are: it then works without any network. */
export function staysOnThisComputer(config: ConnectionConfig): boolean {
  return baseUrls(config).every((url) => {
    const host = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? ''
    return LOOPBACK_HOSTS.has(host.replace(/:\d+$/, '').toLowerCase())
  })
}

/** Where the connection's credentials are sent: scheme, host and port, in lower case. */
export function originsOf(config: ConnectionConfig): readonly string[] {
  return baseUrls(config).map((url) => (/^https?:\/\/[^/?#]+/i.exec(url)?.[0] ?? url).toLowerCase())
}
