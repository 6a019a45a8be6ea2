import { coreImports } from './core-imports.mjs'
import { explainedSuppression } from './explained-suppression.mjs'
import { fileName } from './file-name.mjs'
import { forbid } from './forbid.mjs'
import { SECURITY_BANS } from './security-bans.mjs'

const LOCAL_TIME = '/^(get(Hours|Minutes|Seconds|Date|Day|Month|FullYear|TimezoneOffset)|toLocale(Date|Time)?String)$/'
const CLOCK_GLOBALS =
  '/^(setTimeout|setInterval|setImmediate|clearTimeout|clearInterval|clearImmediate|queueMicrotask)$/'
const WORLD_GLOBALS = '/^(process|globalThis|console|performance|crypto|Buffer|fetch|navigator|window|document|self)$/'
// A property of that name (`phone.console`, `{ process: 1 }`) is nobody's business.
const free = (name) =>
  `Identifier[name=${name}]:not(MemberExpression[computed=false] > .property):not(Property[computed=false][shorthand=false] > .key):not(TSPropertySignature > .key):not(TSMethodSignature > .key)`

/** The house rules of docs/architecture.md that ESLint can see. The arrows between layers are dependency-cruiser's. */
export const floorwatch = {
  rules: {
    ...Object.fromEntries(Object.entries(SECURITY_BANS).map(([name, { rule }]) => [name, rule])),
    'core-imports': coreImports,
    'explained-suppression': explainedSuppression,
    'file-name': fileName,
    'no-clock': forbid('core takes the time from the Clock port', [
      "MemberExpression[object.name='Date'][property.name='now']",
      "MemberExpression[object.name='Date'] > Literal[value='now']",
      "VariableDeclarator[id.type='ObjectPattern'][init.name='Date']",
      "NewExpression[callee.name='Date'][arguments.length=0]",
      "CallExpression[callee.name='Date']",
      "MemberExpression[object.name='Temporal'][property.name='Now']",
      free(CLOCK_GLOBALS)
    ]),
    'no-local-time': forbid("the machine's time zone and locale are input: name them", [
      `MemberExpression[property.name=${LOCAL_TIME}]`
    ]),
    'no-randomness': forbid('core takes chance from the Random port', [
      "MemberExpression[object.name='Math'][property.name='random']",
      "MemberExpression[object.name='Math'] > Literal[value='random']",
      "VariableDeclarator[id.type='ObjectPattern'][init.name='Math']"
    ]),
    'no-world': forbid('core touches nothing outside itself: use a port', [free(WORLD_GLOBALS)]),
    'platform-in-system': forbid('what system this is says src/main/platform/system.ts alone', [
      "MemberExpression[object.name=/^(process|os)$/][property.name='platform']",
      "VariableDeclarator[init.name='process'] Property[key.name='platform']",
      "ImportDeclaration[source.value=/^(node:)?(os|process)$/] ImportSpecifier[imported.name='platform']"
    ]),
    'bridge-in-bridge': forbid('the preload is touched by src/renderer/bridge/ alone', [
      "MemberExpression[object.name=/^(window|globalThis)$/][property.name='floorwatch']"
    ]),
    'no-stray-this': forbid('factories close over their state; `this` belongs to classes', [
      'ThisExpression:not(ClassBody ThisExpression)'
    ]),
    'no-default-export': forbid('named exports only', [
      'ExportDefaultDeclaration',
      "ExportSpecifier[exported.name='default']"
    ]),
    'no-electron-mock': forbid('electron is not mocked here: inject what the code needs', [
      "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock)$/][arguments.0.value='electron']",
      "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock)$/][arguments.0.source.value='electron']"
    ]),
    'import-extension': forbid('relative imports name the file with its extension', [
      ':matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration, ImportExpression)[source.value=/^\\.{1,2}\\u002F(?!.*\\.(tsx?|[cm]?js|css|json|svg|png|ico)(\\?.*)?$)/]'
    ])
  }
}
