import { entryOf, isTemplated, type Mapping, stringOf } from '../yaml';

/** What a `target`, `select` or `reject` says; its texts are regular expressions for a whole text. */
export interface Selector {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

/** The labels of an object; undefined for one that is no text. */
type Labels = Readonly<Record<string, string | undefined>>;

/** What a selector looks at. */
export interface Selectable {
  readonly kind: string;
  readonly name: string | undefined;
  readonly labels: Labels;
}

const fields = [
  'group',
  'version',
  'kind',
  'name',
  'namespace',
  'labelSelector',
  'annotationSelector',
] as const;

/** Reads a selector; fields that are absent or empty select everything. */
export function readSelector(mapping: Mapping): Selector {
  const selector: { -readonly [Field in keyof Selector]: Selector[Field] } = {};
  for (const field of fields) {
    const text = stringOf(entryOf(mapping, field)?.value);
    if (text) selector[field] = text;
  }
  return selector;
}

/** Whether a template, Flux or Argo CD inserts a pattern, or a part of it: it may be any. */
export function isInserted(pattern: string | undefined): boolean {
  return pattern !== undefined && (isTemplated(pattern) || /\{\{|\$[({]/.test(pattern));
}

/** Whether a pattern of a selector may fit a whole text; an absent pattern fits every text. */
export function fits(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern === text || isInserted(pattern)) return true;
  const [, flags = '', rest = ''] = /^(?:\(\?([ims]+)\))?([^]*)$/.exec(pattern) ?? [];
  if (!meansTheSame(rest)) return true;
  try {
    return new RegExp(`^(?:${rest})$`, flags).test(text);
  } catch {
    return false;
  }
}

/**
 * Whether a regular expression of Go means the same here, and is matched in no more than a moment. Go matches in linear
 * time, whatever is repeated; here a repeated group, or many repetitions, may take for ever. Of any other, it is taken
 * that it may fit.
 */
function meansTheSame(pattern: string): boolean {
  const hasOtherSyntax = /\(\?[^:]|\\[pPQEAzCabBk1-9]|\[\[:|\]\]/.test(pattern);
  const repeatsGroup = /\)(?:[*+{]|\?[*+])/.test(pattern);
  const repetitions = pattern.match(/[*+}]/g)?.length ?? 0;
  return !hasOtherSyntax && !repeatsGroup && repetitions <= 4;
}

/**
 * Whether a selector takes an object. Group and version are left out, since the two may have been migrated one after
 * the other; so is the namespace, since overlays set it; so are labels that are selected by anything but equality, and
 * annotations: what may be taken counts as taken.
 */
export function selects(selector: Selector, { kind, name, labels }: Selectable): boolean {
  return (
    fits(selector.kind, kind) &&
    (name === undefined || fits(selector.name, name)) &&
    fitsLabels(selector.labelSelector, labels)
  );
}

function fitsLabels(labelSelector: string | undefined, labels: Labels): boolean {
  return (labelSelector ?? '').split(',').every((requirement) => {
    const match = /^\s*([^\s=!()]+)\s*==?\s*(\S*)\s*$/.exec(requirement);
    const [, key = '', value = ''] = match ?? [];
    return !match || labels[key] === undefined || labels[key] === value;
  });
}
