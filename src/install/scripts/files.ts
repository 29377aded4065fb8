import type { FactKind, Facts } from '../../facts';
import { isNamed } from '../../kubernetes/path';
import { isTerraform } from '../terraform/terraform';
import { readingOthers, type WordsByName, wordsByName } from './names';
import { withCommandsOnLines } from './shell';
import { namedInScript } from '../../kubernetes/script-paths';

/** Flags that a script keeps under a name, for others that read it. */
interface KeptFlags {
  readonly path: string;
  readonly name: string;
  readonly words: readonly string[];
}

const keptFlags: FactKind<KeptFlags> = { name: 'kept-flags' };

/** Words that most names of flags have in them. */
export const wordsOfNames: readonly string[] = ['ARGS', 'FLAGS', 'OPTS', 'OPTIONS', 'VALUES'];

/** Notes the flags for values that a script, or a file that scripts read, keeps under a name. */
export function collectKeptFlags(path: string, text: string, facts: Facts): void {
  if (!/-f[ \t]|--(?:values|set)/.test(text) || isTerraform(path)) return;
  for (const [name, words] of wordsByName(withCommandsOnLines(text)))
    if (words.some((word) => /^(?:-f|--values|--set)/.test(word)))
      facts.add(keptFlags, { path, name, words });
}

/** The flags that the files which a script reads keep under a name. */
export function wordsReadBy(path: string, text: string, facts: Facts): WordsByName {
  const files = Array.from(text.matchAll(new RegExp(readingOthers, 'gm')), ([, file = '']) =>
    namedInScript(path, file),
  );
  const kept = facts.all(keptFlags).filter((each) => files.some((file) => isNamed(file, each.path)));
  return new Map(kept.map(({ name, words }) => [name, words]));
}
