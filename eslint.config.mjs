import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const network = ['net', 'http', 'https', 'http2', 'dns', 'dns/promises', 'tls', 'dgram', 'inspector'];
const programs = ['child_process', 'vm'];

function restricted(modules) {
  return modules
    .flatMap((name) => [name, `node:${name}`])
    .map((name) => ({ name, message: 'SECURITY.md says that the tool does without.' }));
}

export default defineConfig(
  {
    ignores: [
      'src/report/html/page.ts',
      'build/',
      'dist/',
      'bench/dist/',
      'coverage/',
      'reports/',
      '.stryker-tmp/',
      '__fixtures__/',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // What is loaded when it is first needed, and not in between two steps of a promise.
      '@typescript-eslint/no-require-imports': ['error', { allow: ['^yaml$', '^\\./api$'] }],
    },
  },
  {
    // What the tool never does: SECURITY.md.
    files: ['{src,transforms,playground}/**/*.{ts,tsx}'],
    rules: {
      'no-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      'no-restricted-imports': ['error', { paths: restricted([...network, ...programs]) }],
      'no-restricted-globals': ['error', 'fetch', 'WebSocket', 'EventSource'],
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression[source.type!="Literal"]', message: 'Load only what is named here.' },
        {
          selector: 'CallExpression[callee.name="require"][arguments.0.type!="Literal"]',
          message: 'Load only what is named here.',
        },
      ],
    },
  },
  {
    // The only place that starts a program.
    files: ['src/files/git.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: restricted(network) }] },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', process: 'readonly', __dirname: 'readonly' },
    },
  },
);
