import { Facts, givenFile } from '../../src/facts';
import { planFile, surveyFile } from '../../src/migrate/migrate';
import { ManifestFile } from '../../src/migrate/manifest-file';
import type { FilePlan } from '../../src/migrate/plan';
import type { Survey, Transform } from '../../src/transform';
import { Declined, valueAt } from '../../src/yaml';
import { at, setting } from '../support/asking';
import { upgrade } from '../support/upgrade';
import { seccompProfile } from '../../transforms/1.28/seccomp-profile';

function planOf(path: string, text: string, transforms: readonly Transform[], facts = new Facts()): FilePlan {
  const { target, range } = upgrade;
  return planFile(new ManifestFile(path, text), transforms, { facts, target, range, pinDefaults: false });
}

/** A guide with these blocks. */
const guide = (...blocks: readonly string[]) =>
  blocks.map((block) => `# A\n\n\`\`\`yaml\n${block}\n\`\`\`\n`).join('\n');

const a = setting('a', { told: [{ level: 'warning', message: 'told' }] });
const b = setting('b');
const declining = at('c', ({ rewrite }, value) => {
  rewrite(value, 'c', () => {
    throw new Declined('so');
  });
});
const elided = 'this block has a placeholder for omitted text, so it is not rewritten';
const listed = (block: string) =>
  `- A\n\n    \`\`\`yaml\n    ${block.replaceAll('\n', '\n    ')}\n    \`\`\`\n`;
const kept = 'not rewritten: its block is indented in a way that the result would not keep';

/** Each row: a guide, what it becomes, and what is said, by line. */
test.each<[name: string, text: string, result: string | undefined, said: readonly string[]]>([
  ['each block', guide('a: old', 'b: old'), guide('a: new', 'b: new'), ['warning 4: told']],
  ['nothing outside of blocks', 'a: old\n', undefined, []],
  [
    'nothing of what is declined',
    guide('c: 1', 'b: old'),
    guide('c: 1', 'b: new'),
    ['error 4: not rewritten: so'],
  ],
  [
    'others beside a block that is broken',
    guide('pilot:\n  a: [1\nb: 1', 'b: old'),
    guide('pilot:\n  a: [1\nb: 1', 'b: new'),
    ['note 6: this block is not valid YAML: '],
  ],
  [
    'nothing of a block with a placeholder',
    guide('a: old\n...\nb: old', 'b: old'),
    guide('a: old\n...\nb: old', 'b: new'),
    [`note 5: ${elided}`],
  ],
  [
    'nothing of one with blank lines and comments',
    guide('a: old\n... \n\n # b\n  b: old'),
    undefined,
    [`note 5: ${elided}`],
  ],
  [
    'a block in which a document ends',
    guide('a: old\n...\n---\nb: old'),
    guide('a: new\n...\n---\nb: new'),
    ['warning 4: told'],
  ],
  [
    'a block that ends with its document',
    guide('a: old\n...\n# b'),
    guide('a: new\n...\n# b'),
    ['warning 4: told'],
  ],
  [
    'a block with dots in a line',
    guide('a: old\nd: |\n  x...\n  b'),
    guide('a: new\nd: |\n  x...\n  b'),
    ['warning 4: told'],
  ],
  ['nothing said of a placeholder where nothing is due', guide('d: old\n...\nd: old'), undefined, []],
  ['blocks in lists', listed('a: old'), listed('a: new'), ['warning 4: told']],
  ['what a comment excludes', `<!-- istio-migrate-ignore-file -->\n${guide('a: old')}`, undefined, []],
  [
    'all but what a comment in a block excludes',
    guide('# istio-migrate-ignore\na: old', 'a: old'),
    guide('# istio-migrate-ignore\na: old', 'a: new'),
    ['warning 11: told'],
  ],
])('in a guide is rewritten %s', (_name, text, result, said) => {
  const { all, only } = planOf('a.md', text, [a, b, declining]);
  expect(all.text).toBe(result ?? text);
  const shown = all.notes.map(
    ({ level, offset, message }) => `${level} ${text.slice(0, offset).split('\n').length}: ${message}`,
  );
  expect(shown.map((each) => each.replace(/(not valid YAML: ).*/, '$1'))).toEqual(said);
  expect(only(new Set(all.done.map(({ id }) => id)))?.text).toBe(all.text);
  expect(only(new Set())?.text).toBe(text);
  expect(all.ignores).toHaveLength(text.includes('istio-migrate-ignore') ? 1 : 0);
  expect(all.proven.flatMap(({ edits }) => edits)).toEqual(all.edits);
  expect(all.proven.every(({ edits }) => edits.length > 0)).toBe(true);
  expect(all.problem).toBeUndefined();
});

