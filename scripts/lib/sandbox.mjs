import path from 'node:path'

/** What Chromium says before it gives up where neither namespaces nor its helper can confine its processes. */
const REFUSED = /SUID sandbox helper binary was found, but is not configured correctly|No usable sandbox!/

export const saysNoSandbox = (line) => REFUSED.test(line)

/** What to do where a system keeps ordinary users from making namespaces, as Ubuntu 24.04 and many containers do. */
export function sandboxHelp(runtimeFolder) {
  const helper = `'${path.join(runtimeFolder, 'chrome-sandbox').replaceAll("'", `'\\''`)}'`
  return (
    "this system does not let Chromium's sandbox be made by an ordinary user, and nothing is started without it.\n" +
    `Give Chromium's own helper the rights to make it, once:\n\n  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}\n`
  )
}
