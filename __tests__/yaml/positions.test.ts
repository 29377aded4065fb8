import { parseDocument as parseYaml } from 'yaml';
import { type Entry, type Item, LineIndex, type Node, type Range, splitDocuments } from '../../src/yaml';
import { documentOf, rootOf } from './support/asks';
import { streams, textOf } from './support/cases';
import { comparableOf } from './support/plain';
import { fc, runs } from './support/runs';

/** A text, and what its value, its key and the whole entry are in it; the value is at the path `k`. */
const rows: readonly (readonly [string, string, { content: string; range?: string; entry?: string }])[] = [
  ['a plain text', 'k: a b # note\n', { content: 'a b', entry: 'k: a b' }],
  ['a plain text of several lines', 'k: a\n  b\n\n  c \n', { content: 'a\n  b\n\n  c' }],
  ['a quoted text', 'k: "a # b"   # note\n', { content: '"a # b"' }],
  ['a literal block', 'k: |\n  a\n\n  b\n\nl: 1\n', { content: '|\n  a\n\n  b\n' }],
  ['a block that keeps its blank lines', 'k: |+ # n\n  a\n\n\nl: 1\n', { content: '|+ # n\n  a\n\n\n' }],
  ['a block without a final line break', 'k: >-\n  a', { content: '>-\n  a' }],
  ['an empty block', 'k: |\nl: 1\n', { content: '|\n' }],
  ['a value that is not written', 'k: # note\nl: 1\n', { content: '', entry: 'k:' }],
  ['an anchor on nothing', 'k: &x # note\n', { content: '', range: '&x', entry: 'k: &x' }],
  ['an anchor and a tag', 'k:  !!str  &x  a\n', { content: 'a', range: '!!str  &x  a' }],
  ['a block mapping', 'k:\n  a: 1 # one\n  # two\n', { content: 'a: 1', entry: 'k:\n  a: 1' }],
  ['a block mapping with an anchor', 'k: &x\n  a: 1\n', { content: 'a: 1', range: '&x\n  a: 1' }],
  ['a block list', 'k:\n- 1\n-\n', { content: '- 1\n-' }],
  ['a flow mapping', 'k: { a: 1, } # note\n', { content: '{ a: 1, }' }],
  ['a flow list', 'k: [1,\n  2]\n', { content: '[1,\n  2]' }],
  ['a key marked with "?"', '? k\n: 1\n', { content: '1', entry: '? k\n: 1' }],
  ['a key with an anchor', '&x k: 1\n', { content: '1', entry: '&x k: 1' }],
  ['a byte order mark', '\uFEFFk: 1\n', { content: '1', entry: 'k: 1' }],
  ['CRLF', 'k: |\r\n  a\r\nl: 1\r\n', { content: '|\r\n  a\r\n' }],
];

test.each(rows)('The place of a value is exact: %s.', (_, text, { content, range = content, entry }) => {
  const root = rootOf(documentOf(text));
  const [first] = root.kind === 'mapping' ? root.entries : [];
  if (!first) throw new Error('there is no entry');
  const { value } = first;
  expect(text.slice(value.content.start, value.content.end)).toBe(content);
  expect(text.slice(value.range.start, value.range.end)).toBe(range);
  expect(text.slice(first.key.content.start, first.key.content.end)).toBe('k');
  if (entry !== undefined) expect(text.slice(first.range.start, first.range.end)).toBe(entry);
});

test.each([
  ['a: 1\n  b\n', [0, 3, 4, 5, 7], ['1:1', '1:4', '1:5', '2:1', '2:3']],
  ['\uFEFFa: 1\r\nb', [0, 1, 4, 6, 7], ['1:1', '1:1', '1:4', '1:6', '2:1']],
])('Lines and columns count from 1, and a byte order mark does not count: %j', (text, offsets, positions) => {
  const lines = new LineIndex(text);
  expect(offsets.map((offset) => lines.at(offset)).map(({ line, column }) => `${line}:${column}`)).toEqual(
    positions,
  );
});

test('An alias is seen as what it stands for, at a place of its own.', () => {
  const text = 'a: &x {b: 1}\nc: *x # note\nd: &y\ne: *y\n';
  const root = rootOf(documentOf(text));
  const entries = root.kind === 'mapping' ? root.entries : [];
  const slices = entries.map(({ value }) => value.alias && text.slice(value.alias.start, value.alias.end));
  expect(slices).toEqual([undefined, '*x', undefined, '*y']);
  expect(entries[1]?.value).toMatchObject({ kind: 'mapping', content: entries[0]?.value.content });
  expect(entries[3]?.value).toMatchObject({ style: 'empty', content: entries[2]?.value.content });
});

/** A text, and for each of its first entries the name, and what key, value and entry are in the text. */
test.each<
  [string, string, (readonly [name: string | undefined, key: string, value: string, entry: string])[]]
