import { type ManifestDocument, recogniseDocument } from '../../kubernetes/document';
import {
  entriesOf,
  isParseProblem,
  type Item,
  itemsOf,
  type Mapping,
  maskTemplate,
  type Node,
  parseDocument,
  stringOf,
  templateOf,
  unlessDeclined,
  valueAt,
} from '../../yaml';

/** What is filled into the template of an application: the elements of generators, and whether others say more. */
interface Filling {
  readonly elements: readonly Node[];
  readonly isOpen: boolean;
}

const generatedAtMost = 64;

/**
 * A document with an ApplicationSet of Argo CD as it is for each of its applications, where its generators list them; and
 * the document itself where others may generate more.
 */
export function applicationsOf(document: ManifestDocument): readonly ManifestDocument[] {
  const [object, ...others] = document.objects;
  const isSet = object?.group === 'argoproj.io' && object.kind === 'ApplicationSet' && others.length === 0;
  // Where a key appears twice, the transform that needs it says so.
  return (isSet && unlessDeclined(() => generatedBy(object.mapping, document))) || [document];
}

function generatedBy(set: Mapping, document: ManifestDocument): readonly ManifestDocument[] {
  const generators = valueAt(set, 'spec', 'generators');
  const all = itemsOf(generators).flatMap(({ value }) => fillingsOf(value));
  const template = generators ? without(generators, document) : '';
  const filled = all
    .slice(0, generatedAtMost)
    .flatMap(({ elements }) => filledWith(elements, template, document.path) ?? []);
  const isWhole = all.length > 0 && filled.length === all.length && all.every(({ isOpen }) => !isOpen);
  return isWhole ? filled : [...filled, document];
}

/** What a generator gives the template; of generators of generators, each element of one with each of the others. */
function fillingsOf(generator: Node | undefined): Filling[] {
  return entriesOf(generator).flatMap(({ name, value }): Filling[] => {
    if (name === 'selector' || name === 'template') return [];
    const elements = name === 'list' ? valueAt(value, 'elements') : undefined;
    if (elements) return itemsOf(elements).map((each) => ({ elements: [each.value], isOpen: false }));
    const inner = itemsOf(valueAt(value, 'generators')).map((each) => fillingsOf(each.value));
    if (name === 'merge') return merged(inner, itemsOf(valueAt(value, 'mergeKeys')));
    // Values that each element of the generator has: `{{ .values.istio }}`.
    if (name !== 'matrix') return [{ elements: valueAt(value, 'values') ? [value] : [], isOpen: true }];
    return inner.reduce<Filling[]>(
      (known, others) =>
        known.flatMap((one) => others.map((other) => joined(one, other))).slice(0, generatedAtMost),
      [{ elements: [], isOpen: false }],
    );
  });
}

/** What the first generator gives, and over it what others give for the same keys. */
function merged([base = [], ...others]: readonly Filling[][], keys: readonly Item[]): Filling[] {
  const keyOf = ({ elements }: Filling) =>
    JSON.stringify(keys.map((key) => saidBy(elements, stringOf(key.value) ?? '')[0] ?? null));
  return base.map((one) =>
    others.flat().reduce((known, other) => (keyOf(other) === keyOf(one) ? joined(other, known) : known), one),
  );
}

/** What elements say for a name, the first of them first. */
function saidBy(elements: readonly Node[], name: string): string[] {
  return elements.flatMap((each) => stringOf(valueAt(each, ...name.split('.'))) ?? []);
}

function joined(one: Filling, other: Filling): Filling {
  return { elements: [...one.elements, ...other.elements], isOpen: one.isOpen || other.isOpen };
}

/** The text of a document with blanks in place of a node, of which there may be much. */
function without({ range: { start, end } }: Node, { text, range }: ManifestDocument): string {
  const blanks = text.slice(start, end).replaceAll(/[^\r\n]/g, ' ');
  return text.slice(range.start, start) + blanks + text.slice(end, range.end);
}

/** A template with what elements say in place of its names; undefined where nothing is filled in. */
function filledWith(elements: readonly Node[], own: string, path: string): ManifestDocument | undefined {
  const filled = own.replaceAll(/\{\{[-\s]{0,9}\.?([\w.-]{1,99}?)[-\s]{0,9}\}\}/g, (whole, name: string) => {
    // What has more than a name in it could be read as something else.
    return saidBy(elements, name).find((each) => /^[\w./:@-]+$/.test(each)) ?? whole;
  });
  if (filled === own) return undefined;
  const whole = { start: 0, end: filled.length };
  const template = maskTemplate(filled);
  const parsed = parseDocument(filled, whole, template && templateOf(template, whole));
  return isParseProblem(parsed) ? undefined : recogniseDocument(path, parsed);
}
