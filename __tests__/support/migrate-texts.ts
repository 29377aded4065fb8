import type { Finding } from '../../src/finding';
import { chooseTransforms } from '../../src/migrate/choices';
import { runInMemory } from '../../src/run/memory';
import type { Transform } from '../../src/transform';
import { transforms } from '../../transforms';
import type { Tree } from './fixtures';
import { upgrade, type Upgrade } from './upgrade';

/** What became of a file of a tree. */
export interface Outcome {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Counted from 1, in the text after. */
  readonly rewrittenLines: readonly number[];
  /** What is said about each rewrite. */
  readonly summaries: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * The pipeline of the command without files.
 *
 * @param given the files that may be rewritten, as a hook passes them; all are read
 */
export function migrateTexts(
  tree: Tree,
  wanted?: readonly Transform[],
  given: readonly string[] = Object.keys(tree),
  by: Upgrade = upgrade,
): Outcome[] {
  const { from, target, pinDefaults } = by;
  const knownIds = transforms.map(({ id }) => id);
  const options = {
    transforms: wanted ?? transformsFor(by),
    knownIds,
    from,
    target,
    pinDefaults,
    markdown: true,
    given,
  };
  const { files, findings, faults } = runInMemory(new Map(Object.entries(tree)), options);
  const [fault] = faults;
  if (fault) throw new Error(`${fault.path}: ${fault.message}`);
  return given.map((path) => {
    const before = tree[path] ?? '';
    const file = files.find((each) => each.path === path);
    return {
      path,
      before,
      after: file?.after ?? before,
      rewrittenLines: (file?.rewrites ?? []).map(({ line }) => line),
      summaries: (file?.rewrites ?? []).map(({ summary }) => summary),
      findings: findings.filter((finding) => finding.path === path),
    };
  });
}

/** What the command runs where nobody chooses. */
function transformsFor({ target }: Upgrade): readonly Transform[] {
  return chooseTransforms(transforms, { only: [], skip: [] }, target);
}
