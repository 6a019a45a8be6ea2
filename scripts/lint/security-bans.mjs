import { electronMember, forbid } from './forbid.mjs'

/**
 * What no source file and no built file may do, or one file alone. `item` is the row of docs/security.md, `home` the files that may.
 * ESLint runs these over the sources, `npm run scan` over sources and built output alike, and each has its bad file in
 * test/architecture/fixtures/lint/security.txt.
 */
const ban = (item, severity, message, selectors, home = []) => ({
  item,
  severity,
  home,
  rule: forbid(message, selectors)
})

const called = (names) => `CallExpression[callee.property.name=/^(${names})$/]`
const module = (names) => [
  `ImportDeclaration[source.value=/^(${names})$/]`,
  `ImportExpression[source.value=/^(${names})$/]`,
  `CallExpression[callee.name='require'][arguments.0.value=/^(${names})$/]`
]
const option = (names, value) => `Property[key.name=/^(${names})$/][value.value=${value}]`
/** The same where a minifier wrote `!0` and `!1`. */
const on = (names) => [option(names, 'true'), `Property[key.name=/^(${names})$/] > UnaryExpression[argument.value=0]`]
const off = (names) => [option(names, 'false'), `Property[key.name=/^(${names})$/] > UnaryExpression[argument.value=1]`]
const text = (pattern) => [`Literal[value=${pattern}]`, `TemplateElement[value.raw=${pattern}]`]
const attribute = (name, pattern) => `JSXAttribute[name.name='${name}'] > Literal[value=${pattern}]`

const NODE_IN_PAGES = 'nodeIntegration|nodeIntegrationInWorker|nodeIntegrationInSubFrames'
const PERMISSIONS = 'setPermissionRequestHandler|setPermissionCheckHandler|setDevicePermissionHandler'
const EMBEDDED = 'webview|iframe|frame|object|embed|portal'
const WRITERS = 'writeFile|writeFileSync|appendFile|appendFileSync|mkdir|mkdirSync|createWriteStream'

