import { env } from 'node:process';

/**
 * Mutation tests of a room of the house: `ROOM=yaml npm run test:mutation`, and of some files of it with
 * `-- --mutate 'src/yaml/text.ts'`. The quickest tests stand first, since the first failure ends a mutant; none is
 * there that starts other programs or takes long. A look at a few files is quicker with the tests that are for them:
 * `TESTS=transforms/releases,transforms/fixtures`. The score is then the least that it can be.
 */
const transforms = [
  'transforms/!(about|harness|fixtures|default-rows|kustomize-*|differential*)',
  'run/sweep*',
  'matrix/rows',
  'ignores/fixtures',
  'transforms/@(fixtures|default-rows)',
  'templates/rendering',
  'transforms/kustomize-!(build)',
  'transforms/differential?(-!(kustomize))',
];
const rooms = {
  // What `explain` says is text, and no behaviour of a migration.
  transforms: {
    mutate: ['transforms/**/*.ts', '!transforms/**/{about/**,*about}.ts'],
    tests: transforms,
  },
  yaml: {
    mutate: ['src/yaml/**/*.ts'],
    tests: ['yaml/**/!(limits)', 'transforms/fixtures', 'templates/rendering'],
  },
  manifest: {
    mutate: ['src/{install,kubernetes,kustomize,migrate,moves,suppress}/**/*.ts'],
    tests: [
      '@(manifest|install|markdown)/!(fixtures|replacements)',
      'run/!(sweep*)',
      ...transforms,
      'install/replacements',
      'ignores/everywhere',
      'markdown/fixtures',
      'migrate/*',
      'api/files',
    ],
  },
};
const { mutate, tests } = rooms[env.ROOM ?? 'transforms'];
const chosen = env.TESTS ? env.TESTS.split(',') : tests;

export default {
  mutate,
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  mochaOptions: {
    'no-config': true,
    require: ['mutation/jest-in-mocha.js'],
    spec: chosen.map((name) => `__tests__/${name}.test.ts`),
  },
  coverageAnalysis: 'perTest',
  // It would put a line above the code in fixtures, too; the tests check no types.
  disableTypeChecks: false,
  // What runs when a file is loaded would need a new process for each mutant, and every test in it.
  ignoreStatic: true,
  concurrency: 2,
  // An endless loop is ended by the count of its rounds; the time is for what is left, on a machine with other work.
  timeoutMS: 20_000,
  ignorePatterns: ['dist', 'coverage'],
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
};
