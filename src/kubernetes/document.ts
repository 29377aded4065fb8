import { asMapping, type Entry, type Range, type WithinText, type YamlDocument } from '../yaml';
import type { TextValues } from '../install/texts';
import type { InlinePatch } from '../kustomize/patches';
import { type Ignore, ignoresIn, IgnoreUses } from '../suppress/ignore';
import { findObjects, type KubernetesObject } from './object';
import { Words } from '../words';

/** A document of a manifest file, and what is recognised in it. */
export interface ManifestDocument extends YamlDocument {
  /** The file's path as the report shows it. */
  readonly path: string;
  /** Every Kubernetes object, wherever it is: the document itself, items of a List, values in wrappers. */
  readonly objects: readonly KubernetesObject[];
  /** What it is in, if it is the text of a scalar. */
  readonly host?: Host;
  /** What comments say to leave alone in it. */
  readonly ignores: readonly Ignore[];
  /** Of all ignores of the file that it is a part of. */
  readonly ignoreUses: IgnoreUses;
  /** How its text lies in that of the file, if it is only a part of it. */
  readonly within?: WithinText;
}

/** What a document is in that is the text of a scalar. */
export interface Host {
  readonly document: ManifestDocument;
  /** Where an offset of the text lies in the document that holds it. */
  readonly toOuter: (offset: number) => number;
  /** What is known of the text if a chart takes it for values. */
  readonly values: TextValues | undefined;
  /** Set if the text is a patch of a kustomization, or of an object of Flux or Argo CD. */
  readonly patch: InlinePatch | undefined;
}

/** What is known of a document before it is looked at. */
export interface Circumstances {
  readonly host?: Host | undefined;
  /** By default those that stand in it. */
  readonly ignores?: readonly Ignore[];
  readonly ignoreUses?: IgnoreUses;
  readonly within?: WithinText | undefined;
}

/** Recognises what is in a document. */
export function recogniseDocument(
  path: string,
  { text, range, root, template }: YamlDocument,
  { host, ignores, ignoreUses = new IgnoreUses(), within }: Circumstances = {},
): ManifestDocument {
  const document = {
    ...{ path, text, range, root, template, ignoreUses },
    objects: findObjects({ root, text }),
    ignores: ignores ?? ignoresIn({ text, range, root, template }, (offset) => ignoreUses.of(offset)),
  };
  return { ...document, ...(host && { host }), ...(within && { within }) };
}

/** The patch in a text that a document is, or is in. */
export function patchAround({ host }: ManifestDocument): InlinePatch | undefined {
  return host && (host.patch ?? patchAround(host.document));
}

/**
 * Whether the text of a document is of a kind; looked at once, however many variants the document has and however many
 * of its objects ask.
 *
 * @param reader who asks: always for the same
 */
export function saysOnce(
  { text, range }: Pick<YamlDocument, 'text' | 'range'>,
  reader: object,
  isMeant: (text: string) => boolean,
): boolean {
  const answers = answersByRange.get(range) ?? new Map<object, boolean>();
  answersByRange.set(range, answers);
  const answer = answers.get(reader) ?? isMeant(text.slice(range.start, range.end));
  answers.set(reader, answer);
  return answer;
}

/** Whether the text of a document holds one of some words: what needs them need not be asked in any other one. */
export function holdsOneOf(
  document: Pick<YamlDocument, 'text' | 'range'>,
  words: readonly string[],
): boolean {
  return saysOnce(document, words, (text) => Words.of(words).isIn(text));
}

const answersByRange = new WeakMap<Range, Map<object, boolean>>();

/** A CustomResourceDefinition says what objects look like, and is not such an object. Definitions are long, and many name our kinds. */
export function isDefinition(text: string, { start, end }: Range): boolean {
  return definition.test(text.slice(start, end));
}

/** The kind and nothing more: no words of a template behind it, and none on the line below that belong to it. */
const definition =
  /^kind:[ \t]*(["']?)CustomResourceDefinition\1[ \t]*(?:#.*)?\r?(?:\n(?![ \t]+[^\s#])|(?![\s\S]))/m;

/** Where SOPS, if it encrypted the document, put its metadata: under a key of its own, with a checksum over all values. */
export function encryptionOf({ root }: ManifestDocument): Entry | undefined {
  const holdsChecksum = ({ value }: Entry) => asMapping(value)?.entries.some(({ name }) => name === 'mac');
  return asMapping(root)?.entries.find((entry) => entry.name === 'sops' && holdsChecksum(entry));
}
