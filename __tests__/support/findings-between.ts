import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Finding } from '../../src/finding';
import { run } from '../../src/run/run';
import { transforms } from '../../transforms';
import { versionOf } from './upgrade';

/** What one transform reports about a tree on the way from one version to another, and changes nothing. */
export async function findingsBetween(
  transform: string,
  input: Readonly<Record<string, string>>,
  from: string,
  to: string,
  paths: readonly string[] = ['.'],
): Promise<readonly Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'findings-'));
  try {
    for (const [path, text] of Object.entries(input)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const range = { from: versionOf(from), to: versionOf(to), isFromKnown: true };
    const { findings, files } = await run({
      ...{ cwd: folder, paths: [...paths], exclude: [], markdown: true, mode: 'check' },
      ...{ target: range.to, from: range.from, range, isFromKnown: true, pinDefaults: false },
      transforms: transforms.filter(({ id }) => id === transform),
      knownIds: transforms.map(({ id }) => id),
    });
    expect(files).toEqual([]);
    return findings;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
