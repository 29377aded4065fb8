import type { FactPlace, Facts } from '../facts';
import { grouped } from '../grouped';
import { namedInScript } from '../kubernetes/path';
import { assignmentsIn, keysOf } from './settings';
import type { ReleaseFact, SurveyedLayer } from './release-facts';
import { lineAt } from './called-versions';
import { type TerraformName, versionOfCommand } from './named-versions';
import { filledIn, isTerraform, resourcesIn } from './terraform';
import { fileLayer } from './values';

/**
 * The charts that the text of a script, Makefile or workflow has installed with calls of `helm`. Each names the files of
 * values of a release, in their order.
 */
export function releasesInText(path: string, text: string): ReleaseFact[] {
  if (isTerraform(path)) return [];
  return commandsIn(text).map((installation, index) => releaseOf(installation, path, index));
}

/**
 * The charts that a text has installed as it is written, in a Terraform module by its resources `helm_release`.
 *
 * @param facts what other files of a Terraform module give its names, once that is known
 */
export function installationsIn(path: string, text: string, facts?: Facts): Installation[] {
  if (!isTerraform(path)) return commandsIn(text);
  const found = resourcesIn(text);
  return facts ? found.map((each) => filledIn(each, path, facts)) : found;
}

/** A chart with values, as a command or a resource has it installed. */
export interface Installation {
  /** Counted from 1. */
  readonly line: number;
  /** Empty where only another file may say it. */
  readonly chart: string;
  readonly chartName?: TerraformName | undefined;
  readonly repository: string | undefined;
  readonly repositoryName?: TerraformName | undefined;
  readonly version: string | undefined;
  /** The line that the version is written in, if it is in the same text. */
  readonly versionLine?: number | undefined;
  /** What another file may say about the version, where this one names it only. */
  readonly versionName?: TerraformName | undefined;
  /** Paths of files, lowest first. */
  readonly files: readonly string[];
  /** Single values that win over the files, by their dotted path. */
  readonly set: readonly (readonly [name: string, value: string])[];
  /** The text of a resource: what values it has is read elsewhere. */
  readonly body?: string;
}

/** The release that a text asks for. @param index which of the installations of the text it is */
export function releaseOf(
  { line, chart, repository, version, files, set }: Installation,
  path: string,
  index = 0,
): ReleaseFact {
  const id = `${path}|helm|${index}`;
  const place: FactPlace = { path, line, column: 1 };
  const layers = files.map((file, index): SurveyedLayer => {
    if (file.includes('://')) return { id: `${id}#${index}`, kind: 'elsewhere', place, isFixed: true };
    const named = namedInScript(path, file);
    return { id: fileLayer(named.path), kind: 'file', place, file: named };
  });
  const settings = set.map(([name, text]) => {
    // Helm takes a key away for it, as in a file.
    const value = text === 'null' ? null : text;
    return { keys: keysOf(name), value, isParameter: true };
  });
  const parameters: SurveyedLayer[] =
    settings.length === 0
      ? []
      : [{ id: `${id}#set`, kind: 'parameters', place, isFixed: true, content: { settings, open: [] } }];
  return {
    id,
    carrier: 'helm command',
    path,
    chart: { name: chart, repository },
    chartObject: undefined,
    version,
    object: undefined,
    layers: [...layers, ...parameters],
  };
}

/** Flags of `helm` that take no value; all others do, unless they have it behind a `=`. */
const switches =
  /^-[ig]$|^--(?:atomic|cleanup-on-fail|create-namespace|debug|dependency-update|devel|disable-openapi-validation|dry-run|enable-dns|force|generate-name|hide-notes|hide-secret|include-crds|insecure-skip-tls-verify|install|is-upgrade|no-hooks|pass-credentials|plain-http|render-subchart-notes|replace|reset-then-reuse-values|reset-values|reuse-values|rollback-on-failure|server-side|skip-crds|skip-schema-validation|skip-tests|take-ownership|validate|verify|wait|wait-for-jobs)$/;

const helm = String.raw`helm3?|\$\(HELM\)|\$\{?HELM\}?`;

/**
 * Calls of a program in a script: the words behind its name, and the line.
 *
 * @param program the source of a pattern
 */
