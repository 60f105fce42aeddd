import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { roomsRule } from './scripts/lint/rooms.mjs';

const noNetwork = 'Sotto makes no network connection, and nothing in it may be able to.';
const networkModules = ['net', 'http', 'https', 'http2', 'tls', 'dgram', 'dns', 'dns/promises', 'inspector'];
const networkGlobals = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection'];

/** Node's doors to a network, in both spellings, and Electron's. */
const noNetworkImports = [
  'error',
  {
    paths: [
      ...networkModules.flatMap((name) => [name, `node:${name}`]).map((name) => ({ name, message: noNetwork })),
      { name: 'electron', importNames: ['net', 'netLog', 'autoUpdater', 'crashReporter'], message: noNetwork },
    ],
  },
];

const everywhere = {
  eqeqeq: 'error',
  'no-console': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: 'It is not random enough for anything here: ask for randomness.' },
    { object: 'shell', property: 'openExternal', message: noNetwork },
  ],
};

const typed = {
  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
  ],
  // A leading underscore says: left out on purpose.
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  // A number in a text is no mistake; an object in one is.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // `() => port.close()` says what it does.
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
};

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'node_modules/', 'test-results/', 'tests/vectors/*/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { rules: everywhere },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.config.ts'], defaultProject: 'scripts/tsconfig.json' },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: typed,
  },
  {
    files: ['{contract,main,preload,renderer}/**/*.{ts,tsx}'],
    plugins: { sotto: { rules: { rooms: roomsRule } } },
    rules: {
      'sotto/rooms': 'error',
      'no-restricted-imports': noNetworkImports,
      'no-restricted-globals': ['error', ...networkGlobals.map((name) => ({ name, message: noNetwork }))],
    },
  },
  {
    files: ['main/cli/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      // Tests print figures, hold odd shapes on purpose, and name a promise only to see it fail.
      'no-console': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off', 'no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }] },
  },
);
