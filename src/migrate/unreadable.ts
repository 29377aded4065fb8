import type { Facts } from '../facts';
import { manifestFindings } from '../finding';
import { isChartTemplate, isYamlByName } from '../kubernetes/path';
import { sweep } from '../sweep/sweep';
import type { Transform } from '../transform';
import { LineIndex, type ParseProblem, type Range } from '../yaml';
import type { ManifestFile } from './manifest-file';
import type { LocatedNote } from './outcome';

/**
 * The finding for a document of a template that is not valid YAML, even without its template actions.
 *
 * @param removed the names in it that have to change
 * @param matter a word in the file for which it matters even without them
 */
export function noteOfUnreadable(
  { message, offset, help }: ParseProblem,
  removed: readonly string[],
  matter: string,
): LocatedNote {
  return {
    transform: manifestFindings,
    level: removed.length > 0 ? 'error' : 'warning',
    offset,
    message: `invalid YAML, even without its template actions: ${message}`,
    help:
      help ??
      `it holds ${removed.length > 0 ? removed.join(', ') : matter}: check the rendered manifest, and change the template manually`,
  };
}

/** The names in a stretch of a file without whose change something breaks. */
export function removedIn(
  { path, text, ignores }: ManifestFile,
  { start, end }: Range,
  transforms: readonly Transform[],
  facts: Facts,
): string[] {
  const required = transforms.filter(({ kind }) => kind === 'required');
  const known = new Map(required.map(({ id }) => [id, facts]));
  const lines = new LineIndex(text);
  const [from, to] = [lines.at(start).line, lines.at(end).line];
  const found = sweep({ path, text, ignores }, required, known).filter(
    ({ line, level }) => from <= line && line <= to && level !== 'note',
  );
  const texts = text.split('\n');
  const names = found.flatMap(
    ({ line, column }) => /^[\w./-]+/.exec(texts[line - 1]?.slice(column - 1) ?? '')?.[0] ?? [],
  );
  return [...new Set(names)];
}

/**
 * The word for which it matters that a text cannot be read: many manifests have a trigger that is an ordinary word, such as
 * `containers`, `targetPort` or `TLS`, or a word of Kubernetes itself, and nothing of Istio but whether a sidecar is
 * injected, which no release changes.
 */
export function whatMatters(whole: string, triggers: readonly string[], path: string): string | undefined {
  const text = whole.replace(/(?<!\S)#.*/g, '').replaceAll(injectionSwitch, '');
  for (const trigger of triggers) {
    if (ordinary.test(trigger)) continue;
    const at = startOfWord(text, trigger);
    if (at !== -1) return wordAround(text, at, trigger.length);
  }
  const found = ofIstio.exec(text) ?? (isChartTemplate(path) ? null : keyOfValues.exec(text));
  return found ? wordAround(text, found.index, found[0].length) : undefined;
}

const injectionSwitch = /(?<![\w./-])(?:sidecar\.istio\.io\/inject|istio-injection)(?![\w./-])/g;

const ordinary =
  /^(?:["']?(?:[a-z]+(?:[A-Z][a-z]+)?|[A-Z]+)["']?:?|[^\w]+|v1alpha\d|(?:values|[.\w]+)\.ya?ml|imagePull\w+|podDisruptionBudget|topologySpreadConstraints|CustomResourceDefinition|HorizontalPodAutoscaler|ExternalName)$/;

const ofIstio = /(?<![A-Za-z0-9_$])istio(?:d|ctl)?(?![A-Za-z0-9_])/;

/** A key of Istio's values, with more below it: others have a `pilot`, too. What a template makes is no values. */
const keyOfValues = /(?<![\w$.-])(?:pilot|envoy|mesh|meshConfig)(?=:[ \t]*(?:[{&\r\n]|$))/;

function startOfWord(text: string, word: string): number {
  const isPart = (at: number) => /^\w/.test(word) && /[A-Za-z0-9]/.test(text.charAt(at - 1));
  let at = text.indexOf(word);
  while (at !== -1 && isPart(at)) at = text.indexOf(word, at + 1);
  return at;
}

/** The whole word that a part of it is found in, with what it is qualified by; the part alone where that is very long. */
function wordAround(text: string, at: number, length: number): string {
  const nearby = text.slice(Math.max(0, at - 80), at);
  const [before = ''] = /(?<![\w./-])[\w./-]+$/.exec(nearby) ?? [];
  const [behind = ''] = /^[\w./-]*/.exec(text.slice(at + length, at + length + 80)) ?? [];
  const isCut = before.length === 80 || behind.length === 80;
  return isCut ? text.slice(at, at + length) : before + text.slice(at, at + length) + behind;
}

/** A `.tpl` may hold anything, a readme too; one of YAML says so by its name, or by an object in it. */
export function mayBeYaml({ path, text }: ManifestFile): boolean {
  if (!/\.(?:tpl|gotmpl)$/i.test(path) || isYamlByName(path)) return true;
  return /^[ \t]*(?:-[ \t]+)?["']?apiVersion["']?:/m.test(text);
}
