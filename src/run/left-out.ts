import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { discover } from '../files/discover';
import type { Discovery } from '../files/listing';
import { isManifest } from '../files/names';
import { isWithin } from '../files/glob';
import { isKustomizationFile } from '../kustomize/read';

/**
 * What rules keep out of trees, and may hold parts of what moves together: all that the user excludes, and what
 * kustomizations name of that which git ignores.
 */
export async function leftOut(
  { files, isPartial }: Pick<Discovery, 'files' | 'isPartial'>,
  trees: readonly string[],
  cwd: string,
): Promise<readonly string[]> {
  const known = new Set(files);
  const all = isPartial ? (await discover(trees, { cwd, exclude: [], alsoExcluded: true })).files : [];
  const excluded = all.filter((path) => !known.has(path));
  for (const path of excluded) known.add(path);
  // Grows on the way: what git ignores may be a kustomization itself.
  const kustomizations = [...known].filter(isKustomizationFile);
  const named: string[] = [];
  for (const kustomization of kustomizations)
    for (const path of namedIn(kustomization)) {
      if (known.has(path) || !trees.some((tree) => isWithin(path, tree))) continue;
      known.add(path);
      named.push(path);
      if (isKustomizationFile(path)) kustomizations.push(path);
    }
  return [...excluded, ...named];
}

/**
 * The manifests that words of a kustomization name, be it by their folder; under `path`, where patches are, whatever they
 * are called.
 */
function namedIn(kustomization: string): string[] {
  const folder = dirname(kustomization);
  const words = textOf(kustomization).match(/[^\s"',[\]{}]+/g) ?? [];
  return words.flatMap((word, index) => {
    if (!/[./]/.test(word)) return [];
    const path = resolve(folder, word);
    if (isFile(path)) return words[index - 1] === 'path:' || isManifest(path) ? [path] : [];
    return ['kustomization.yaml', 'kustomization.yml', 'Kustomization']
      .map((name) => join(path, name))
      .filter(isFile);
  });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has vanished, or the run reports that it cannot be read.
    return '';
  }
}

function isFile(path: string): boolean {
  try {
    return lstatSync(path).isFile();
  } catch {
    return false;
  }
}
