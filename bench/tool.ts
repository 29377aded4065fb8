import { transforms } from '../transforms';
import { mentionWords } from '../src/sweep/sweep';
import type { Command } from './measure/command';
import type { Tree } from './tree/tree';

/** Every word for which the tool looks into a file; without line breaks, since ripgrep searches line by line. */
export function searchedWords(): string[] {
  const triggers = transforms.flatMap(({ triggers: own, conditionalTriggers = [], surveys = [] }) => [
    ...own,
    // Words that count only beside others are searched for, but nobody looks for their sake.
    ...conditionalTriggers.flatMap(({ words, beside, countIn }) => (countIn ? words : (beside ?? words))),
    ...surveys.flatMap((survey) => survey.triggers),
  ]);
  const words = [...triggers, ...mentionWords(transforms)].map((word) => word.replace(/\r?\n$/, ''));
  return [...new Set(words)];
}

/** A dry run over a tree for all releases, which has to find what is due there, and nothing else. */
export function dryRun(tree: Tree, launcher: string, name: string): Command {
  return {
    name,
    program: process.execPath,
    words: [launcher, '--from', '1.20', '--to', '1.31'],
    cwd: tree.folder,
    found: (output) => {
      const found = [...output.matchAll(/^diff --git a\/(.*) b\//gm)].map(([, path = '']) => path).sort();
      const missed = tree.due.filter((path) => !found.includes(path));
      const added = found.filter((path) => !tree.due.includes(path));
      if (missed.length > 0 || added.length > 0)
        throw new Error(`${name} is wrong: missed ${some(missed)}, changed without need ${some(added)}`);
      return found.length;
    },
  };
}

function some(paths: readonly string[]): string {
  return paths.length === 0 ? 'nothing' : `${paths.length} files (${paths.slice(0, 3).join(', ')} …)`;
}
