import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import globals from 'globals';
import ts from 'typescript-eslint';

/** What the page may never do: reach out of itself, keep anything, or turn cell text into markup. */
const connection = 'The page opens no connection.';
const storage = 'The page keeps nothing; its preferences are kept by src/state/preferences.ts.';
const markup = 'Cell text is data, never markup.';
const loader = 'Only src/worker/binary.ts fetches: the core.';

const forbiddenGlobals = {
  RTCPeerConnection: connection,
  webkitRTCPeerConnection: connection,
  WebSocket: connection,
  WebTransport: connection,
  EventSource: connection,
  XMLHttpRequest: connection,
  BroadcastChannel: connection,
  SharedWorker: connection,
  importScripts: connection,
  fetch: loader,
  open: 'The page opens no window.',
  localStorage: storage,
  sessionStorage: storage,
  indexedDB: storage,
  cookieStore: storage,
  caches: 'Only src/offline/service-worker.ts keeps files, and only those of the page.',
  eval: 'The policy forbids it.',
  Function: 'The policy forbids it.',
};
const forbiddenProperties = {
  ...forbiddenGlobals,
  open: undefined,
  sendBeacon: connection,
  cookie: storage,
  getDirectory: storage,
  showSaveFilePicker: 'Files are handed over as downloads.',
  innerHTML: markup,
  outerHTML: markup,
  insertAdjacentHTML: markup,
  srcdoc: markup,
};

const restrictedGlobals = (/** @type {string[]} */ ...but) => [
  'error',
  ...Object.entries(forbiddenGlobals)
    .filter(([name]) => !but.includes(name))
    .map(([name, message]) => ({ name, message })),
];
const restrictedProperties = [
  'error',
  { object: 'window', property: 'open', message: forbiddenGlobals.open },
  ...Object.entries(forbiddenProperties)
    .filter(([, message]) => message !== undefined)
    .map(([property, message]) => ({ property, message })),
];
/** Links that lead out, in scripts; XML namespaces are names, not addresses. */
const outside = {
  selector: 'Literal[value=/^(https?|wss?):\\u002F\\u002F(?!www\\.w3\\.org\\u002F)/]',
  message: 'Nothing in the page leads out of it.',
};
/** The same in templates; and what a browser would keep of a field for "restore my tabs". */
const restrictedTemplates = [
  'error',
  outside,
  {
    selector:
      'VAttribute[directive=false][key.name=/^(href|src|action|formaction)$/] VLiteral[value=/^[a-z]*:?\\u002F\\u002F/]',
    message: outside.message,
  },
  { selector: "VAttribute[key.name='target']", message: 'The page opens no window.' },
  {
    selector:
      "VElement[name=/^(input|textarea)$/]:not(:has(VAttribute[key.name='autocomplete'][value.value='off'])):not(:has(VAttribute[key.name='type'][value.value='file']))",
    message: 'Without autocomplete="off" the browser keeps what was typed on the disk.',
  },
];

export default ts.config(
  { ignores: ['src/pkg/**', 'dist/**', 'test-results/**', 'playwright-report/**'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...vue.configs['flat/recommended'],
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        parser: ts.parser,
        project: ['./tsconfig.json', './tsconfig.sw.json', './tsconfig.node.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      'no-restricted-globals': restrictedGlobals(),
      'no-restricted-properties': restrictedProperties,
      'no-restricted-syntax': ['error', outside],
      'vue/no-restricted-syntax': restrictedTemplates,
      'vue/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/multi-word-component-names': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
    },
  },
  { files: ['src/worker/binary.ts'], rules: { 'no-restricted-globals': restrictedGlobals('fetch') } },
  {
    files: ['src/state/preferences.ts'],
    rules: { 'no-restricted-globals': restrictedGlobals('localStorage') },
  },
  {
    files: ['src/offline/service-worker.ts'],
    rules: { 'no-restricted-globals': restrictedGlobals('fetch', 'caches') },
  },
  {
    files: ['e2e/**/*.ts', '*.config.ts', 'plugins/**/*.ts'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': 'off',
      'max-lines': 'off',
    },
  },
  {
    files: ['*.js'],
    ...ts.configs.disableTypeChecked,
    languageOptions: {
      globals: globals.node,
      parserOptions: { project: false, program: null },
    },
  },
  prettier,
);
