import type { Facts } from '../../../src/facts';
import { injectionTemplate } from '../../../src/install/evidence';
import { releaseFact } from '../../../src/install/releases/release-facts';
import { slotsOf } from '../../../src/install/slots';
import type { Mention, MentionPlace } from '../../../src/sweep/mention';
import { isInText } from '../../../src/sweep/object';
import { isSourceCode } from '../evidence';

/** What every row says about the thing that is gone: one sentence, and what to do. */
export interface Removal extends Pick<Mention, 'level' | 'isDue' | 'says'> {
  readonly message: string;
  readonly help: string;
}

/**
 * An environment variable of istiod, the agent or the CNI: in any file, as a whole word. In source code it counts as a
 * key or in a string, not as a constant of that program.
 */
export function variableMention({ name, ...removal }: Removal & { readonly name: string }): Mention {
  return {
    ...removal,
    name,
    words: [name],
    pattern: () => new RegExp(`(?<![A-Za-z0-9_])${name}(?![A-Za-z0-9_])`, 'g'),
    isMeant: (place) => !isReadByInjector(place) && isSetting(place),
  };
}

/** A rendering of the istiod chart: the templates of its injector read values, variables and annotations of their own release. */
const injector = /^[ \t]*name[ \t]*[:=][ \t]*["']?istio-sidecar-injector(?![\w.])/m;

function isReadByInjector({ source, before }: MentionPlace): boolean {
  return (
    (/\.(?:Values|ObjectMeta)\b/.test(before) || /\{\{(?:(?!\}\}).)*$/.test(before)) &&
    (source.matches(injector) || source.matches(injectionTemplate))
  );
}

/** What says that a file is about Istio. */
const istio = /istio|pilot/i;

/** The same, or that it may be a patch of something that has a chart installed: that need not name the chart. */
const istioOrPatch =
  /istio|pilot|spec\/(?:values|source|sources|forProvider|set)\b|HelmRelease|HelmChart|Application/i;

/** Whether something in sight has a chart of Istio installed, or is an object of its operators. */
export function installsIstio(facts: Facts): boolean {
  return facts
    .all(releaseFact)
    .some(
      ({ carrier, chart }) =>
        /^(?:IstioOperator|Sail )/.test(carrier) || (slotsOf(chart, facts) ?? []).length > 0,
    );
}

/** Whether a name is that of a variable that is set somewhere, and no identifier of a program. */
function isSetting(place: MentionPlace): boolean {
  const { source, before, after } = place;
  if (!isSourceCode(source.path)) return true;
  // What a program reads from its own environment, and what it says in comments, may be of anything.
  const isRead = /(?:environ|getenv|env::var|process\.env|import\.meta\.env)\W*(?:get\W*)?$/i.test(before);
  if (isRead || place.isInComment) return source.matches(istio);
  if (/\benv(?:ironment)?(?:\.|\[["'])$/i.test(before)) return true;
  if (isInString(before)) return true;
  // A number is no value of a variable of the environment.
  if (/^\s*(?::|=>)\s*\d[\d_]*\s*(?:[,;}]|$)/.test(after)) return source.matches(istio);
  // A key of a literal, not a constant with a type.
  return /(?:^|[{,(])\s*$/.test(before) && /^\s*(?::(?!:)|=>)(?!\s*[\w.<>[\]]+\s*=)/.test(after);
}

function isInString(before: string): boolean {
  return ['"', "'", '`'].some((quote) => before.split(quote).length % 2 === 0);
}

/** A setting of an installation, and how texts may name it. */
export interface NamedValue {
  /** The keys, from the root of the chart’s values or of the object; `*` stands for one key, or for a place in a list. */
  readonly path: readonly string[];
  /** The key that files have above the path and command lines leave out: the `spec` of an IstioOperator. */
  readonly root?: string;
  /** The only value that is gone. */
  readonly value?: string;
}

/**
 * A value that is gone or has moved: as a dotted path (`--set`, `values.…`, the path of a patch), with dots of a key
 * escaped, and as keys below each other in what is no manifest, such as a heredoc. In manifests the transform sees such
 * keys itself.
 */
export function valueMention({ path, root, value, ...removal }: Removal & NamedValue): Mention {
  const leaf = path.at(-1) ?? '';
  const parents = [...(root === undefined ? [] : [root]), ...path.slice(0, -1)].toReversed();
  // In a patch, the value has a key of its own.
  const isSet = new RegExp(String.raw`^(?:["']?,?\s*["']?value)?["']?\s*[:=]\s*["']?${value ?? ''}(?![\w-])`);
  return {
    ...removal,
    name: path.includes('*') ? leaf : path.join('.'),
    // Whatever way it is written, all keys of its path are there; the longest is the rarest word.
    words: [longestPart(path.join('.'))],
    about: istioOrPatch,
    pattern: () => patternOfValue(path, root),
    isMeant(place, facts) {
      if (isReadByInjector(place) || (value !== undefined && !isSet.test(place.after))) return false;
      if (!place.source.matches(istio) && !facts.derived(installsIstio)) return false;
      if (path.length > 1 && /[./\]]/.test(place.word.slice(0, -leaf.length))) return true;
      if (path.length === 1 && isSetByPath.test(place.before)) return true;
      return isWrittenOut(place) && leadTo(keysAround(place), parents);
    },
  };
}

const setting = /--set(?:-\w+)?[= ]["']?/;
const isSetByPath = new RegExp(String.raw`(?:${setting.source}|\/\w+\/)$`);

function patternOfValue(path: readonly string[], root = 'values'): RegExp {
  const leaf = path.at(-1) ?? '';
  // One key alone is a word like any other.
  const start =
    path.length > 1 ? String.raw`(?<![\w-])` : String.raw`(?<=(?:${setting.source}|[\w}]",?|\b${root}[./]))`;
  const nested = String.raw`(?<![\w.\\-])${leaf === '*' ? String.raw`[\w-]+` : spelled(leaf)}(?=["']?\s*[:=])`;
  return new RegExp(String.raw`${start}${dottedPattern(path)}(?![\w-])|${nested}`, 'g');
}

/** How the keys of a path follow each other where they are written as one. */
function dottedPattern([first = '', ...rest]: readonly string[]): string {
  const behind = (key: string): string =>
    key === '*'
      ? String.raw`["']?\]?[.[/]["']?[\w-]+["']?\]?`
      : String.raw`(?:\.|/|["']?\]?\[["']?)${spelled(key)}`;
  return spelled(first) + rest.map(behind).join('');
}

/** Whether keys, nearest first, are those of a path. */
function leadTo(keys: readonly string[], [parent, ...rest]: readonly string[]): boolean {
  if (parent === undefined) return true;
  // A place in a list has no key.
  if (parent === '*') return leadTo(keys, rest) || leadTo(keys.slice(1), rest);
  return keys[0] === parent && leadTo(keys.slice(1), rest);
}

/** Whether a place is in a text that no transform reads as values of a chart: a script, a comment. */
function isWrittenOut(place: MentionPlace): boolean {
  return isInText(place) || place.isInComment;
}

/** The keys that a place is below, nearest first: those of maps in one line, and those that its line is indented below. */
function keysAround(place: MentionPlace): string[] {
  const keys = keysOpenedIn(place.before);
  const indent = (line: string) => /^[\s#/*]*(?:-\s+)?/.exec(line)?.[0].length ?? 0;
  let column = indent(place.at(0) ?? '');
  for (const line of place.above(40)) {
    const at = indent(line);
    const key = /^["']?([\w./-]+)["']?\s*[:=]/.exec(line.slice(at))?.[1];
    if (key === undefined || at >= column) continue;
    keys.push(key);
    column = at;
  }
  return keys;
}

/** What Go has before the brackets of a map or list: `map[string]any{`, `[]string{`, `pulumi.Map{`. */
const typeOfLiteral = /(?:(?:map\[\w{1,40}\]|\[\]){1,4}(?:interface\{\}|\w{1,40})|\b\w{1,40}\.\w{1,40})\{/g;

/** A bracket, and the key of what it opens: `"a": {`, `a => {`, `a=dict(`. */
const bracket =
  /(?:(?<![\w./-])([\w./-]{1,99})["']?\s{0,9}(?::|=>|=(?=\w{1,20}\())\s{0,9}(?:\w{1,20}(?=\())?)?([{}[\]()])/g;

/** The keys of the maps and lists that a line has opened and not closed, nearest first: `global: {proxy: {`. Those of HCL are seen as values. */
function keysOpenedIn(before: string): string[] {
  const open: string[] = [];
  for (const [, key = '', sign = ''] of before.replaceAll(typeOfLiteral, '{').matchAll(bracket))
    if ('{[('.includes(sign)) open.push(key);
    else open.pop();
  // What is in a list has no key of its own.
  return open.reverse().filter((key) => key !== '');
}

/** A label or annotation: as a whole word, its dots and its slash as `--set` and JSON patches escape them. */
export function annotationMention({ name, ...removal }: Removal & { readonly name: string }): Mention {
  return {
    ...removal,
    name,
    words: spellingsOfName(name),
    ...(istio.test(name) && { about: istio }),
    pattern: () => patternOfAnnotation(name),
    isMeant: (place) => !isReadByInjector(place),
  };
}

function patternOfAnnotation(name: string): RegExp {
  // Below the path of a value, the dots of the name are escaped: others belong to a longer name.
  const escaped = name
    .split('.')
    .map(spelled)
    .join(String.raw`\\{1,2}\.`);
  // A pointer of a JSON patch has a slash before it.
  const inPointer = spelled(name.replace('/', '~1'));
  const start = String.raw`(?<![\w/\\.-])${spelled(name)}|(?<=\w\.)${escaped}|(?<=/)${inPointer}`;
  return new RegExp(String.raw`(?:${start})(?![\w/-]|\.\w)`, 'g');
}

/** A key as texts write it: a dot may be escaped, once or twice, and a slash as in a JSON pointer. */
function spelled(key: string): string {
  return key
    .replaceAll(/[*+?^${}()|[\]]/g, String.raw`\$&`)
    .replaceAll('.', String.raw`\\{0,2}\.`)
    .replaceAll('/', '(?:/|~1)');
}

/** What every way of writing a label or annotation holds: words like `identity` are common without the end of the domain. */
function spellingsOfName(name: string): string[] {
  const [domain = '', key] = name.split('/');
  if (key === undefined) return [longestPart(name)];
  const [end = '', start = ''] = [domain.split('.').at(-1), key.split('.')[0]];
  return [`${end}/${start}`, `${end}~1${start}`];
}

/** The part of a name that no way of writing it changes; of two, the last one says more. */
function longestPart(name: string): string {
  return name.split(/[./]/).reduce((best, part) => (part.length < best.length ? best : part));
}