test('of a guide, some rewrites are made', () => {
  const text = guide('a: old\nb: old', 'b: old');
  const { all, only } = planOf('a.md', text, [a, b]);
  const idsOf = (...indexes: readonly number[]) =>
    new Set(indexes.flatMap((index) => all.done[index]?.id ?? []));
  expect(only(idsOf(0))?.text).toBe(guide('a: new\nb: old', 'b: old'));
  expect(only(idsOf(2))?.text).toBe(guide('a: old\nb: old', 'b: new'));
  expect(only(idsOf(1, 2))?.text).toBe(guide('a: old\nb: new', 'b: new'));
  const needing: Transform = {
    ...b,
    migrate(document, context) {
      if (!document.text.includes('a: new')) b.migrate(document, context);
    },
  };
  const coupled = planOf('a.md', text, [a, needing]);
  expect(coupled.only(new Set(coupled.all.done.slice(0, 1).map(({ id }) => id)))).toBeUndefined();
});

/** Puts the end of a fence into a text. */
const fencing = at('f', ({ rewrite }, value) => {
  if (String(value.value).includes('old'))
    rewrite(value, 'f', (edit) => {
      edit.replaceWords(value, [{ from: 'old', to: '```' }]);
    });
});

test('a block that would end elsewhere stays, and the others are rewritten', () => {
  const text = guide('f: |\n  old\na: old', 'b: old');
  const { all, only } = planOf('a.md', text, [fencing, a, b]);
  expect(all.text).toBe(text.replace('b: old', 'b: new'));
  expect(all.done.map(({ summary }) => summary)).toEqual(['b: new']);
  expect(all.notes.map(({ message }) => message)).toEqual([kept, kept]);
  expect(only(new Set())).toMatchObject({ text, notes: all.notes });
  expect(only(new Set(all.done.map(({ id }) => id)))?.text).toBe(all.text);
});

test('what stays on purpose and what cannot be read lie in the guide', () => {
  const text = guide('a: old', 'data:\n  x: |\n    apiVersion: v1\n    kind: Thing\n    a: [1');
  const keeping = at(
    'a',
    ({ keep }, value) => {
      keep(value);
    },
    { mentions: [{ words: ['a:'], level: 'warning', message: 'a', help: 'b' }] },
  );
  const { kept, notes } = planOf('a.md', text, [keeping]).all;
  expect(kept.map(({ start, end }) => text.slice(start, end))).toEqual(['old']);
  expect(notes.map(({ level, message }) => `${level} ${message}`)).toEqual([
    'note the manifest or values in this text are not valid YAML, so they are not rewritten',
  ]);
});

test.each([
  [
    guide('pilot:\n  a: [1\nb: 1'),
    'check whether it shows something that the release removed, and change it manually',
  ],
  [
    guide('a: old\n...\nb: 1'),
    'write the placeholder as a comment ("# ...") and run again, or change the block manually',
  ],
])('of a block that is not rewritten is told what to do: %j', (text, help) => {
  expect(planOf('a.md', text, [a, b]).all.notes.map((note) => note.help)).toEqual([help]);
});

test('what a guide shows is known in it alone', () => {
  const fact = { name: 'shown' };
  const survey: Survey = {
    triggers: ['s'],
    collect({ root }, facts) {
      const value = valueAt(root, 's');
      facts.add(fact, value?.kind === 'scalar' ? String(value.value) : '');
    },
  };
  const seen: unknown[] = [];
  const asking = at(
    'a',
    ({ facts }) => {
      seen.push(facts.all(fact), facts.all(givenFile));
    },
    { surveys: [survey] },
  );
  const waiting = { ...asking, occasion: ['rare'] };
  planOf('a.md', guide('s: 1\na: 1', 's: 2'), [asking, waiting]);
  expect(seen).toEqual([['1', '2'], ['a.md']]);
  seen.length = 0;
  planOf('a.md', guide('a: 1', 's: rare'), [waiting]);
  expect(seen).toEqual([['rare'], ['a.md']]);
  const facts = new Facts();
  for (const path of ['a.md', 'a.yaml'])
    surveyFile(new ManifestFile(path, path === 'a.md' ? 's: 3\n' : 's: 4\n'), [survey], facts);
  expect(facts.all(fact)).toEqual(['4']);
});

test('what moves together in a guide is tried once before', () => {
  const found: unknown[] = [];
  const moving = at(
    'a',
    ({ collect, locate }, value) => {
      collect?.({ name: 'moving' }, locate(value), () => found.push(locate(value).line));
    },
    { hasUnits: () => true },
  );
  planOf('a.md', guide('a: 1', 'a: 2'), [moving]);
  expect(found).toEqual([4, 10]);
});

test('a copy of a chart of Istio stays', () => {
  const facts = new Facts();
  surveyFile(
    new ManifestFile('istiod/Chart.yaml', 'apiVersion: v2\nname: istiod\nkeywords: [istio]\n'),
    seccompProfile.surveys ?? [],
    facts,
  );
  const text = '# istio-migrate-ignore\na: old\n';
  const { all } = planOf('istiod/values.yaml', text, [a], facts);
  expect([all.text, all.notes, all.kept]).toEqual([text, [], [{ start: 0, end: text.length }]]);
  expect(all.ignores).toHaveLength(1);
  expect(planOf('other/values.yaml', 'a: old\n', [a], facts).all.text).toBe('a: new\n');
});
