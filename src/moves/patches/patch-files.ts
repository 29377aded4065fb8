import type { FactKind, Facts } from '../../facts';
import { callsOf } from '../../install/scripts/calls';
import { flagsIn } from '../../install/scripts/shell';
import { isNamed, namedInScript, type NamedFile } from '../../kubernetes/path';
import type { ConditionalTriggers, Survey } from '../../transform';
import { asMapping, stringOf, unlessDeclined, valueAt, walk } from '../../yaml';
import { basesIn } from '../bases';
import type { Base, MovedKind } from '../moved-kind';

/** A file that a command, or a task of Ansible, lays over an object. */
interface PatchFile {
  readonly file: NamedFile;
  /** What is patched, as the command names it: `inferencepools.inference.networking.k8s.io/chat`, or the file that holds it. */
  readonly target: string | NamedFile;
}

const patchFile: FactKind<PatchFile> = { name: 'patch-file' };

/** Flags of `kubectl` that take no value. */
const switches = /^-R$|^--(?:all-namespaces|dry-run|force-conflicts|local|record|recursive|server-side)$/;

/** Collects the files that `kubectl patch` and tasks of Ansible are given as patches. */
export const patchFileSurvey: Survey = {
  triggers: ['--patch-file', '$(cat ', '$(<', 'kubernetes.core.k8s', 'community.kubernetes.k8s'],
  readsScripts: true,
  glance(path, text, facts) {
    for (const { words, folder, filled } of callsOf(String.raw`kubectl|\$\(KUBECTL\)|\boc`, text)) {
      const { names, at } = flagsIn(words, switches);
      const [verb, ...named] = names;
      if (verb !== 'patch') continue;
      const inFolder = (file: string) => namedInScript(path, filled(file), folder);
      const targets = [...named.slice(0, 1), ...at('-f', '--filename').map(inFolder)];
      const read = at('-p', '--patch').flatMap(
        (each) => /^\$\((?:cat |<) *([^\s)]+)\)$/.exec(each)?.[1] ?? [],
      );
      for (const file of [...at('--patch-file'), ...read])
        for (const target of targets) facts.add(patchFile, { file: inFolder(file), target });
    }
    return /\.k8s\b|k8s_json_patch/.test(text) ? 'parse' : 'enough';
  },
  collect({ path, root }, facts) {
    walk(root, (node) => {
      const target = stringOf(unlessDeclined(() => valueAt(asMapping(node), 'kind')));
      const file = stringOf(unlessDeclined(() => valueAt(asMapping(node), 'src')));
      if (target === undefined || file === undefined) return;
      // A role has its files in a folder of their own.
      for (const each of [file, `files/${file}`])
        facts.add(patchFile, { file: namedInScript(path, each), target });
    });
  },
};

/** Whether something lays a file over objects of a kind. */
export function isPatchFile<B extends Base>(
  path: string,
  { to, bases }: Pick<MovedKind<B>, 'to' | 'bases'>,
  facts: Facts,
): boolean {
  const isOfKind = new RegExp(`^(?:${to.kind}|${to.resource})(?:[./]|$)`, 'i');
  const isMeant = (target: PatchFile['target']): boolean =>
    typeof target === 'string'
      ? isOfKind.test(target)
      : basesIn({ bases }, facts).some((base) => isNamed(target, base.path));
  return facts.all(patchFile).some(({ file, target }) => isNamed(file, path) && isMeant(target));
}

/** Words that matter in such files. */
export function wordsInPatchFiles<B extends Base>(
  words: readonly string[],
  moved: Pick<MovedKind<B>, 'to' | 'bases'>,
): ConditionalTriggers {
  return { words, countIn: (path, facts) => isPatchFile(path, moved, facts) };
}