export const SECURITY_BANS = {
  'window-in-factory': ban(
    1,
    'high',
    'windows are made by src/main/platform/window-factory.ts alone',
    [
      'NewExpression[callee.name=/^(BrowserWindow|BaseWindow|WebContentsView|BrowserView)$/]',
      'NewExpression[callee.property.name=/^(BrowserWindow|BaseWindow|WebContentsView|BrowserView)$/]',
      "ImportSpecifier[imported.name='BrowserWindow'][local.name!='BrowserWindow']"
    ],
    ['src/main/platform/window-factory.ts']
  ),
  'no-open-window': ban(2, 'high', 'windows stay sandboxed and isolated', [
    ...off('contextIsolation|sandbox|webSecurity'),
    ...on(`${NODE_IN_PAGES}|webviewTag|allowRunningInsecureContent|experimentalFeatures|allowpopups`),
    "Property[key.name='enableBlinkFeatures']"
  ]),
  'no-engine-switch': ban(2, 'high', "Chromium's switches are for the person at the command line", [
    called('appendSwitch|appendArgument')
  ]),
  'no-dev-tools': ban(4, 'high', 'nothing opens the developer tools', [
    called('openDevTools|toggleDevTools|inspectElement'),
    "Property[key.name='role'][value.value='toggleDevTools']"
  ]),
  'no-file-page': ban(5, 'high', 'pages come from our own scheme', [
    called('loadFile|registerFileProtocol|interceptFileProtocol|interceptHttpProtocol|interceptBufferProtocol'),
    "CallExpression[callee.property.name='loadURL'] > Literal",
    ...on('bypassCSP|allowServiceWorkers|corsEnabled'),
    ...text('/^file:/')
  ]),
  'no-wide-policy': ban(8, 'high', 'the content policy holds no unsafe source', text('/unsafe-(inline|eval|hashes)/')),
  'no-raw-html': ban(9, 'high', 'text is never put in as markup', [
    "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    "Property[key.name='dangerouslySetInnerHTML']",
    'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
    called('insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe'),
    "CallExpression[callee.object.name='document'][callee.property.name=/^(write|writeln)$/]"
  ]),
  'one-types-policy': ban(
    9,
    'high',
    'the one Trusted Types policy is made in src/renderer/boot/trusted-types.ts',
    [called('createPolicy')],
    ['src/renderer/boot/trusted-types.ts']
  ),
  'no-leaving-page': ban(10, 'medium', 'a page stays where it is', [
    "CallExpression[callee.object.name=/^(window|globalThis|self)$/][callee.property.name='open']",
    "CallExpression[callee.object.name='location'][callee.property.name=/^(assign|replace)$/]",
    "CallExpression[callee.object.property.name='location'][callee.property.name=/^(assign|replace)$/]",
    "AssignmentExpression[left.property.name='location']",
    "AssignmentExpression[left.object.name='location'][left.property.name='href']",
    "AssignmentExpression[left.object.property.name='location'][left.property.name='href']",
    attribute('target', "'_blank'"),
    attribute('href', '/^[a-z][a-z0-9+.-]*:/i')
  ]),
  'no-embedded-page': ban(12, 'high', 'pages embed no other page', [
    `JSXOpeningElement > JSXIdentifier[name=/^(${EMBEDDED})$/]`,
    `CallExpression[callee.property.name='createElement'][arguments.0.value=/^(${EMBEDDED})$/i]`
  ]),
  'no-outside-link': ban(13, 'high', 'nothing is handed to other programs', [
    // Only Electron's: our own modules have a shell too.
    "ImportDeclaration[source.value='electron'] > ImportSpecifier[imported.name='shell']",
    "MemberExpression[object.name='electron'][property.name='shell']",
    "MemberExpression[object.name='electron'] > Literal[value='shell']",
    "VariableDeclarator[init.name='electron'] Property[key.name='shell']",
    "VariableDeclarator[init.arguments.0.value='electron'] Property[key.name='shell']",
    "Property[key.name='openExternal']",
    called('openExternal|openPath|openItem|showItemInFolder|trashItem|writeShortcutLink')
  ]),
  'permissions-in-guard': ban(
    14,
    'high',
    'permissions are answered in src/main/platform/window-guard.ts alone',
    [
      called(`${PERMISSIONS}|setDisplayMediaRequestHandler|setBluetoothPairingHandler`),
      ...text('/^select-(hid|usb|serial|bluetooth)-(device|port)$/')
    ],
    ['src/main/platform/window-guard.ts']
  ),
  'no-download': ban(15, 'medium', 'nothing is downloaded to a file', [
    called('downloadURL|setDownloadPath|setSavePath')
  ]),
  'bridge-in-preload': ban(
    16,
    'high',
    'contextBridge and ipcRenderer belong to src/preload/index.ts alone',
    [...electronMember('contextBridge'), ...electronMember('ipcRenderer')],
    ['src/preload/index.ts']
  ),
  'ipc-main-in-register': ban(
    17,
    'high',
    'ipcMain belongs to src/main/ipc/register.ts alone',
    electronMember('ipcMain'),
    ['src/main/ipc/register.ts']
  ),
  'safe-storage-in-vault': ban(23, 'high', 'safeStorage belongs to the vault', electronMember('safeStorage'), [
    'src/main/platform/*vault*.ts',
    'src/main/platform/vault/**'
  ]),
  'private-files': ban(26, 'medium', 'what is written names its mode: 0600 for files, 0700 for folders', [
    `CallExpression[callee.name=/^(${WRITERS})$/]:not(:has(Property[key.name='mode']))`,
    `CallExpression[callee.property.name=/^(${WRITERS})$/]:not(:has(Property[key.name='mode']))`,
    "CallExpression[callee.name='openSync']:not([arguments.1.value='r'])[arguments.length<3]"
  ]),
  'no-crash-upload': ban(29, 'high', 'nothing is reported to anybody', [
    ...electronMember('crashReporter'),
    ...electronMember('contentTracing'),
    ...electronMember('netLog')
  ]),
  'no-host-literal': ban(30, 'medium', 'hosts are settings: no address is written into the program', [
    ...text('/^(https?|wss?):\\u002F\\u002F(?!www\\.w3\\.org\\u002F)/')
  ]),
  'no-untrusted-tls': ban(31, 'high', 'certificates are always checked', [
    ...off('rejectUnauthorized'),
    "AssignmentExpression[left.property.name='rejectUnauthorized'][right.value=false]",
    "Identifier[name='NODE_TLS_REJECT_UNAUTHORIZED']",
    "Literal[value='NODE_TLS_REJECT_UNAUTHORIZED']"
  ]),
  'no-own-trust': ban(31, 'high', 'who is trusted is decided by the system and by nobody else', [
    ...text('/^(certificate-error|ignore-certificate-errors(-spki-list)?)$/'),
    called('setCertificateVerifyProc'),
    'Property[key.name=/^(checkServerIdentity|secureProtocol|secureOptions)$/]',
    "AssignmentExpression[left.property.name='checkServerIdentity']"
  ]),
  'no-secret-in-url': ban(36, 'high', 'secrets travel in headers and messages, never in an address', [
    "CallExpression[callee.property.name=/^(set|append)$/][callee.object.property.name='searchParams'][arguments.0.value=/token|secret|passw|key|auth/i]",
    'TemplateElement[value.raw=/[?&](access_)?(token|secret|password|app_?key|api_?key|client_secret)=$/i]'
  ]),
  'no-child-process': ban(43, 'high', 'no other program is started', [
    ...module('(node:)?(child_process|cluster)'),
    ...text('/^(node:)?child_process$/')
  ]),
  'helper-in-its-file': ban(
    43,
    'medium',
    'the demo centre alone runs in a process of its own',
    electronMember('utilityProcess'),
    ['src/main/platform/demo-centre-process.ts']
  ),
  'links-at-one-door': ban(
    43,
    'medium',
    'addresses that start Floorwatch come in at one place',
    [
      called('setAsDefaultProtocolClient'),
      'CallExpression[callee.property.name=/^(on|once)$/][arguments.0.value=/^open-(url|file)$/]'
    ],
    ['src/main/platform/link-door.ts']
  ),
  'no-dynamic-code': ban(44, 'high', 'no code is made or loaded at run time', [
    ...module('(node:)?vm|@electron\\u002Fremote.*|(node:)?inspector.*'),
    "MemberExpression[object.name='process'][property.name=/^(binding|dlopen|_linkedBinding)$/]",
    ...on('enableRemoteModule')
  ]),
  'no-script-injection': ban(44, 'high', 'nothing is run inside a window by text', [
    'MemberExpression[property.name=/^(executeJavaScript|executeJavaScriptInIsolatedWorld|insertCSS)$/]'
  ])
}
