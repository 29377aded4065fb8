import { join } from 'node:path';
import { migrateFiles } from '../../src/api';
import { printVersion } from '../../src/version';
import { transforms } from '../../transforms';
import { readFixtures } from '../support/fixtures';
import { migrateTree } from '../support/migrate-tree';
import { newPolicy, oldPolicy } from '../support/policies';
import { releaseOf, upgradeTo } from '../support/upgrade';

const { trees } = readFixtures(
  join(__dirname, '../../__fixtures__'),
  transforms.map(({ id }) => id),
);

/** Carries out edits, as a program that shows them would. */
function applied(before: string, edits: readonly { start: number; end: number; text: string }[]): string {
  let after = '';
  let done = 0;
  for (const { start, end, text } of edits) {
    expect(start).toBeGreaterThanOrEqual(done);
    after += before.slice(done, start) + text;
    done = end;
  }
  return after + before.slice(done);
}

test('there are trees to compare', () => {
  expect(trees.length).toBeGreaterThan(50);
});

test.each(trees.map(({ transform, title, input }) => [`${transform}: ${title}`, transform, input] as const))(
  'in memory as with the command: %s',
  async (_, transform, input) => {
    const { from, target } = upgradeTo(releaseOf(transform));
    const range = { from: printVersion(from), to: printVersion(target) };
    const { changed, findings } = migrateFiles(input, { ...range, only: [transform], markdown: true });
    const texts = Object.entries(input).map(([path, text]) => [path, changed.get(path)?.text ?? text]);
    const lines = findings.map(
      ({ level, path, line, column, message }) => `${level} ${path}:${line}:${column} ${message}\n`,
    );
    expect({ texts: Object.fromEntries(texts) as unknown, findings: lines.join('') }).toEqual(
      await migrateTree({ transform, input }),
    );
    for (const [path, { text, edits }] of changed) {
      expect(text).not.toBe(input[path]);
      expect(applied(input[path] ?? '', edits)).toBe(text);
    }
  },
);

const files = {
  'a/policy.yaml': oldPolicy,
  'guide.md': `\`\`\`yaml\n${oldPolicy}\`\`\`\n`,
  '.istio-migrate.yaml': `# BackendTLSPolicy, gateway.networking.k8s.io/v1alpha3\n`,
  'logo.png': oldPolicy,
};

test('a Map is taken as well as a plain object', () => {
  const inMap = migrateFiles(new Map(Object.entries(files)));
  expect(inMap).toEqual(migrateFiles(files));
  expect([...inMap.changed.keys()]).toEqual(['a/policy.yaml']);
  expect(inMap.changed.get('a/policy.yaml')?.text).toBe(newPolicy);
});

test('Markdown is rewritten where that is asked for', () => {
  expect([...migrateFiles(files, { markdown: true }).changed.keys()]).toEqual(['a/policy.yaml', 'guide.md']);
});

test.each([
  ['to', { to: '1.27' }],
  ['its old name', { targetVersion: '1.27' }],
  ['to before its old name', { to: '1.27', targetVersion: '1.28' }],
  ['only', { only: ['inference-pool'] }],
  ['skip', { skip: ['backend-tls-policy'] }],
])('the choice counts: %s', (_, options) => {
  expect(migrateFiles(files, options).changed.size).toBe(0);
});

test.each([
  ['a version', { to: 'newest' }, 'not a version: newest'],
  ['an id to run', { only: ['nonsense'] }, 'unknown transform: nonsense'],
  ['an id not to run', { skip: ['nonsense'] }, 'unknown transform: nonsense'],
])('what is unknown is refused: %s', (_, options, message) => {
  expect(() => migrateFiles({}, options)).toThrow(new RangeError(message));
});
