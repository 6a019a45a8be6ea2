import { Linter } from 'eslint'
import { filesBelow, readText } from './files.mjs'
import { finding } from './finding.mjs'

const called = (name) => `CallExpression[callee.property.name='${name}']`
const event = (name) => `CallExpression[callee.property.name='on'][arguments.0.value='${name}']`
const option = (name, value) => `Property[key.name='${name}'][value.value=${value}]`

/** What the main process must do somewhere: each is looked for in its built code. */
const DUTIES = {
  'isolates windows': { item: 2, selector: option('contextIsolation', 'true') },
  'sandboxes windows': { item: 2, selector: option('sandbox', 'true') },
  'keeps web security': { item: 2, selector: option('webSecurity', 'true') },
  'switches middle clicks off': {
    item: 2,
    selector: "Property[key.name='disableBlinkFeatures'][value.value='Auxclick']"
  },
  'has its own scheme': { item: 5, selector: called('registerSchemesAsPrivileged') },
  'forbids sniffing': { item: 7, selector: "Property[key.value='x-content-type-options'][value.value='nosniff']" },
  'sends a content policy': { item: 8, selector: "Literal[value=/^default-src 'none'$/]" },
  'demands trusted types': { item: 9, selector: 'Literal[value="require-trusted-types-for \'script\'"]' },
  'refuses navigation': { item: 10, selector: event('will-navigate') },
  'refuses redirects': { item: 10, selector: event('will-redirect') },
  'refuses navigation of frames': { item: 10, selector: event('will-frame-navigate') },
  'refuses new windows': { item: 11, selector: called('setWindowOpenHandler') },
  'refuses webviews': { item: 12, selector: event('will-attach-webview') },
  'answers permission requests': { item: 14, selector: called('setPermissionRequestHandler') },
  'answers permission checks': { item: 14, selector: called('setPermissionCheckHandler') },
  'answers for devices': { item: 14, selector: called('setDevicePermissionHandler') },
  'answers for screens': { item: 14, selector: called('setDisplayMediaRequestHandler') },
  'refuses downloads': { item: 15, selector: event('will-download') },
  'looks at senders': { item: 18, selector: "MemberExpression[property.name='senderFrame']" },
  'writes settings for this user only': { item: 26, selector: option('configFileMode', String(0o600)) },
  'runs once': { item: 43, selector: called('requestSingleInstanceLock') }
}

const SANDBOX = { item: 3, first: called('enableSandbox'), then: called('whenReady') }
const PRIVILEGES = {
  item: 5,
  selector: `${called('registerSchemesAsPrivileged')} Property[key.name='privileges'] > ObjectExpression > Property`
}
const ALLOWED_PRIVILEGES = ['standard', 'secure', 'supportFetchAPI', 'stream', 'codeCache']

export const DUTY_RULES = [
  ...Object.keys(DUTIES).map((name) => `duty: ${name}`),
  'duty: sandbox before ready',
  'duty: few privileges'
]

/** Selector → what it matches in all files, in order. The nodes themselves would keep whole programs in memory. */
function look(folder, files, selectors) {
  const found = new Map(selectors.map((selector) => [selector, []]))
  const rule = {
    create: () =>
      Object.fromEntries(
        selectors.map((selector) => [
          selector,
          (node) => found.get(selector).push({ start: node.range[0], name: node.key?.name })
        ])
      )
  }
  const linter = new Linter({ cwd: folder })
  for (const file of files) {
    const plugins = { look: { rules: { look: rule } } }
    linter.verify(readText(folder, file), [{ files: ['**/*.js'], plugins, rules: { 'look/look': 'error' } }], {
      filename: file
    })
  }
  return found
}

/** What must be there, in the built main process. */
export function scanDuties(folder) {
  const files = filesBelow(folder, 'out/main').filter((file) => file.endsWith('.js'))
  const selectors = Object.values(DUTIES).map(({ selector }) => selector)
  const found = look(folder, files, [...selectors, SANDBOX.first, SANDBOX.then, PRIVILEGES.selector])
  const missing = (name, item, message) => finding(`duty: ${name}`, item, 'high', 'out/main', 0, message)
  const findings = Object.entries(DUTIES)
    .filter(([, { selector }]) => found.get(selector).length === 0)
    .map(([name, { item }]) => missing(name, item, `nothing in the main process ${name}`))
  const [sandbox] = found.get(SANDBOX.first)
  const [ready] = found.get(SANDBOX.then)
  if (!sandbox || !ready || sandbox.start > ready.start) {
    findings.push(
      missing('sandbox before ready', SANDBOX.item, 'the sandbox is not switched on before the application is ready')
    )
  }
  const more = found
    .get(PRIVILEGES.selector)
    .map(({ name }) => name)
    .filter((name) => !ALLOWED_PRIVILEGES.includes(name))
  if (more.length > 0)
    findings.push(missing('few privileges', PRIVILEGES.item, `the scheme may also: ${more.join(', ')}`))
  return { files, findings }
}
