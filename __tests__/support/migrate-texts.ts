import { Facts, type Finding, givenFile, type Transform } from '../../src/manifest';
import { ManifestFile, surveyFile, usualTarget, withOccasion } from '../../src/migrate';
import { migrated } from '../../src/run/handle';
import { transforms } from '../../transforms';
import type { Tree } from './fixtures';

/** What became of a file of a tree. */
export interface Outcome {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Counted from 1, in the text after. */
  readonly rewrittenLines: readonly number[];
  readonly findings: readonly Finding[];
  readonly fault: string | undefined;
}

/**
 * The pipeline of the command without files: survey, migrate, sweep.
 *
 * @param given the files that may be rewritten, as a hook passes them; all are read
 */
export function migrateTexts(
  tree: Tree,
  wanted: readonly Transform[] = transforms,
  given: readonly string[] = Object.keys(tree),
): Outcome[] {
  const files = Object.entries(tree).map(([path, text]) => new ManifestFile(path, text));
  const facts = new Facts();
  for (const path of given) facts.add(givenFile, path);
  const chosen = withOccasion(wanted, (word) => files.some(({ text }) => text.includes(word)));
  for (const file of files) surveyFile(file, chosen, facts);
  return files
    .filter(({ path }) => given.includes(path))
    .map((manifest) => {
      const { path, text } = manifest;
      const settings = { facts, target: usualTarget, transforms: chosen, chosen: wanted };
      const { file, findings, fault } = migrated(manifest, 'after', settings);
      const rewrittenLines = file?.rewrites.map(({ line }) => line) ?? [];
      const after = file?.after ?? text;
      return { path, before: text, after, rewrittenLines, findings, fault: fault?.message };
    });
}
