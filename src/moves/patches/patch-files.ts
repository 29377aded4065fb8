import type { FactKind, Facts } from '../../facts';
import { callsOf } from '../../install/scripts/calls';
import { flagsIn } from '../../install/scripts/shell';
import { isNamed, type NamedFile } from '../../kubernetes/path';
import type { ConditionalTriggers, Survey } from '../../transform';
import { asMapping, type Node, stringOf, unlessDeclined, valueAt, walk } from '../../yaml';
import { basesIn } from '../bases';
import { type Base, certainEntry, type MovedKind } from '../moved-kind';
import { namedInScript } from '../../kubernetes/script-paths';

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
  collect({ path, root, text }, facts) {
    walk(root, (node) => {
      const [target] = textsAt(node, 'kind');
      if (target === undefined) return;
      // What stands in braces is no text of the document.
      const lookups = ['definition', 'resource_definition'].flatMap((key) => {
        const { start, end } = certainEntry(node, key)?.value.content ?? { start: 0, end: 0 };
        return lookup.exec(text.slice(start, end))?.[1] ?? [];
      });
      // A role has its files, and its templates, in a folder of their own.
      for (const file of [...textsAt(node, 'src', 'template'), ...lookups])
        for (const each of [file, `files/${file}`, `templates/${file}`])
          facts.add(patchFile, { file: namedInScript(path, each), target });
    });
  },
};

/** `{{ lookup('template', 'pool.yaml.j2') | from_yaml }}`. */
const lookup = /\blookup\(\s*["'](?:file|template)["']\s*,\s*["']([^"']+)["']/;

function textsAt(node: Node, ...keys: readonly string[]): string[] {
  return keys.flatMap((key) => stringOf(unlessDeclined(() => valueAt(asMapping(node), key))) ?? []);
}

/** Whether something lays a file over objects of a kind. */
export function isPatchFile<B extends Base>(
  path: string,
  { to, bases }: Pick<MovedKind<B>, 'to' | 'bases'>,
  facts: Facts,
): boolean {
  const names = [to.kind, to.resource, ...(to.shortNames ?? [])].join('|');
  const isOfKind = new RegExp(`^(?:${names})(?:[./]|$)`, 'i');
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
