import { ManifestFile } from '../../src/migrate/manifest-file';
import { Words } from '../../src/words';
import { isParseProblem } from '../../src/yaml';

const everything = [{ wants: () => true }];

/** What documents of a file come to: the values of a key, or that they cannot be read. */
function read(path: string, text: string): readonly string[] {
  const documents = [...new ManifestFile(path, text).documentsFor(everything, Words.of([]))];
  return documents.map((each) => {
    const document = each.read();
    return isParseProblem(document) ? 'no' : (document.root?.kind ?? 'nothing');
  });
}

/** A map as a key, and no action of a template. */
const braces = 'x: {{a: 1}: {b: {c: 2}}, d: [1]}\n';
const definition = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n';

test.each<[name: string, path: string, text: string, documents: readonly string[]]>([
  ['documents', 'a.yaml', 'a: 1\n---\n- b\n', ['mapping', 'sequence']],
  ['one that is broken', 'a.yaml', 'a: [1\n---\nb: 1\n', ['no', 'mapping']],
  ['a definition', 'a.yaml', `${definition}---\nb: 1\n`, ['mapping']],
  ['a template', 'a.yaml', 'a: {{ .x }}\n', ['mapping']],
  ['what is no template', 'a.yaml', braces, ['mapping']],
  ['the same in a chart', 'chart/templates/a.yaml', braces, ['no']],
  ['the same by its name', 'a.yaml.gotmpl', braces, ['no']],
  ['the same in a text', 'a.txt', braces, ['no']],
  ['what is neither', 'a.yaml', `${braces}a: [\n`, ['no']],
])('the documents of a file: %s', (_name, path, text, documents) => {
  expect(read(path, text)).toEqual(documents);
});

test('what a definition of a template holds is read where it is', () => {
  const text = '{{ define "a" }}\na: 1\n---\nb: 1\n{{ end }}\n';
  const documents = [...new ManifestFile('templates/_a.tpl', text).documentsFor(everything, Words.of([]))];
  const texts = documents.map(({ range }) => text.slice(range.start, range.end).trim());
  expect(texts.slice(-2)).toEqual(['a: 1', '---\nb: 1']);
});

test('whoever wants to see a document gets it, and nobody else', () => {
  const file = new ManifestFile('a.yaml', 'a: 1\n---\nb: 1\n');
  const readers = ['a', 'b', 'c', 'b'].map((word) => ({
    word,
    wants: (held: ReadonlySet<string>) => held.has(word),
  }));
  const wanted = [...file.documentsFor(readers, Words.of(['a', 'b', 'c']))];
  expect(wanted.map((each) => each.readers.map(({ word }) => word).join(' '))).toEqual(['a', 'b b']);
  expect([...file.documentsFor(readers.slice(2, 3), Words.of(['c']))]).toEqual([]);
  expect([...file.documentsFor([], Words.of(['a']))]).toEqual([]);
});

const long = `a: ${'x'.repeat(300 * 1024)}\n`;

/** Each row: a file, and whether each of its documents is parsed once, however often it is read. */
test.each<[name: string, text: string, once: readonly boolean[]]>([
  ['short ones', 'a: 1\n---\nb: 1\n', [true, true]],
  ['one alone', long.repeat(2).replace(/\na/, '\nb'), [true]],
  ['more than can be kept', `${long}---\n${long}---\nb: 1\n`, [true, false, true]],
])('documents are kept as they were parsed: %s', (_name, text, once) => {
  const file = new ManifestFile('a.yaml', text);
  const first = [...file.documentsFor(everything, Words.of([]))].map((each) => each.read());
  const second = [...file.documentsFor(everything, Words.of([]))].map((each) => each.read());
  expect(first.map((each, index) => each === second[index])).toEqual(once);
  expect(second.map((each) => isParseProblem(each))).toEqual(once.map(() => false));
});

const ignore = '# istio-migrate-ignore';

/** Each row: a file, how many comments count in each of its documents, and whether all of it is to be left alone. */
test.each<[name: string, text: string, counting: readonly number[], isLeftAlone: boolean]>([
  ['none', 'a: 1\n---\nb: 1\n', [0, 0], false],
  ['for a key', `a: 1\n${ignore}\nb: 1\n---\nc: 1\n`, [1, 0], false],
  ['for all of a file', `a: 1\n---\n${ignore}-file\nb: 1\n`, [1, 1], true],
  ['for all of a file, and a key', `a: 1\n---\n${ignore}-file\nb: 1\n${ignore}\nc: 1\n`, [1, 2], true],
  ['for a transform in all of a file', `${ignore}-file a\na: 1\n---\nb: 1\n`, [1, 1], false],
  ['for all of a file, where it is broken', `a: 1\n---\n${ignore}-file\nb: [1\n`, [1, -1], true],
])('the comments that count: %s', (_name, text, counting, isLeftAlone) => {
  const file = new ManifestFile('a.yaml', text);
  const documents = [...file.documentsFor(everything, Words.of([]))].map((each) => each.read());
  expect(documents.map((each) => (isParseProblem(each) ? -1 : each.ignores.length))).toEqual(counting);
  expect(file.isLeftAlone()).toBe(isLeftAlone);
  const used = file.ignores.filter(({ uses }) => uses.size > 0);
  expect(used.map(({ isForFile }) => isForFile)).toEqual(isLeftAlone ? [true] : []);
  const readable = documents.filter((each) => !isParseProblem(each));
  expect(readable).toEqual(expect.arrayContaining(file.documentsWithIgnores));
  expect(file.documentsWithIgnores).toHaveLength(
    text.split(/^---\n/m).filter((part, index) => part.includes(ignore) && counting[index] !== -1).length,
  );
});
