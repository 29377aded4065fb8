import type { FactKind, Facts } from '../../../src/facts';
import { type Base, oldPathFound } from '../../../src/moves';
import { once } from '../../../src/once';
import { usesOf } from '../../../src/sweep/constants';
import type { Mention, MentionPlace } from '../../../src/sweep/mention';
import { valuesNear } from '../../../src/sweep/object';
import { isSourceCode } from '../evidence';
import type { Removal } from './mentions';

/** A kind of object whose versions are gone. */
export interface MovedApi {
  readonly group: string;
  /** The group that the kind has moved to, if it has; that the old one is named is then a mention of its own. */
  readonly newGroup?: string;
  readonly kind: string;
  readonly plural: string;
  /** The versions that are not served any more. */
  readonly versions: readonly string[];
  /** Where others use the kind's name too: what a text has to hold somewhere to be about this one. */
  readonly sign?: RegExp | undefined;
  /** What it has to hold as well, where texts about other things name the kind. */
  readonly statement?: RegExp | undefined;
  /** The objects of the tree: where it has one of such a version, what names that version and no kind may be about it. */
  readonly bases?: FactKind<Base>;
}

/**
 * Versions of a kind that are gone, in every spelling: `group/version` beside the kind, group, version and kind apart
 * (YAML, JSON, HCL, Nix, Go, Python, Rust), `plural.version.group`, types and clients of Go, names of schema files.
 */
export function versionMention({
  group,
  newGroup,
  kind,
  plural,
  versions,
  sign,
  statement,
  bases,
  ...removal
}: Removal & MovedApi): Mention {
  const groups = newGroup === undefined ? [group] : [group, newGroup];
  const any = versions.join('|');
  const short = versions.map((version) =>
    version.replace('alpha', 'a(?:lpha)?').replace('beta', 'b(?:eta)?'),
  );
  const kinds = `${kind}|${pluralOf(kind)}|${plural}`;
  const named = kindPattern({ kind, plural });
  const schema = String.raw`(?<![a-z])${kind}[_-](?:[\w.]+[_-])?(?:${any})(?![a-z\d])`;
  // What is imported from other clusters is a kind of its own.
  const isOfItsName = group.startsWith(`${kind.toLowerCase()}.`);
  const alone = new RegExp(String.raw`(?<![A-Za-z])(?:${kind}|${plural})(?![A-Za-z])`);
  const type = String.raw`(?:${short.join('|')})(?:\(\))?\.(?:${kinds})(?!Import${isOfItsName ? String.raw`|\.\w` : ''})`;
  const version = String.raw`(?<![\w-])(?:${any})(?![\w-])`;
  const alias = String.raw`(?<=[\s*&({\]])(?!\w*(?:${short.join('|')}))[a-z]\w*\.(?:${kinds})(?:List|Spec)?(?!\w)`;
  const isImported = once((name: string) => new RegExp(String.raw`\b${name}\s+"[^"\n]*/(?:${any})"`));
  /** Whether what is around a place says this kind; undefined where it says none. */
  const saysKind = (place: MentionPlace): boolean | undefined => {
    const values = valuesNear(place, kindKeys);
    // Each text about the group has the name of the kind.
    if (isOfItsName) return values?.some((value) => alone.test(value)) === true;
    if (values) return values.some((value) => named.test(value));
    if (!named.test(place.ownLine) && isOfOtherGroup(place.ownLine, groups)) return false;
    // The nearest line that names a kind says which one is meant.
    const nearest = [0, 1, 2]
      .map((distance) => [place.at(-distance), place.at(distance)].filter((line) => line !== undefined))
      .find((lines) => lines.some((line) => named.test(line) || otherKind.test(line)));
    return nearest?.some((line) => named.test(line));
  };
  return {
    ...removal,
    beside: oldPathFound,
    words: [...spellingsOf(kind, plural), ...(bases ? versions.map((each) => `${group}/${each}`) : [])],
    pattern: new RegExp(`${schema}|${type}|${version}|${alias}`, 'gi'),
    isMeant(place, facts) {
      if (place.definition || [sign, statement].some((each) => each && !place.source.matches(each)))
        return false;
      if (isForOlderClusters(place, newGroup ?? group, versions)) return false;
      // Another name for a package of Go: `pools.InferencePool`.
      const [, name, type = ''] = aliasOfGo.exec(place.word) ?? [];
      if (name !== undefined && !short.some((each) => new RegExp(each).test(name)))
        return (
          place.source.path.endsWith('.go') && /^[A-Z]/.test(type) && place.source.matches(isImported(name))
        );
      if (named.test(place.word)) return true;
      const [, kindBehind] = kindInPath.exec(place.after) ?? [];
      if (kindBehind !== undefined) return named.test(kindBehind);
      // A type of another kind in a package of Go: `v1alpha2.ObjectName`.
      if (/^\.[A-Z]\w/.test(place.after) && isSourceCode(place.source.path)) return false;
      const [, groupBefore] = /(?<![\w.-])([\w-]+(?:\.[\w-]+)+)\/$/.exec(place.before) ?? [];
      if (groupBefore !== undefined && groupBefore !== (newGroup ?? group)) return false;
      // `plural.version.group` says it itself, as `kind.version.group` does.
      const [, nameBefore] = /(?<![\w-])([\w-]+)\.$/.exec(place.before) ?? [];
      if (nameBefore !== undefined) return named.test(nameBefore);
      if (sign && isBehindOtherPath(place.before, sign)) return false;
      // A row of a table speaks for itself.
      if (/^\s*\|/.test(place.ownLine) && !named.test(place.ownLine)) return false;
      if (groupBefore === undefined && namesOtherGroup(place, groups)) return false;
      const said = saysKind(place);
      const isSaid =
        said === true || usesOf(place).some((use) => !namesOtherGroup(use, groups) && saysKind(use));
      if (isSaid || said === false) return isSaid;
      const isOpen = place.isInDocumentWith(named) || !place.isInDocumentWith(otherKind);
      return isOpen && groupBefore === group && bases !== undefined && isInTree(bases, place, facts);
    },
  };
}

