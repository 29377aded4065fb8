/** Mutation tests: `npm run test:mutation`, or `npm run test:mutation -- --mutate 'transforms/seccomp-profile.ts'`. */
export default {
  mutate: ['transforms/**/*.ts', 'src/yaml/**/*.ts', 'src/manifest/**/*.ts', 'src/migrate/**/*.ts'],
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  mochaOptions: {
    'no-config': true,
    require: ['mutation/jest-in-mocha.js'],
    // The quickest first, since the first failure ends a mutant; none that start other programs or take long.
    spec: [
      ...['yaml/**/!(limits)', 'manifest/*', 'run/sweep'],
      ...['transforms/duration', 'transforms/install-target', 'transforms/fixtures'],
      ...[
        'transforms/kustomize-table',
        'transforms/kustomize-migrated',
        'transforms/kustomize-left',
        'templates/rendering',
      ],
      ...['markdown/blocks', 'transforms/kustomize-elsewhere', 'transforms/differential'],
    ].map((name) => `__tests__/${name}.test.ts`),
  },
  coverageAnalysis: 'perTest',
  // What runs when a file is loaded would need a new process for each mutant, and every test in it.
  ignoreStatic: true,
  concurrency: 2,
  // An endless loop is ended by the count of its rounds; the time is for what is left, on a machine with other work.
  timeoutMS: 10_000,
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  ignorePatterns: ['dist', 'coverage'],
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
};
