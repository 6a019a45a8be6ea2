import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { floorwatch } from './scripts/lint/plugin.mjs'
import { SECURITY_BANS } from './scripts/lint/security-bans.mjs'

const TS = ['**/*.{ts,tsx}']
const NODE_GLOBALS = [
  ...[
    'process',
    'console',
    'Buffer',
    'URL',
    'URLSearchParams',
    'AbortSignal',
    'AbortController',
    'fetch',
    'performance'
  ],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'TextDecoder', 'TextEncoder']
]

const everywhere = ['file-name', 'no-untrusted-tls', 'explained-suppression', 'import-extension']
const inCore = ['core-imports', 'no-clock', 'no-local-time', 'no-randomness', 'no-world']
const inSource = ['no-default-export', 'no-stray-this']

/** Switches house rules on for `files` and nowhere else. */
const house = (names, files, ignores = []) => ({
  files,
  ignores,
  rules: Object.fromEntries(names.map((name) => [`floorwatch/${name}`, 'error']))
})
const only = (name, home, files = ['src/**']) => house([name], files, home)

export default defineConfig(
  { ignores: ['out/', 'dist/', 'coverage/', 'test-results/', 'playwright-report/', 'screenshots/', '.cache/'] },
  {
    files: ['**/*.{ts,tsx,js,mjs,cjs}'],
    plugins: { floorwatch },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'prefer-const': 'error',
      'no-var': 'error',
      'no-unreachable': 'error',
      'no-fallthrough': 'error',
      'no-debugger': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }]
    }
  },
  house(everywhere, ['**/*.{ts,tsx,js,mjs,cjs}']),
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])) },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error' }
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' }
    }
  },

  {
    files: TS,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      // One program over everything is four times as fast as one for each layer; what a layer may see is for tsc to say.
      parserOptions: { project: 'scripts/lint/tsconfig.json', tsconfigRootDir: import.meta.dirname }
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-nocheck': true }],
      // `_` says: this must be named and is not wanted (a field left out of a copy, an argument before the one used).
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Factories answer closures: their methods may be passed around freely. `no-stray-this` is what makes that true.
      '@typescript-eslint/unbound-method': 'off',
      // Numbers read well in a template; what an object would print there is a bug.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => stop()` where nobody reads the answer is the plainest way to say it.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }]
    }
  },
  house(inSource, ['src/**']),
  house(inCore, ['src/core/**']),
  ...Object.entries(SECURITY_BANS).map(([name, { home }]) => only(name, home)),
  // The demo centre serves this computer alone and makes addresses of its own from that.
  { files: ['src/simulator/**'], rules: { 'floorwatch/no-host-literal': 'off' } },
  only('platform-in-system', ['src/main/platform/system.ts']),
  only('bridge-in-bridge', ['src/renderer/bridge/**'], ['src/renderer/**']),
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'react-hooks/exhaustive-deps': 'error',
      // Speaks of the React compiler, which is not used here.
      'react-hooks/incompatible-library': 'off'
    }
  },

  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      // A test that trips over a missing value fails, which is what it is for.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Fakes implement asynchronous ports without waiting for anything.
      '@typescript-eslint/require-await': 'off'
    }
  },
  house(['no-default-export'], ['test/**', 'bench/**', 'scripts/**'], ['test/pictures/playwright.config.ts']),
  // Only what wraps electron itself may put a stand-in for it into a test.
  house(['no-electron-mock'], ['test/**'], ['test/unit/main/platform/**', 'test/unit/main/ipc/**'])
)