/** Whether the tree has an object of the version that a place names: be it in another file, it is what is meant. */
function isInTree(bases: FactKind<Base>, { word, after }: MentionPlace, facts: Facts): boolean {
  return !after.startsWith('/') && facts.all(bases).some(({ isOld, version }) => isOld && version === word);
}

const aliasOfGo = /^([a-z]\w*)\.([A-Za-z]+)$/;

/** The kind or the resource in what follows a version: `v1/TLSRoute`, `v1/namespaces/x/tlsroutes`. */
const kindInPath = /^\/(?:watch\/)?(?:namespaces\/[^/\s]+\/)?(?!namespaces\b)([A-Za-z]\w+)/;

/** Another kind of the Gateway API, in whatever spelling. */
const otherKind =
  /(?<![a-z])(?:(?:grpc|http|tcp|tls|udp)route|referencegrant|backend\w{0,9}polic(?:y|ies))(?:s|list)?(?![a-z])/i;

/**
 * Whether a template prints it only where the cluster does not serve the new API: `{{ if .Capabilities.APIVersions.Has
 * "new" }}new{{ else }}old{{ end }}`.
 */
export function isForOlderClusters(place: MentionPlace, group: string, versions: readonly string[]): boolean {
  if (!place.source.matches(clusterQuestion)) return false;
  if (isElseOfTernary(place, group)) return true;
  const above = [...place.above(8).toReversed(), place.before].join('\n');
  const at = above.lastIndexOf('.APIVersions.Has');
  if (at === -1) return false;
  const opening = above.slice(above.lastIndexOf('{{', at), at);
  const [condition = ''] = /^[^}]*/.exec(above.slice(at)) ?? [];
  const asksForNew = condition.includes(group) && !versions.some((version) => condition.includes(version));
  if (!asksForNew || !/^\{\{-?\s*(?:else\s+)?if\b/.test(opening)) return false;
  let [depth, isElse] = [0, false];
  for (const [, keyword] of above.slice(at).matchAll(/\{\{-?\s*(if|with|range|else|end)\b/g)) {
    if (keyword === 'else') isElse ||= depth === 0;
    else depth += keyword === 'end' ? -1 : 1;
    if (depth < 0) return false;
  }
  return isElse !== /\bnot\b/.test(opening);
}

/** Whether a helper of a chart gives it on a condition, and the new group otherwise: what reads the helper fits either. */
export function isBesideNewBranch(place: MentionPlace, group: string): boolean {
  if (!place.source.matches(/\{\{-?\s*define\b/)) return false;
  const [above, below] = [
    [place.before, ...place.above(branchAtMost)],
    [place.after, ...place.below(branchAtMost)],
  ];
  const start = above.findIndex((line) => /\{\{-?\s*(?:if|else|end|define)\b/.test(line));
  const end = below.findIndex((line) => /\{\{-?\s*(?:else|end)\b/.test(line));
  const upTo = (lines: readonly string[], sign: RegExp) => {
    const last = lines.findIndex((line) => sign.test(line));
    return last === -1 ? [] : lines.slice(0, last + 1);
  };
  const others = [
    ...(/\{\{-?\s*else\b/.test(above[start] ?? '') ? upTo(above.slice(start), /\{\{-?\s*if\b/) : []),
    ...(/\{\{-?\s*else\b/.test(below[end] ?? '') ? upTo(below.slice(end), /\{\{-?\s*end\b/) : []),
  ];
  return others.some((line) => line.includes(group));
}

/** How long the branch of a helper is that gives a name. */
const branchAtMost = 8;

/** The same in one expression: `ternary "new" "old" (.Capabilities.APIVersions.Has "new")`. */
function isElseOfTernary({ before, ownLine }: MentionPlace, group: string): boolean {
  const [, ...asked] = ownLine.split('.APIVersions.Has');
  const isNegated = /\(\s*not\b/.test(ownLine);
  const isElse = isNegated ? /\bternary\s+"[^"]*$/ : /\bternary\s+"[^"]*"\s+"[^"]*$/;
  return asked.some((condition) => condition.includes(group)) && isElse.test(before);
}

const clusterQuestion = /\.APIVersions\.Has\b/;

/** Keys that say what kind of object is meant. */
export const kindKeys = 'kinds?|resources?|plural';

/** Whether the group beside a version or a kind is another one; what a template or a variable brings may be any. */
export function namesOtherGroup(
  place: MentionPlace,
  groups: readonly string[],
  keys = 'apiGroups?|groups?|api_groups?',
): boolean {
  const values = valuesNear(place, keys);
  return (
    values !== undefined &&
    !values.some((value) => groups.some((group) => value.includes(group)) || !/[a-z]\.[a-z]/i.test(value))
  );
}

/** Whether a line names API groups, without a key that says so, and only other ones: `get("apps.example.io", "v1alpha2")`. */
function isOfOtherGroup(line: string, groups: readonly string[]): boolean {
  const named = line.match(groupPattern) ?? [];
  return named.length > 0 && !named.some((name) => groups.includes(name));
}

const groupPattern =
  /(?<![\w./-])[a-z][\w-]*(?:\.[a-z][\w-]*)+\.(?:io|com|dev|org|net|ai|cloud|sh|app)(?![\w./-])/g;

/** Whether a version is the end of a path, as of a package of Go, that is of something else: `mesh/v1alpha1`. */
function isBehindOtherPath(before: string, sign: RegExp): boolean {
  const [, path] = /(?<![\w./${}-])([\w.-]+(?:\/[\w.-]+)*)\/$/.exec(before) ?? [];
  return path !== undefined && !sign.test(path);
}

/** Finds a kind by its name or plural, as no part of another name: `InferencePoolImport` is another kind. */
export function kindPattern({ kind, plural }: Pick<MovedApi, 'kind' | 'plural'>): RegExp {
  return new RegExp(String.raw`(?:${kind}|${plural})(?:list)?(?![a-z])`, 'i');
}

/** How languages write a kind: as it is, in lower case, and with its capitals as Rust and TypeScript want them. */
export function spellingsOf(kind: string, plural: string): string[] {
  const words = kind.replaceAll(
    /(?<![A-Z])[A-Z]{2,}(?=[A-Z][a-z])/g,
    (all) => all.charAt(0) + all.slice(1).toLowerCase(),
  );
  const lowerFirst = kind.charAt(0).toLowerCase() + kind.slice(1);
  return [...new Set([kind, pluralOf(kind), words, lowerFirst, kind.toLowerCase(), plural])];
}

/** The plural of a kind, as clients of Go spell it. */
function pluralOf(kind: string): string {
  return kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}
