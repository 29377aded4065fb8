import { type ManifestDocument, recogniseDocument } from '../../kubernetes/document';
import {
  entriesOf,
  isParseProblem,
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
    if (name !== 'matrix') return [{ elements: [], isOpen: true }];
    return itemsOf(valueAt(value, 'generators')).reduce<Filling[]>(
      (known, { value: inner }) =>
        known
          .flatMap((one) => fillingsOf(inner).map((other) => joined(one, other)))
          .slice(0, generatedAtMost),
      [{ elements: [], isOpen: false }],
    );
  });
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
    const said = elements.flatMap((each) => stringOf(valueAt(each, ...name.split('.'))) ?? []);
    // What has more than a name in it could be read as something else.
    return said.find((each) => /^[\w./:@-]+$/.test(each)) ?? whole;
  });
  if (filled === own) return undefined;
  const whole = { start: 0, end: filled.length };
  const template = maskTemplate(filled);
  const parsed = parseDocument(filled, whole, template && templateOf(template, whole));
  return isParseProblem(parsed) ? undefined : recogniseDocument(path, parsed);
}
