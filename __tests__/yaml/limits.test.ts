import {
  applyEdits,
  Declined,
  Editor,
  entryOf,
  isParseProblem,
  parseDocument,
  rewriteDocument,
  valueAt,
} from '../../src/yaml';
import { documentOf, rootOf } from './support/asks';
import { cpuMs } from '../support/cpu';

const depths = [100, 1000, 2000, 3000, 10_000, 100_000];

const nestings: Readonly<Record<string, (depth: number) => string>> = {
  'flow lists': (depth) => '['.repeat(depth) + ']'.repeat(depth),
  'flow mappings': (depth) => `${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`,
  'block lists': (depth) => `${'- '.repeat(depth)}x`,
  'explicit keys': (depth) => `${'? '.repeat(depth)}x`,
  'block mappings': (depth) =>
    Array.from({ length: Math.min(depth, 3000) }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
};

describe.each(Object.entries(nestings))('Nesting as deep as one likes is no crash: %s', (_, nest) => {
  test.each(depths)('%i levels', (depth) => {
    const text = `a: 1\nb:\n  ${nest(depth).replaceAll('\n', '\n  ')}\n`;
    const document = parseDocument(text, { start: 0, end: text.length });
    if (isParseProblem(document)) {
      expect(document.message).toBe('it is nested too deeply');
      return;
    }
    const root = rootOf(document);
    const editor = new Editor();
    if (root.kind === 'mapping') editor.insert(root, 'c', 2);
    try {
      const { edits } = rewriteDocument(document, editor.changes);
      expect(applyEdits(text, edits)).toMatch(/\nc: 2\n$/);
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      expect(error.message).toBe('it is nested too deeply');
    }
  });
});

test('A thousand changes of a large document take seconds at most.', () => {
  const entries = Array.from(
    { length: 10_000 },
    (_, index) => `  key${index}: # note\n    name: value ${index}\n`,
  );
  const text = `all:\n${entries.join('')}`;
  const document = documentOf(text);
  const all = valueAt(rootOf(document), 'all');
  const editor = new Editor();
  for (let index = 0; index < 10_000; index += 10) {
    const entry = entryOf(all, `key${index}`);
    if (!entry || all?.kind !== 'mapping') throw new Error('there is no entry');
    if (index % 40 === 0) editor.nest(entry, ['item', { key: 'inner' }]);
    else if (index % 40 === 10) editor.remove(entry);
    else if (index % 40 === 20) editor.insert(all, `new${index}`, { list: [1] }, entry);
    else editor.rename(entry, `renamed${index}`);
  }
  const before = cpuMs();
  const { edits } = rewriteDocument(document, editor.changes);
  expect(edits.length).toBeGreaterThan(1000);
  expect(cpuMs() - before).toBeLessThan(15_000);
});
