import type { Facts } from '../facts';
import { manifestFindings } from '../finding';
import type { ManifestDocument } from '../kubernetes/document';
import { isChartTemplate, isYamlByName } from '../kubernetes/path';
import { mentionWords, namesRemoved, sweep } from '../sweep/sweep';
import type { Transform } from '../transform';
import { LineIndex, type ParseProblem, type Range } from '../yaml';
import type { ManifestFile } from './manifest-file';
import type { LocatedNote } from './request';

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

/** Whether there may be something to do for a transform in a document that it cannot look at, as where a key appears twice. */
export function mayMatter(
  { path, text: whole, range }: ManifestDocument,
  transform: Transform,
  facts: Facts,
): boolean {
  const text = whole.slice(range.start, range.end);
  const conditional = transform.conditionalTriggers ?? [];
  const words = [...transform.triggers, ...conditional.flatMap((each) => each.words)];
  return (
    whatMatters(text, words, path, [transform]) !== undefined ||
    namesRemoved(path, text, [transform], new Map([[transform.id, facts]]))
  );
}

/**
 * The word for which it matters that a text cannot be read, as a key or value of its own; in a sentence, it is one of
 * anybody. Many manifests have a trigger that is an ordinary word, such as
 * `containers`, `targetPort` or `TLS`, or a word of Kubernetes itself, and nothing of Istio but whether a sidecar is
 * injected, which no release changes.
 */
export function whatMatters(
  whole: string,
  triggers: readonly string[],
  path: string,
  transforms: readonly Transform[],
): string | undefined {
  const plain = whole.replace(/(?<!\S)#.*/g, '').replaceAll(injectionSwitch, '');
  const removed = new Set(mentionWords(transforms.filter(({ kind }) => kind === 'required')));
  const text = plain
    .split(/^(?=---)/m)
    .map((document) => withoutIdentity(document, (kind) => removed.has(kind)))
    .join('');
  for (const trigger of triggers) {
    if (ordinary.test(trigger)) continue;
    const word = placesOf(text, trigger).find(
      (place) => !isInSentence(text, place) && !(removed.has(trigger) && isKeyOfKind(text, place)),
    );
    if (word) return text.slice(word.start, word.end);
  }
  const ofValues = isChartTemplate(path) ? [] : [...text.matchAll(keyOfValues)];
  return [...text.matchAll(ofIstio), ...ofValues]
    .map(({ index, 0: { length } }) => wordAround(text, index, length))
    .filter((place) => !isInSentence(text, place))
    .map(({ start, end }) => text.slice(start, end))[0];
}

/**
 * A document without what it says it is, and where: only a kind with removed versions matters, where no version beside it
 * says that it is new. What installs Istio holds its values, which nobody has seen.
 */
function withoutIdentity(document: string, isRemoved: (kind: string) => boolean): string {
  const isNew = /(?<![\w.-])apiVersion["']?:[ \t]*["']?[\w.-]+\/v\d+(?!\w)/.test(document);
  return document.replace(identity, (said, key: string, value: string) => {
    const mayMatter = key === 'kind' && !isNew && isRemoved(value);
    return mayMatter || installing.test(value) ? said : '';
  });
}

const identity =
  /(?<![\w.-])["']?(kind|apiVersion|namespace)["']?:[ \t]*["']?([\w./-]+)["']?(?=[ \t]*(?:[,}\r\n]|$))/g;

const installing = /^(?:install\.istio\.io|sailoperator\.io|operator\.istio\.io)\/|^IstioOperator$/;

/** Whether other words of its line stand around a word, so that it is neither a key nor a value as a whole. */
function isInSentence(text: string, { start, end }: Range): boolean {
  // Only what is near: a text may have a million of these words on one line.
  const nearby = text.slice(Math.max(0, start - 200), start);
  const before = nearby.slice(nearby.lastIndexOf('\n') + 1).replace(/(?<![\w./-])[\w./-]+$/, '');
  const [behind = ''] = /.*/.exec(text.slice(end, end + 200).replace(/^[\w./-]+/, '')) ?? [];
  const isFirst = /(?:^|[-?:,[{(=]|\}\})\s*["'`]?$/.test(before);
  return !isFirst || !/^["'`]?\s*(?:$|[,:\])}@#=]|\{\{)/.test(behind);
}

/** Whether a word is a key that is called as a kind: a page of docs in a menu, say, for no object has such a key. */
function isKeyOfKind(text: string, { start, end }: Range): boolean {
  return /^[A-Z][a-z]+[A-Z]\w*$/.test(text.slice(start, end)) && /^["']?:/.test(text.slice(end, end + 2));
}

const injectionSwitch = /(?<![\w./-])(?:sidecar\.istio\.io\/inject|istio-injection)(?![\w./-])/g;

const ordinary =
  /^(?:["']?(?:[a-z]+(?:[A-Z][a-z]+)?|[A-Z]+)["']?:?|[^\w]+|v1alpha\d|(?:values|[.\w]+)\.ya?ml|imagePull\w+|podDisruptionBudget|topologySpreadConstraints|CustomResourceDefinition|HorizontalPodAutoscaler|ExternalName)$/;

const ofIstio = /(?<![A-Za-z0-9_$])istio(?:d|ctl)?(?![A-Za-z0-9_])/g;

/** A key of Istio's values, with more below it: others have a `pilot`, too. What a template makes is no values. */
const keyOfValues = /(?<![\w$.-])(?:pilot|envoy|mesh|meshConfig)(?=:[ \t]*(?:[{&\r\n]|$))/g;

function placesOf(text: string, word: string): Range[] {
  const places: Range[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (!/^\w/.test(word) || !/[A-Za-z0-9]/.test(text.charAt(at - 1)))
      places.push(wordAround(text, at, word.length));
  return places;
}

/** The whole word that a part of it is found in, with what it is qualified by; the part alone where that is very long. */
function wordAround(text: string, at: number, length: number): Range {
  const nearby = text.slice(Math.max(0, at - 80), at);
  const [before = ''] = /(?<![\w./-])[\w./-]+$/.exec(nearby) ?? [];
  const [behind = ''] = /^[\w./-]*/.exec(text.slice(at + length, at + length + 80)) ?? [];
  const isCut = before.length === 80 || behind.length === 80;
  return isCut
    ? { start: at, end: at + length }
    : { start: at - before.length, end: at + length + behind.length };
}

/** A `.tpl` may hold anything, a readme too; one of YAML says so by its name, or by an object in it. */
export function mayBeYaml({ path, text }: ManifestFile): boolean {
  if (!/\.(?:tpl|gotmpl)$/i.test(path) || isYamlByName(path)) return true;
  return /^[ \t]*(?:-[ \t]+)?["']?apiVersion["']?:/m.test(text);
}
