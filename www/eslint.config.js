import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import globals from 'globals';
import ts from 'typescript-eslint';

/** What the page may never do: reach out of itself, or turn cell text into markup. */
const forbidden = [
  ['RTCPeerConnection', 'The page opens no connection.'],
  ['WebSocket', 'The page opens no connection.'],
  ['EventSource', 'The page opens no connection.'],
  ['XMLHttpRequest', 'The page opens no connection.'],
  ['open', 'The page opens no window.'],
].map(([name, message]) => ({ name, message }));

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
      'no-restricted-globals': ['error', ...forbidden],
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'open', message: 'The page opens no window.' },
        { object: 'navigator', property: 'sendBeacon', message: 'The page opens no connection.' },
        { property: 'innerHTML', message: 'Cell text is data, never markup.' },
        { property: 'outerHTML', message: 'Cell text is data, never markup.' },
        { property: 'insertAdjacentHTML', message: 'Cell text is data, never markup.' },
      ],
      'vue/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/multi-word-component-names': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
    },
  },
  {
    files: ['e2e/**/*.ts', '*.config.ts', 'plugins/**/*.ts'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: { 'no-restricted-globals': 'off', 'max-lines': 'off' },
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