export function callsOf(
  program: string,
  text: string,
): { readonly words: string[]; readonly line: number; readonly start: number }[] {
  const call = new RegExp(
    String.raw`(?<![\w./-])(?:[\w./-]*\/)?(?:${program})(?=[ \t\\])(?<rest>(?:\\\r?\n|[^\n])*)`,
    'g',
  );
  return Array.from(text.matchAll(call), ({ index, groups }) => ({
    words: wordsOf((groups?.['rest'] ?? '').replace(/\\\r?\n/g, ' ')),
    line: lineAt(text, index),
    start: index,
  }));
}

function commandsIn(text: string): Installation[] {
  let known: ReadonlyMap<string, string[]> | undefined;
  const named = () => (known ??= wordsByName(text));
  return callsOf(helm, text).flatMap(({ words, line, start }) => {
    const at = words.findIndex((word) => /^(?:upgrade|install|template)$/.test(word));
    const flags = words.slice(at + 1).flatMap((word) => flagsOf(word, named));
    const installation = at === -1 ? undefined : readCommand(flags);
    const version = installation && versionOfCommand(installation.version, text, start);
    return installation
      ? [{ ...installation, version: version?.text, versionLine: version?.line, line }]
      : [];
  });
}

/**
 * The words that a script keeps under a name, in the order of its lines: `ARGS=(-f a.yaml)`, `ARGS+=(-f b.yaml)`, or
 * `FLAGS := -f a.yaml` of a Makefile.
 */
function wordsByName(text: string): ReadonlyMap<string, string[]> {
  const assigned =
    /(?:^|[;&|]|\b(?:then|else|do)\b)[ \t]*(?:(?:(?:export|local|readonly|declare|typeset)[ \t]+(?:-\w+[ \t]+)?)?(\w+)[ \t]*[+:?]?=[ \t]*|set[ \t]+--[ \t]+)(?:\(([^)]{0,5000})\)|"([^"\n]*)"|'([^'\n]*)'|((?:\\\r?\n|"[^"\n]*"|[^\n;&|"])*))/gm;
  const byName = grouped(text.matchAll(assigned), ([, name = '@']) => name);
  const words = [...byName].map(([name, all]) => {
    const values = all.map(([, , ...each]) => each.join('').replaceAll(/\\?\r?\n/g, ' '));
    return [name, values.flatMap(wordsOf)] as const;
  });
  return new Map(words);
}

/** The flags that a word stands for, `$ARGS` or `"${ARGS[@]}"`, maybe by way of other names; any other word as it is. */
function flagsOf(word: string, named: () => ReadonlyMap<string, string[]>, left = 5): string[] {
  const [, bare, name = bare, instead] =
    /^\$(?:(\w+|@)|[{(](\w+|@)(?:\[[@*]\])?(?::?-[^{}]*|:?\+([^{}]*))?[})])$/.exec(word) ?? [];
  if (name === undefined || left === 0) return [word];
  const words = instead === undefined ? (named().get(name) ?? []) : wordsOf(instead);
  const flags = words.flatMap((each) => flagsOf(each, named, left - 1));
  return flags.some((flag) => /^(?:-f|--values|--set)/.test(flag)) ? flags : [word];
}

/** The words of a command, up to where the next one begins. */
function wordsOf(command: string): string[] {
  const [own = ''] = /^(?:"[^"]*"|'[^']*'|\$\([^)]*\)|[^;|&#"']|(?<=\S)#)*/.exec(command) ?? [];
  const words = own.match(/(?:"[^"]*"|'[^']*'|\{\{[^{}]*\}\}|\$\{[^{}]*\}|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replaceAll(/["']/g, ''));
}

/** The flags among words, each with its values, and what is none. */
export function flagsIn(words: readonly string[], withoutValue: RegExp) {
  const names: string[] = [];
  const values = new Map<string, string[]>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const [, flag = '', inline] = /^(--?[a-z][\w-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (flag === '') {
      names.push(word);
      continue;
    }
    if (inline === undefined && withoutValue.test(flag)) continue;
    const value = inline ?? words[++index] ?? '';
    values.set(flag, [...(values.get(flag) ?? []), value]);
  }
  return { names, at: (...flags: string[]) => flags.flatMap((flag) => values.get(flag) ?? []) };
}

function readCommand(words: readonly string[]): Omit<Installation, 'line'> | undefined {
  const { names, at } = flagsIn(words, switches);
  const chart = names[1] ?? names[0];
  if (chart === undefined) return undefined;
  return {
    chart,
    repository: at('--repo')[0],
    version: at('--version')[0],
    files: at('-f', '--values').flatMap((each) => each.split(',')),
    set: at('--set', '--set-string', '--set-json', '--set-literal').flatMap((each) => assignmentsIn(each)),
  };
}
