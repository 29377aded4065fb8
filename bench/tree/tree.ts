import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contentOf } from './contents';
import { plan } from './plan';
import { Random } from './random';

/** A tree of files, and what is known of it. */
export interface Tree {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  /** Paths of the files that a rewrite is due for, sorted. */
  readonly due: readonly string[];
  /** Paths of three small manifests that hold no word that the tool searches for. */
  readonly plain: readonly string[];
}

const seed = 128;

/**
 * Makes a tree of files in a folder that does not exist yet; the same for the same number of files.
 *
 * @param words what the tool searches for
 */
export function makeTree(
  folder: string,
  count: number,
  words: readonly string[],
  { git }: { git: boolean },
): Tree {
  const random = new Random(seed);
  const due: string[] = [];
  const plain: string[] = [];
  let bytes = 0;
  for (const { path, kind, standing, size } of plan(count, random)) {
    const text = contentOf(kind, standing, size, random);
    write(join(folder, path), text);
    bytes += text.length;
    if (standing === 'due') due.push(path);
    if (kind === 'manifest' && text.length < 3000 && !words.some((word) => text.includes(word)))
      plain.push(path);
  }
  if (git) commit(folder);
  return { folder, files: count, bytes, due: due.sort(), plain: plain.slice(0, 3) };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Makes a git work tree of a folder; objects go into one pack, uncompressed, since only the index is of interest. */
export function commit(folder: string): void {
  const settings = [
    'core.bigFileThreshold=1',
    'core.compression=0',
    'gc.auto=0',
    'user.name=bench',
    'user.email=bench@example.com',
  ];
  const git = (...command: string[]) =>
    execFileSync('git', ['-C', folder, ...settings.flatMap((setting) => ['-c', setting]), ...command]);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'A tree to measure on');
}
