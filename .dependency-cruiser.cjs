/**
 * The arrows between the layers, type-only imports counted. docs/architecture.md tells the why; test/architecture shows
 * every rule going red. A layer is a folder and what it may import; all else under src/ is closed to it.
 */
const SYSTEMS = ['avaya', 'giosg', 'thoughtspot']

const LAYERS = [
  { name: 'core', from: '^src/core/', to: ['^src/core/'], packages: ['zod', 'temporal-polyfill'], node: false },
  { name: 'contract', from: '^src/contract/', to: ['^src/(contract|core)/'], packages: ['zod'], node: false },
  { name: 'transport', from: '^src/adapters/transport/', to: ['^src/core/', '^src/adapters/transport/'] },
  { name: 'storage', from: '^src/adapters/storage/', to: ['^src/core/', '^src/adapters/storage/'] },
  ...SYSTEMS.map((system) => ({
    name: system,
    from: `^src/adapters/${system}/`,
    to: ['^src/core/', '^src/adapters/transport/', `^src/adapters/${system}/`]
  })),
  { name: 'registry', from: '^src/adapters/registry\\.ts$', to: ['^src/core/', '^src/adapters/'] },
  { name: 'simulator', from: '^src/simulator/', to: ['^src/(core|simulator)/'] },
  { name: 'workers', from: '^src/workers/', to: ['^src/core/', '^src/adapters/storage/', '^src/workers/'] },
  {
    name: 'main',
    from: '^src/main/',
    notFrom: '^src/main/(index\\.ts$|app/)',
    to: ['^src/(core|contract|main)/', '^src/adapters/registry\\.ts$']
  },
  {
    name: 'app',
    from: '^src/main/app/',
    to: ['^src/(core|contract)/', '^src/main/app/', '^src/adapters/registry\\.ts$']
  },
  {
    name: 'wiring',
    from: '^src/main/index\\.ts$',
    to: ['^src/(core|contract|main)/', '^src/adapters/(registry\\.ts$|storage/|transport/)']
  },
  { name: 'preload', from: '^src/preload/', to: ['^src/(contract|preload)/'], packages: ['electron'], node: false },
  { name: 'renderer', from: '^src/renderer/', to: ['^src/(contract|core|renderer)/'], node: false }
]

const MAIN_ONLY = ['@jellybrick', '@resvg', 'electron-store', 'libsql', 'node-notifier', 'pino', 'socks', 'ws']
const NODE = ['core']
const ELECTRON = '(^|/)node_modules/electron/|^electron$|^electron/'
const oneOf = (names) => `(^|/)node_modules/(@types/)?(${names.join('|')})/`

const arrows = LAYERS.map(({ name, from, notFrom, to }) => ({
  name: `${name}-arrows`,
  comment: `${name} reaches into a layer that is closed to it`,
  severity: 'error',
  from: { path: from, ...(notFrom ? { pathNot: notFrom } : {}) },
  to: { path: '^(src|test|scripts|bench)/', pathNot: to.join('|') }
}))

const packages = LAYERS.filter((layer) => layer.packages).map(({ name, from, packages: allowed }) => ({
  name: `${name}-packages`,
  comment: `${name} may use these packages only: ${allowed.join(', ')}`,
  severity: 'error',
  from: { path: from },
  to: { dependencyTypesNot: [...NODE, 'local'], path: 'node_modules/|^[^./]', pathNot: `^src/|${oneOf(allowed)}` }
}))

const noNode = LAYERS.filter((layer) => layer.node === false).map(({ name, from }) => ({
  name: `${name}-no-node`,
  comment: `${name} runs without Node's modules`,
  severity: 'error',
  from: { path: from },
  to: { dependencyTypes: NODE }
}))

module.exports = {
  forbidden: [
    ...arrows,
    ...packages,
    ...noNode,
    {
      name: 'electron-in-main',
      comment: 'electron lives in src/main (not in app/) and src/preload',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main/(?!app/)|preload/)' },
      to: { path: ELECTRON }
    },
    {
      name: 'preload-types-only',
      comment: 'the preload takes types from the contract, no code',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: { path: '^src/contract/', dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'renderer-contract-types-only',
      comment: 'windows take types from the contract, no code',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/contract/', dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'renderer-packages',
      comment: 'this package belongs to the main process',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: oneOf(MAIN_ONLY) }
    },
    {
      name: 'renderer-no-ports',
      comment: 'windows use the pure parts of core, not its ports',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/core/ports/' }
    },
    {
      name: 'adapters-in-a-layer',
      comment: 'a file of src/adapters is the registry or lives in one of its folders',
      severity: 'error',
      from: { path: '^src/adapters/[^/]+$', pathNot: '^src/adapters/registry\\.ts$' },
      to: {}
    },
    {
      name: 'no-cycles',
      comment: 'type-only imports count: two files that need each other are one file, or three',
      severity: 'error',
      from: {},
      to: { circular: true }
    },
    {
      name: 'resolvable',
      comment: 'the file or package is not there',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true }
    },
    {
      name: 'no-dev-packages',
      comment: 'what ships may not need what is installed for development (electron itself is the runtime)',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: ELECTRON }
    }
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types']
    }
  }
}
