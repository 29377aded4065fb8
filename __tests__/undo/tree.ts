import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

const fixtures = join(__dirname, '../../__fixtures__');

/** How a text may be kept in a file. */
const forms: readonly [name: string, of: (text: string) => string][] = [
  ['as it is', (text) => text],
  ['crlf', (text) => text.replaceAll(/\r?\n/g, '\r\n')],
  ['no end', (text) => text.replace(/(?:\r?\n)+$/, '')],
  ['mark', (text) => `\uFEFF${text.replace(/^\uFEFF/, '')}`],
];

/** Folders whose names a diff has to quote, or seems to have to. */
const folders = [
  'plain',
  'with spaces',
  'quo"ted',
  'prüfung 政策',
  'tab\there',
  'new\nline',
  '-rf',
  "it's",
  'a\\b',
];

/** What every fixture holds before its migration, in forms and by paths of every kind. */
export function fixtureTree(): Map<string, Buffer> {
  const tree = new Map<string, Buffer>();
  const entries = readdirSync(fixtures, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.includes('.input.') || /\/input\//.test(path))
    .toSorted();
  for (const [index, path] of entries.entries()) {
    const [form, of] = forms[index % forms.length] ?? ['', String];
    const folder = folders[index % folders.length] ?? '';
    const name = path.includes('/input/') ? relative(fixtures, path) : `${folder}/${basename(path)}`;
    tree.set(`${form}/${name}`, Buffer.from(of(readFileSync(path, 'utf8'))));
  }
  return tree;
}

export function lay(root: string, tree: ReadonlyMap<string, Buffer>): void {
  for (const [path, bytes] of tree) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
}

/** Which of the files hold other bytes than these; a file that is gone or new counts too. */
export function differences(root: string, tree: ReadonlyMap<string, Buffer>): string[] {
  const there = new Set(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .filter((path) => !path.startsWith('.git/')),
  );
  const wrong = [...tree].filter(
    ([path, bytes]) => !there.delete(path) || !readFileSync(join(root, path)).equals(bytes),
  );
  return [...wrong.map(([path]) => path), ...there];
}

/** The files of a tree as they lie there now. */
export function read(root: string, tree: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  return new Map([...tree.keys()].map((path) => [path, readFileSync(join(root, path))]));
}
