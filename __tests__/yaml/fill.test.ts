import {
  asMapping,
  Declined,
  Editor,
  type Entry,
  isParseProblem,
  parseDocument,
  rewriteDocument,
  applyEdits,
} from '../../src/yaml';

/** Fills the entry that a path of keys leads to. */
function fill(text: string, ...path: string[]): string {
  const document = parseDocument(text, { start: 0, end: text.length });
  if (isParseProblem(document)) throw new Error(document.message);
  let at = document.root;
  let entry: Entry | undefined;
  for (const key of path) {
    entry = asMapping(at)?.entries.find(({ name }) => name === key);
    at = entry?.value;
  }
  if (!entry) throw new Error('there is no such entry');
  const edit = new Editor();
  edit.fill(entry, { seccompProfile: { type: 'RuntimeDefault' } });
  return applyEdits(text, rewriteDocument(document, edit.changes).edits);
}

test('a key without a value gets a map below it', () => {
  expect(fill('global:\n    proxy:\n    hub: x\n', 'global', 'proxy')).toBe(
    'global:\n    proxy:\n        seccompProfile:\n            type: RuntimeDefault\n    hub: x\n',
  );
});

test('a key at the end of a text without a final line break gets a map below it', () => {
  expect(fill('proxy:', 'proxy')).toBe('proxy:\n  seccompProfile:\n    type: RuntimeDefault');
});

test('the comment behind the key and the line ends stay', () => {
  expect(fill('proxy: # tune here\r\nhub: x\r\n', 'proxy')).toBe(
    'proxy: # tune here\r\n  seccompProfile:\r\n    type: RuntimeDefault\r\nhub: x\r\n',
  );
});

test.each(['null', '~'])('a spelled-out %s gives way', (spelled) => {
  expect(fill(`proxy: ${spelled} # none\nhub: x\n`, 'proxy')).toBe(
    'proxy: # none\n  seccompProfile:\n    type: RuntimeDefault\nhub: x\n',
  );
});

test('in flow style the map stands in braces', () => {
  expect(fill('{"proxy": null, "hub": "x"}', 'proxy')).toBe(
    '{"proxy": {"seccompProfile": {"type": "RuntimeDefault"}}, "hub": "x"}',
  );
});

test('in pretty-printed JSON each key has a line', () => {
  expect(fill('{\n  "proxy": null,\n  "hub": "x"\n}\n', 'proxy')).toBe(
    '{\n  "proxy": {\n    "seccompProfile": {\n      "type": "RuntimeDefault"\n    }\n  },\n  "hub": "x"\n}\n',
  );
});

test.each([
  ['a number', 'proxy: 1\nhub: x\n', 'it has a value'],
  ['a map', 'proxy: {a: 1}\nhub: x\n', 'it has a value'],
  ['an anchor', 'proxy: &p\nhub: x\n', 'its value is an anchor, an alias or a tag'],
  ['an alias', 'hub: &p null\nproxy: *p\n', 'its value is an anchor, an alias or a tag'],
  ['no colon', '{proxy, hub: x}', 'it has no value that could be replaced'],
  ['nothing behind its colon in braces', '{proxy: , hub: x}', 'it has no value that could be replaced'],
  ['null on a line of its own', 'proxy:\n  null\n', 'it has no value that could be replaced'],
])('an entry with %s is declined', (_, text, reason) => {
  expect(() => fill(text, 'proxy')).toThrow(new Declined(reason));
});
