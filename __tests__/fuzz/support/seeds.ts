import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { transforms } from '../../../transforms';
import { readFixtures, readTexts, type Tree } from '../../support/fixtures';

/** What inputs are made from. */
export interface Seeds {
  readonly texts: readonly string[];
  readonly trees: readonly Tree[];
}

/** All fixtures of the project, and the files of a folder that `SEEDS` names. */
export function readSeeds(root: string, more = process.env['SEEDS']): Seeds {
  const ids = transforms.map(({ id }) => id);
  const { fixtures, trees } = readFixtures(root, ids);
  const folders = ['kustomize', 'kustomize-left', 'templates'].flatMap((name) =>
    readdirSync(join(root, name)).map((tree) => readTexts(join(root, name, tree))),
  );
  const all = [...trees.map(({ input }) => input), ...folders];
  const given = more === undefined ? {} : readTexts(more);
  const texts = [...fixtures.map(({ input }) => input), ...all.flatMap((tree) => Object.values(tree))];
  return { texts: [...texts, ...Object.values(given)], trees: all };
}
