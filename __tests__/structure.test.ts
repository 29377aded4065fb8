import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { globSync } from 'fast-glob';
import { parseVersion } from '../src/version';

const root = join(__dirname, '..');
const files = globSync('{src,transforms}/**/*.{ts,tsx}', { cwd: root });
const texts = new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const importsOf = new Map([...texts].map(([path, text]) => [path, importedBy(path, text)]));

/** The files of the project that a file loads: types, and what is loaded when it is needed, do not count. */
function importedBy(path: string, text: string): string[] {
  const imports = text.matchAll(/^(?:import|export) (?!type )(?:[^;']* from )?'(?<from>\.[^']*)';/gm);
  return Array.from(imports).flatMap(({ groups }) => {
    const base = posix.join(posix.dirname(path), groups?.['from'] ?? '');
    return [`${base}.ts`, `${base}.tsx`, `${base}/index.ts`].filter((each) => texts.has(each)).slice(0, 1);
  });
}

/** Every file that a file loads, however many files lie between. */
function reachedFrom(path: string): Set<string> {
  const reached = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const each of importsOf.get(next) ?? []) {
      if (reached.has(each)) continue;
      reached.add(each);
      open.push(each);
    }
  }
  return reached;
}

test('the imports of the project are found', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(importsOf.get('src/api.ts')).toContain('transforms/index.ts');
  expect([...importsOf.values()].flat().length).toBeGreaterThan(files.length);
});

test('no imports go in a circle', () => {
  const reached = new Map(files.map((path) => [path, reachedFrom(path)]));
  const circles = files.map((path) =>
    [...(reached.get(path) ?? [])]
      .filter((other) => reached.get(other)?.has(path))
      .toSorted()
      .join(', '),
  );
  expect([...new Set(circles)].filter((circle) => circle !== '')).toEqual([]);
});

test('what migrates knows no migration: they are put together in the command, the library and the docs', () => {
  const together = /^src\/(?:(?:cli|docs|action)\/|api\.ts$)/;
  const knowing = [...importsOf]
    .filter(([path]) => path.startsWith('src/') && !together.test(path))
    .filter(([, imported]) => imported.some((each) => each.startsWith('transforms/')));
  expect(knowing.map(([path]) => path)).toEqual([]);
});

/** Files in which releases stand as examples of how a version is written. */
const examples = ['src/cli/setup.ts', 'src/cli/config/config.ts', 'src/cli/options.ts'];

test('the code names no release: they are facts, and stand in transforms', () => {
  const naming = [...texts]
    .filter(
      ([path]) => path.startsWith('src/') && path !== 'src/report/html/page.ts' && !examples.includes(path),
    )
    .flatMap(([path, text]) =>
      text
        .split('\n')
        .filter((line) => !/^\s*(?:\/?\*|\/\/)/.test(line))
        .flatMap((line) =>
          Array.from(line.replace(/\s\/\/ .*/, '').matchAll(/['"`\s](1\.\d\d)(?:\.\d+)?(?=['"`\s])/g)),
        )
        .filter(([, release = '']) => (parseVersion(release)?.minor ?? 0) >= 10)
        .map(([, release = '']) => `${path}: ${release}`),
    );
  expect(naming).toEqual([]);
});

test('every function, constant and class that a file exports is used by another file', () => {
  const others = globSync('{__tests__,bench,playground,scripts}/**/*.{ts,tsx,mjs}', { cwd: root });
  const all = [...texts, ...others.map((path) => [path, readFileSync(join(root, path), 'utf8')] as const)];
  const users = new Map<string, string[]>();
  for (const [path, text] of all)
    for (const [word] of text.matchAll(/\w+/g)) {
      const known = users.get(word) ?? [];
      if (known.at(-1) !== path) users.set(word, [...known, path]);
    }
  const exported = /^export (?:default )?(?:abstract )?(?:async )?(?:const|function\*?|class) (?<name>\w+)/gm;
  const unused = [...texts].flatMap(([path, text]) =>
    Array.from(text.matchAll(exported), ({ groups }) => groups?.['name'] ?? '')
      .filter((name) => (users.get(name) ?? []).every((user) => user === path))
      .map((name) => `${path}: ${name}`),
  );
  expect(unused).toEqual([]);
});
