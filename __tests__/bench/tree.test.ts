import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putSection } from '../../bench/document';
import { searchedWords } from '../../bench/tool';
import { fileSizes } from '../../bench/tree/sizes';
import { makeTree } from '../../bench/tree/tree';
import { migrateText } from '../../src/api';

describe('the trees that are measured on', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'istio-migrate-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('hold as many bytes in as many files as real ones', () => {
    const sizes = fileSizes(13_900);
    expect(sizes.reduce((sum, size) => sum + size, 0) / 1e6).toBeCloseTo(137, 0);
    expect([sizes[0], Math.max(...sizes) <= 5_000_000]).toEqual([200, true]);
  });

  it('are the same each time they are made', () => {
    const [first, second] = ['first', 'second'].map((name) => {
      const made = makeTree(join(folder, name), 120, searchedWords(), { git: false });
      return { ...made, folder: undefined, texts: textsIn(made.folder) };
    });
    expect(first).toEqual(second);
  });

  it('hold one due file in fifty, whatever kind it is of', () => {
    const tree = makeTree(join(folder, 'tree'), 500, searchedWords(), { git: false });
    const changed = [...textsIn(tree.folder)]
      .filter(([path, text]) => /\.(?:ya?ml|json)$/.test(path) && migrateText(text, path).changed)
      .map(([path]) => path);
    expect(tree.due).toHaveLength(10);
    expect(changed.sort()).toEqual(tree.due);
  });

  it('hold three manifests that no transform has to see', () => {
    const tree = makeTree(join(folder, 'tree'), 200, searchedWords(), { git: false });
    const texts = tree.plain.map((path) => readFileSync(join(tree.folder, path), 'utf8'));
    expect(texts).toHaveLength(3);
    for (const text of texts) expect(searchedWords().filter((word) => text.includes(word))).toEqual([]);
  });

  it('leave what people wrote around results when those are replaced', () => {
    const path = join(folder, 'results.md');
    putSection(path, 'peers', 'old');
    putSection(path, 'growth', 'other');
    const before = readFileSync(path, 'utf8');
    putSection(path, 'peers', 'new');
    expect(readFileSync(path, 'utf8')).toBe(before.replace('old', 'new'));
  });
});

function textsIn(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}
