import type { FactKind, FactPlace } from '../facts';
import { isNamed, namedInScript, type NamedFile } from '../kubernetes/path';
import { callsOf } from './calls';
import { isUnknown } from './script-words';
import { flagsIn } from './helm-flags';
import { anything, assigned, together } from './flags';
import type { Content } from './content';
import { waysThrough } from './readings';
import type { ReleaseFact } from './release-facts';
import { assignmentsIn } from './settings';
import type { Stack, StackLayer } from './stack';

/** Files of IstioOperator that one call of `istioctl` lays over one another, and single values over these. */
export interface OperatorFiles {
  readonly id: string;
  readonly place: FactPlace;
  /** Lowest first; undefined for one that is no file of the tree. */
  readonly files: readonly (NamedFile | undefined)[];
  readonly set: Content;
}

export const operatorFiles: FactKind<OperatorFiles> = { name: 'operator-files' };

const istioctl = String.raw`istioctl|\$\(ISTIOCTL\)|\$\{?ISTIOCTL\}?`;

/** The calls of `istioctl` in a script that install from files, or render what that would bring. */
export function operatorFilesIn(path: string, text: string): OperatorFiles[] {
  return installsIn(text).flatMap(({ at, line, set, isUnseen, folder, filled }, index): OperatorFiles[] => {
    const files = at('-f', '--filename').flatMap((each) => each.split(','));
    if (files.length === 0) return [];
    return [
      {
        id: `${path}|istioctl|${index}`,
        place: { path, line, column: 1 },
        files: files.map((file) =>
          /^-$|:\/\//.test(file) ? undefined : namedInScript(path, filled(file), folder),
        ),
        set: together([
          ...set.map(([name, value]) => assigned(name.replace(/^values\./, ''), value)),
          ...(isUnseen ? [anything] : []),
        ]),
      },
    ];
  });
}

/** The versions that calls of `istioctl` in a script install. */
export function tagsIn(text: string): { readonly tag: string; readonly line: number }[] {
  return installsIn(text).flatMap(({ line, set }) =>
    set.flatMap(([name, tag]) => (/^(?:values\.global\.)?tag$/.test(name) ? { tag, line } : [])),
  );
}

function installsIn(text: string) {
  return callsOf(istioctl, text).flatMap(({ words, line, folder, filled }) => {
    const { names, at } = flagsIn(words, switches);
    if (!/^(?:install|upgrade|apply|manifest)$/.test(names[0] ?? '')) return [];
    const set = at('-s', '--set').flatMap(assignmentsIn);
    return [{ at, line, set, folder, filled, isUnseen: names.slice(1).some(isUnknown) }];
  });
}

/** Flags of `istioctl` that take no value. */
const switches = /^-[yw]$|^--(?:dry-run|force|skip-confirmation|verify|vklog|wait|cluster-specific)$/;

/** The files of IstioOperator that one call lays over one another: all that each may stand for. */
export function stacksOfOperators(
  { id, place, files, set }: OperatorFiles,
  releases: readonly ReleaseFact[],
  stackOf: (release: ReleaseFact) => Stack,
): Stack[] {
  const operators = releases.filter(({ object }) => object?.kind === 'IstioOperator');
  const unseen = (index: number): StackLayer => {
    return { id: `${id}#${index}`, path: undefined, content: undefined, isPatch: false, canBeEdited: false };
  };
  const single: StackLayer[] =
    set.settings.length + set.open.length === 0
      ? []
      : [{ ...unseen(files.length), path: place.path, content: set }];
  const alternatives = files.map((file, index) => {
    const meant = operators.filter(({ path }) => file && isNamed(file, path));
    return meant.length === 0 ? [[unseen(index)]] : meant.map((each) => stackOf(each));
  });
  return waysThrough(alternatives).map((stacks) => [...stacks.flat(), ...single]);
}