>([
  ['a key that is not written', ': 1\n', [['', '', '1', ': 1']]],
  [
    'a key that is not written, behind others',
    'a: 1\n: 2\n',
    [
      ['a', 'a', '1', 'a: 1'],
      ['', '', '2', ': 2'],
    ],
  ],
  ['a key that is not written, behind its mark', '? # x\n: 1\n', [['', '', '1', '? # x\n: 1']]],
  ['a key that is not written, behind an anchor', '&x : 1\n', [['', '', '1', '&x : 1']]],
  [
    'a key without a colon',
    '{a, ? b}\n',
    [
      ['a', 'a', '', 'a'],
      ['b', 'b', '', '? b'],
    ],
  ],
  ['a key without a colon, in lines', '? a # x\n', [['a', 'a', '', '? a']]],
  ['a key that is a number', '0x10: 1\n', [['0x10', '0x10', '1', '0x10: 1']]],
  ['a key that is a list', '[a]: 1\n', [[undefined, '[a]', '1', '[a]: 1']]],
  ['an anchor behind the colon', 'a: &x 1\n', [['a', 'a', '1', 'a: &x 1']]],
  ['an anchor before the colon', '? &x a\n: &y 1\n', [['a', 'a', '1', '? &x a\n: &y 1']]],
])('The place of an entry is exact: %s.', (_, text, entries) => {
  const root = rootOf(documentOf(text));
  const slice = ({ start, end }: Range): string => text.slice(start, end);
  const seen = root.kind === 'mapping' ? root.entries : [];
  expect(
    seen.map(({ name, key, value, range }) => [name, slice(key.content), slice(value.content), slice(range)]),
  ).toEqual(entries);
});

test.each<[string, string, (readonly [value: string, item: string])[]]>([
  [
    'behind dashes',
    '- 1\n-\n- &x\n- &y 2\n',
    [
      ['1', '- 1'],
      ['', '-'],
      ['', '- &x'],
      ['2', '- &y 2'],
    ],
  ],
  [
    'in brackets',
    '[1, &x 2, {a: b}]\n',
    [
      ['1', '1'],
      ['2', '&x 2'],
      ['{a: b}', '{a: b}'],
    ],
  ],
  [
    'pairs in brackets',
    '[a: 1, b: 2]\n',
    [
      ['a: 1', 'a: 1'],
      ['b: 2', 'b: 2'],
    ],
  ],
])('The place of an item is exact: %s.', (_, text, items) => {
  const root = rootOf(documentOf(text));
  const slice = ({ start, end }: Range): string => text.slice(start, end);
  const seen = root.kind === 'sequence' ? root.items : [];
  expect(seen.map(({ value, range }) => [slice(value.content), slice(range)])).toEqual(items);
});

test.each([
  ['below a key', 'k:\n  {{- toYaml .x | nindent 2 }}\n', '{{- toYaml .x | nindent 2 }}', undefined],
  [
    'below a key with an anchor',
    'k: &x\n  {{- toYaml .x | nindent 2 }}\n',
    '{{- toYaml .x | nindent 2 }}',
    '&x\n  ',
  ],
  ['below a dash', '-\n {{- toYaml .x | nindent 1 }}\n', '{{- toYaml .x | nindent 1 }}', undefined],
  [
    'below a key, with the block around it',
    'k:\n  {{- with .x }}\n  {{- toYaml . | nindent 2 }}\n  {{- end }}\n',
    '{{- with .x }}\n  {{- toYaml . | nindent 2 }}\n  {{- end }}',
    undefined,
  ],
  [
    'below a key, in several lines',
    'k:\n  {{- toYaml .x | nindent 2 }}\n  {{- toYaml .y | nindent 2 }}\n',
    '{{- toYaml .x | nindent 2 }}\n  {{- toYaml .y | nindent 2 }}',
    undefined,
  ],
])('A value that a template brings has its place: %s.', (_, text, content, before = '') => {
  const root = rootOf(documentOf(text));
  const [element] = root.kind === 'mapping' ? root.entries : root.kind === 'sequence' ? root.items : [];
  const value = element?.value;
  if (value?.kind !== 'scalar') throw new Error('there is no scalar');
  expect(value.style).toBe('templated');
  expect(text.slice(value.content.start, value.content.end)).toBe(content);
  expect(text.slice(value.range.start, value.range.end)).toBe(before + content);
  expect(text.slice(element?.range.start, element?.range.end)).toBe(text.trimEnd());
});

test.each([
  ['at the column of the key', 'a:\n{{- toYaml .x | nindent 0 }}\n'],
  ['above the key', '{{- toYaml .x | nindent 2 }}\na:\n'],
  ['behind the next key', 'a:\nb:\n  {{- toYaml .x | nindent 2 }}\n'],
])('Lines of a template are no value of a key where they arrive elsewhere: %s.', (_, text) => {
  const root = rootOf(documentOf(text));
  expect(root).toMatchObject({ kind: 'mapping' });
  const [first] = root.kind === 'mapping' ? root.entries : [];
  expect(first).toMatchObject({ name: 'a', value: { style: 'empty', value: null } });
});

