import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { releaseOf, upgradeTo } from './upgrade';
import { run } from '../../src/run/run';
import { transforms } from '../../transforms';
import type { TreeFixture } from './fixtures';
import { expectSentences } from './sentences';

/** A tree after a run of the command that writes. */
export interface MigratedTree {
  readonly texts: Readonly<Record<string, string>>;
  /** As a tree's `findings.txt` holds them. */
  readonly findings: string;
}

/**
 * Runs one transform over files on disk, or all if none is named; over all of the files, or over those that a hook would
 * pass.
 */
export async function migrateTree(
  { transform, input }: Pick<TreeFixture, 'input'> & Partial<Pick<TreeFixture, 'transform'>>,
  paths: readonly string[] = ['.'],
  target = transform === undefined ? '1.28' : releaseOf(transform),
): Promise<MigratedTree> {
  const folder = mkdtempSync(join(tmpdir(), 'tree-'));
  try {
    for (const [path, text] of Object.entries(input)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const chosen = transforms.filter(({ id }) => transform === undefined || id === transform);
    const { findings, faults, files } = await run({
      cwd: folder,
      paths,
      exclude: [],
      markdown: true,
      transforms: chosen,
      knownIds: transforms.map(({ id }) => id),
      ...upgradeTo(target),
      mode: 'write',
    });
    if (faults[0]) throw new Error(faults[0].message);
    expectSentences(
      findings,
      files.flatMap(({ rewrites }) => rewrites),
    );
    const lines = findings.map(
      ({ level, path, line, column, message }) => `${level} ${path}:${line}:${column} ${message}\n`,
    );
    const texts = Object.keys(input).map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
    return { texts: Object.fromEntries(texts) as Record<string, string>, findings: lines.join('') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
