import type { FactPlace, Facts } from '../../facts';
import { folderOf, resolveFrom } from '../../kubernetes/path';
import { lineAt } from '../pins/called-versions';
import { type Call, callsOf } from './calls';
import { type Content, contentIn } from '../layers/content';
import { anything, contentOfFlag, together } from './flags';
import { wordsReadBy } from './files';
import { readingOthers, type WordsByName } from './names';
import { isSpread, isUnknown } from './words';
import type { ReleaseFact, SurveyedLayer } from '../releases/release-facts';
import { type TerraformName, versionOfCommand } from '../pins/named-versions';
import { filledIn, isTerraform, resourcesIn } from '../terraform/terraform';
import { chartsInProgram } from './program-charts';
import { tiltCallsIn } from './tilt';
import { type ChartReference, fileLayer } from '../values';
import { layersWritten, textGiven } from './written-files';
import { flagsIn, switches } from './shell';
import { namedInScript } from '../../kubernetes/script-paths';

/**
 * The charts that the text of a script, Makefile or workflow has installed with calls of `helm`. Each names the files of
 * values of a release, in their order.
 */
export function releasesInText(path: string, text: string, facts?: Facts): ReleaseFact[] {
  // What a script reads may keep some of its flags; of all others, everything is known at once.
  if (isTerraform(path) || readingOthers.test(text) !== (facts !== undefined)) return [];
  const installations = commandsIn(text, facts && wordsReadBy(path, text, facts));
  return installations.map((installation, index) => releaseOf(installation, path, index));
}

/**
 * The charts that a text has installed as it is written: by commands, literals of a program, and in a Terraform module
 * by its resources `helm_release`.
 *
 * @param facts what other files of a Terraform module, or files that a script reads, give its names, once that is known
 */
export function installationsIn(path: string, text: string, facts?: Facts): Installation[] {
  if (!isTerraform(path))
    return [...commandsIn(text, facts && wordsReadBy(path, text, facts)), ...chartsInProgram(path, text)];
  const found = resourcesIn(text);
  return facts ? found.map((each) => filledIn(each, path, facts)) : found;
}

/** A chart with values, as a command or a resource has it installed. */
export interface Installation {
  /** Counted from 1. */
  readonly line: number;
  /** The folder that the script has changed into, from where it runs. */
  readonly folder?: string | undefined;
  /** Empty where only another file may say it. */
  readonly chart: string;
  readonly chartName?: TerraformName | undefined;
  readonly repository: string | undefined;
  readonly repositoryName?: TerraformName | undefined;
  /** What the release and its namespace are called. */
  readonly names: readonly string[];
  readonly version: string | undefined;
  /** The line that the version is written in, if it is in the same text. */
  readonly versionLine?: number | undefined;
  /** What another file may say about the version, where this one names it only. */
  readonly versionName?: TerraformName | undefined;
  /** Paths of files, or what is written out, lowest first; undefined for values that come from somewhere else. */
  readonly files: readonly (string | Content | undefined)[];
  /** Single values that win over the files. */
  readonly set: Content;
  /** The text of a resource: what values it has is read elsewhere. */
  readonly body?: string;
}

/** What is called a release that a command or a resource of Terraform asks for. */
export const carrierOfHelm = 'helm command';

/** The release that a text asks for. @param index which of the installations of the text it is */
export function releaseOf(installation: Installation, path: string, index = 0): ReleaseFact {
  const { line, folder, version, files, set } = installation;
  const id = `${path}|helm|${index}`;
  const place: FactPlace = { path, line, column: 1 };
  const layers = files.map((file, index): SurveyedLayer => {
    if (typeof file === 'object')
      return { id: `${id}#${index}`, kind: 'map', place, isFixed: true, content: file };
    if (file === undefined || file.includes('://'))
      return { id: `${id}#${index}`, kind: 'elsewhere', place, isFixed: true };
    const named = namedInScript(path, file, folder);
    return { id: fileLayer(named.path), kind: 'file', place, file: named };
  });
  const isSet = set.settings.length + set.open.length > 0;
  const parameters: SurveyedLayer[] = isSet
    ? [{ id: `${id}#set`, kind: 'parameters', place, isFixed: true, content: set }]
    : [];
  return {
    id,
    carrier: carrierOfHelm,
    path,
    // The chart of the folder that the script is in, or of one above it.
    chart: chartOf(installation, path),
    chartObject: undefined,
    version,
    object: undefined,
    layers: [...layers, ...parameters],
  };
}