test.each(['', '# a\n', '---\n', '--- # a\n...\n', '--- &x\n', '--- &x # {{ .x }}\n'])(
  'Where nothing is written, a document has no root: %j',
  (text) => {
    expect(documentOf(text).root).toBe(undefined);
  },
);

test('An alias for what a template brings stands for nothing that is known.', () => {
  const root = rootOf(documentOf('a: &x\n  {{- toYaml .x | nindent 2 }}\nb: *x\n'));
  expect(root).toMatchObject({ entries: [{ value: { style: 'templated' } }, { value: { style: 'empty' } }] });
});

test.each(['omap', 'pairs'])('What a list tagged !!%s holds is declined.', (tag) => {
  const root = rootOf(documentOf(`%YAML 1.1\n---\na: !!${tag} [b: 1]\n`));
  const value = root.kind === 'mapping' ? root.entries[0]?.value : undefined;
  expect(() => (value?.kind === 'sequence' ? value.items : [])).toThrow('a list tagged !!omap or !!pairs');
});

test('A merge key of YAML 1.1 is a key like others.', () => {
  const root = rootOf(documentOf('%YAML 1.1\n---\na: &x {b: yes}\nc:\n  <<: *x\n'));
  const entry = root.kind === 'mapping' ? root.entries[1] : undefined;
  expect(entry?.value).toMatchObject({ entries: [{ name: '<<', key: { value: '<<' } }] });
});

test('What stands at the place of a value, parsed alone, is the value.', () => {
  fc.assert(
    fc.property(streams, (printed) => {
      const text = textOf(printed);
      if (/[&*]a|!!/.test(text)) return;
      for (const index of splitDocuments(text).keys()) {
        if (parseYaml(printed[index]?.text.replace(/^\uFEFF/, '') ?? '').errors.length > 0) continue;
        const root = rootOf(documentOf(text, index));
        for (const node of nodesBelow(root)) expect(readAlone(text, node)).toEqual(meaning(node));
        for (const element of elementsBelow(root)) expectInOrder(text, element);
      }
    }),
    runs(500),
  );
});

/** Reads the text of a node alone, its lines moved back to where they would stand in a text of their own. */
function readAlone(text: string, { content, ...node }: Node): unknown {
  const source = text.slice(content.start, content.end).replaceAll('\r\n', '\n');
  const isBlockText = node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded');
  const { parent } = node;
  const base = isBlockText ? (parent?.range.start ?? 0) : content.start;
  const line = text.lastIndexOf('\n', base - 1) + 1;
  const column = base - line - (text.startsWith('\uFEFF') && line === 0 ? 1 : 0);
  const isFlow = node.kind === 'scalar' ? !isBlockText : node.flow;
  const moved = isFlow ? source : source.replaceAll(new RegExp(`\\n {${column}}`, 'g'), '\n');
  const alone = isBlockText ? `k: ${moved}` : isFlow ? `k: ${moved.replaceAll('\n', '\n ')}` : moved;
  const data = comparableOf(parseYaml(alone).toJS({ mapAsMap: true }));
  return isBlockText || isFlow ? (data as { map: unknown[][] }).map[0]?.[1] : data;
}

function meaning(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return { seq: node.items.map(({ value }) => meaning(value)) };
  return { map: node.entries.map(({ name, value }) => [name, meaning(value)]) };
}

/** Elements lie inside what holds them, behind one another, and start and end with something visible. */
function expectInOrder(text: string, element: Entry | Item): void {
  const { range, parent, value } = element;
  const siblings: readonly (Entry | Item)[] = parent.kind === 'mapping' ? parent.entries : parent.items;
  const next = siblings[siblings.indexOf(element) + 1];
  expect(range.start).toBeGreaterThanOrEqual(parent.content.start);
  expect(range.end).toBeLessThanOrEqual(parent.content.end);
  if (next) expect(range.end).toBeLessThanOrEqual(next.range.start);
  expect(value.range.start).toBeGreaterThanOrEqual(range.start);
  expect(value.range.end).toBe(range.end);
  expect(text.slice(range.start, range.end)).toMatch(/^\S/);
  if (element.kind === 'entry') {
    const key = text.slice(element.key.content.start, element.key.content.end);
    expect(String(parseYaml(key).toJS())).toBe(element.name);
  }
}

function nodesBelow(node: Node): Node[] {
  return [node, ...childrenOf(node).flatMap(({ value }) => nodesBelow(value))];
}

function elementsBelow(node: Node): (Entry | Item)[] {
  return childrenOf(node).flatMap((child) => [child, ...elementsBelow(child.value)]);
}

function childrenOf(node: Node): readonly (Entry | Item)[] {
  if (node.kind === 'scalar') return [];
  return node.kind === 'mapping' ? node.entries : node.items;
}
