import { asMapping, Declined, type Node, type ParseProblem, type Scalar, stringOf, walk } from '../yaml';
import { isDefinition, type ManifestDocument } from './document';
import { type ReadText, readText } from './embedded';
import type { Facts } from './facts';
import { generatedTexts } from './generated';
import { findInstallValues, findTextsOfValues, type TextValues } from './install';
import { startOf } from './place';

/** A scalar of a document whose text is YAML that matters, and what is in it. */
export interface DocumentText {
  readonly scalar: Scalar;
  readonly read: ReadText;
}

/** The texts of a document, and what is wrong with those that look like manifests or values and cannot be read. */
export interface DocumentTexts {
  readonly texts: readonly DocumentText[];
  readonly problems: readonly ParseProblem[];
}

/** What to look for: texts that hold one of the words and have content that counts. */
interface Wanted {
  readonly words: readonly string[];
  readonly isWanted: (document: ManifestDocument) => boolean;
}

/**
 * The texts in a document's scalars that are to be migrated like documents of their own: values that are given to a
 * chart, and whatever holds a Kubernetes object. Patches of kustomizations are none of them, since they mean
 * something only together with what they are for; nor is text that is rendered from a chart.
 *
 * @param facts of the install survey
 */
export function textsToMigrate(
  document: ManifestDocument,
  facts: Facts,
  words: readonly string[],
): DocumentTexts {
  const isWanted = (inner: ManifestDocument) =>
    inner.objects.length > 0 ||
    (inner.host?.values !== undefined && asMapping(inner.root) !== undefined) ||
    findInstallValues(inner, facts).length > 0;
  return readTexts(document, valuesByPlace(document, facts), { words, isWanted });
}

/** The texts in a document's scalars from which facts can be learned, while it is not known yet what they mean. */
export function textsToSurvey(document: ManifestDocument, words: readonly string[]): readonly DocumentText[] {
  const isWanted = ({ root }: ManifestDocument) => asMapping(root) !== undefined;
  return readTexts(document, new Map(), { words, isWanted }).texts;
}

function readTexts(
  document: ManifestDocument,
  values: ReadonlyMap<number, TextValues>,
  { words, isWanted }: Wanted,
): DocumentTexts {
  const texts: DocumentText[] = [];
  const problems: ParseProblem[] = [];
  const left = new Set(looselyGenerated(document));
  walk(document.root, (node) => {
    const text = stringOf(node);
    if (node.kind !== 'scalar' || text === undefined || left.has(startOf(node))) return;
    const known = values.get(startOf(node));
    if (!known && (node.alias || !mayBeYaml(text) || !words.some((word) => text.includes(word)))) return;
    if (isPatch(node)) return;
    const read = readText(document, node, known);
    if (!read) return;
    if ('message' in read) {
      if (known || looksLikeManifest(text)) problems.push(read);
      return;
    }
    const documents = read.documents.filter(
      (inner) => !isDefinition(inner.text, inner.range) && loosely(() => isWanted(inner), false),
    );
    if (documents.length > 0) texts.push({ scalar: node, read: { ...read, documents } });
  });
  return { texts, problems };
}

function valuesByPlace(document: ManifestDocument, facts: Facts): ReadonlyMap<number, TextValues> {
  const found = loosely(() => findTextsOfValues(document, facts), []);
  return new Map(found.map(({ scalar, values }) => [startOf(scalar), values]));
}

function looselyGenerated(document: ManifestDocument): number[] {
  return loosely(() => generatedTexts(document), []).map(({ value }) => startOf(value));
}

/** Where a key stands twice, the transform that needs it says so. */
function loosely<T>(find: () => T, otherwise: T): T {
  try {
    return find();
  } catch (error) {
    if (error instanceof Declined) return otherwise;
    throw error;
  }
}

/** Several lines, or JSON on one. */
function mayBeYaml(text: string): boolean {
  return text.includes('\n') || /^\s*[{[]/.test(text);
}

function looksLikeManifest(text: string): boolean {
  return /^[ \t-]*["']?apiVersion["']?:/m.test(text) && /^[ \t-]*["']?kind["']?:/m.test(text);
}

/** A patch is partial: what it lacks is not absent. */
function isPatch(node: Node): boolean {
  for (let at: Node | undefined = node; at; at = at.parent?.parent) {
    const { parent }: Node = at;
    if (parent?.kind === 'entry' && /^patch(?:$|es)/.test(parent.name ?? '')) return true;
  }
  return false;
}
