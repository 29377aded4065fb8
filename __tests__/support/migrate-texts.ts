import { Facts, givenFile } from '../../src/facts';
import type { Finding } from '../../src/finding';
import type { Transform } from '../../src/transform';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { allIgnoresOf } from '../../src/migrate/ignores';
import { migrateFile, surveyFile } from '../../src/migrate/migrate';
import { outcomeOf } from '../../src/migrate/outcome';
import { surveysOf, withOccasion } from '../../src/migrate/choose';
import { upgrade } from './upgrade';
import { sweep } from '../../src/sweep/sweep';
import { transforms } from '../../transforms';
import type { Tree } from './fixtures';

/** What became of a file of a tree. */
export interface Outcome {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Counted from 1, in the text after. */
  readonly rewrittenLines: readonly number[];
  /** What is said of each rewrite. */
  readonly summaries: readonly string[];
  readonly findings: readonly Finding[];
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
  for (const file of files) surveyFile(file, surveysOf(chosen), facts);
  return files
    .filter(({ path }) => given.includes(path))
    .map((manifest) => {
      const { path, text: before } = manifest;
      const migration = migrateFile(manifest, chosen, { facts, ...upgrade });
      const { text, edits, kept } = migration;
      const { findings: known, rewrites } = outcomeOf(path, before, migration, 'after');
      const factsOf = new Map(wanted.map(({ id }) => [id, facts]));
      const ignores = allIgnoresOf(manifest);
      const swept = sweep(
        { path, text, edits, kept, positions: 'after', before, known, ignores },
        wanted,
        factsOf,
      );
      const rewrittenLines = rewrites.map(({ line }) => line);
      const summaries = rewrites.map(({ summary }) => summary);
      return { path, before, after: text, rewrittenLines, summaries, findings: [...known, ...swept] };
    });
}