/** The chart that an installation names, with what may say whose it is. */
export function chartOf(
  { folder, chart, repository, version, names }: Installation,
  path: string,
): ChartReference {
  const beside = [path, ...names].join(' ');
  return { name: chartFrom(path, folder, chart), repository, version, beside };
}

/** The chart of a folder, as the script names it from where it has changed into. */
function chartFrom(path: string, folder: string | undefined, chart: string): string {
  if (chart === '.')
    return `./${folder === undefined ? folderOf(path) : resolveFrom(folderOf(path), folder)}/.`;
  const isPath = /^\.{1,2}(?:\/|$)/.test(chart);
  return folder === undefined || !isPath ? chart : `./${resolveFrom(folder, chart)}`;
}

const helm = String.raw`helm3?|\$\(HELM\)|\$\{?HELM\}?`;

function commandsIn(text: string, read?: WordsByName): Installation[] {
  const ofTilt = tiltCallsIn(text).map((call): Call => {
    const line = lineAt(text, call.start);
    return { ...call, name: 'helm', line, folder: undefined, filled: (word) => word };
  });
  return [...callsOf(helm, text, read), ...ofTilt].flatMap((call) => {
    const installation = readCommand(call, text);
    const version = installation && versionOfCommand(installation.version, text, call.start);
    return installation ? [{ ...installation, version: version?.text, versionLine: version?.line }] : [];
  });
}

function readCommand(
  { words: all, line, start, folder, filled }: Call,
  text: string,
): Installation | undefined {
  const command = all.findIndex((word) => /^(?:upgrade|install|template)$/.test(word));
  if (command === -1) return undefined;
  const words = all.slice(command + 1);
  const { names, at, pairs } = flagsIn(words, switches);
  // Words that are not known may be any flags.
  const isUnseen = (name: string) => isSpread(name) || (isUnknown(filled(name, true)) && names.length > 2);
  const plain = names.filter((name) => !isUnseen(name));
  const chart = plain[1] ?? plain[0];
  if (chart === undefined) return undefined;
  const files = pairs.flatMap(([flag, value]): Installation['files'] => {
    if (flag === undefined) return isUnseen(value) ? [undefined] : [];
    if (flag !== '-f' && flag !== '--values') return [];
    if (/^(?:-$|\/dev\/stdin$|<\()/.test(value)) return [contentGiven(text, start)];
    return value.split(',').flatMap((each) => filesOf(each, text, filled));
  });
  const set = pairs.map(([flag, value]) => contentOfFlag(flag, value));
  const [repository] = at('--repo');
  return {
    line,
    folder,
    chart: filled(chart, true).replaceAll('\\', '/'),
    repository: repository === undefined ? undefined : filled(repository, true),
    names: [...plain.slice(0, 1), ...at('-n', '--namespace')].map((name) => filled(name, true)),
    version: at('--version')[0],
    files: lastOfEach(
      words.some((word) => /^--reset-then-reuse-values$|^--reuse-values$/.test(word))
        ? [undefined, ...files]
        : files,
    ),
    set: together([...set, ...names.filter(isUnseen).map(() => anything)]),
  };
}

function contentGiven(text: string, start: number): Content | undefined {
  const given = textGiven(text, start);
  return given === undefined ? undefined : contentIn(given);
}

/** A file by its name, or what the script writes it of; over one that a caller may replace, there may be any. */
function filesOf(word: string, text: string, filled: Call['filled']): Installation['files'] {
  const file = filled(word);
  const usual = isUnknown(file) ? filled(word, true) : file;
  const isReplaceable = usual !== file && !isUnknown(usual);
  const layers = layersWritten(isReplaceable ? usual : file, text, filled);
  return [...layers, ...(isReplaceable ? [undefined] : [])].map((each) =>
    typeof each === 'string' ? each.replaceAll('\\', '/') : each,
  );
}

/** What is laid over the same file once more is no more than the last time says. */
function lastOfEach(files: Installation['files']): Installation['files'] {
  const last = new Map(files.map((file, index) => [file, index]));
  return files.filter(
    (file, index) =>
      typeof file === 'object' ||
      last.get(file) === index ||
      (file === undefined && files[index - 1] !== undefined),
  );
}
