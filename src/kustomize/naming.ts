import type { ManifestDocument } from '../kubernetes/document';
import { readText } from '../kubernetes/embedded';
import { asMapping, itemsOf, scalarValueOf, stringOf, valueAt } from '../yaml';
import { readOperations } from './operation';
import { readPatches } from './patches';
import { type KustomizationNode, readReplacements } from './read';
import { readSelector, type Selector } from './selector';

/** What a kustomization does to the names of the objects that it builds. */
export interface Naming {
  readonly prefix: string;
  readonly suffix: string;
  /** The namespace that all get. */
  readonly namespace: string | undefined;
  readonly renames: readonly Rename[];
}

/** A patch or replacement that gives some objects another name or namespace. */
export interface Rename {
  readonly field: 'name' | 'namespace';
  /** Undefined where it is not read, as of a replacement. */
  readonly to: string | undefined;
  /** What it is for; undefined where whoever names its file says so. */
  readonly selector: Selector | undefined;
}

/** Reads what a kustomization, an object of Flux or Argo CD, or a transformer does to names. */
export function readNaming(document: ManifestDocument, node: KustomizationNode): Naming {
  const { mapping, form } = node;
  const textAt = (...path: readonly string[]) => stringOf(valueAt(mapping, ...path));
  const renames = [
    ...readPatches(node).flatMap(({ place, inline, selector }) => {
      const texts = inline?.kind === 'scalar' ? (readText(document, inline)?.documents ?? []) : [];
      const roots = inline && inline.kind !== 'scalar' ? [inline] : texts.map(({ root }) => root);
      const written = roots.flatMap(renamesOfPatch);
      // A merge gives what its target takes its own name.
      const isFree = scalarValueOf(valueAt(place.value, 'options', 'allowNameChange')) === true;
      const free: Pick<Rename, 'field' | 'to'>[] =
        isFree && selector && written.length === 0
          ? [{ field: 'name', to: stringOf(valueAt(roots[0], 'metadata', 'name')) }]
          : [];
      return [...free, ...written].map(({ field, to }): Rename => ({ field, to, selector }));
    }),
    ...renamesOfReplacements(valueAt(mapping, 'replacements')),
  ];
  if (form !== 'transformer') {
    const namespace = textAt('namespace') ?? textAt('targetNamespace');
    return { prefix: textAt('namePrefix') ?? '', suffix: textAt('nameSuffix') ?? '', namespace, renames };
  }
  const namespace = textAt('kind') === 'NamespaceTransformer' ? textAt('metadata', 'namespace') : undefined;
  return { prefix: textAt('prefix') ?? '', suffix: textAt('suffix') ?? '', namespace, renames };
}

/** The same of a file that holds a patch or replacements. */
export function readRenames({ root }: Pick<ManifestDocument, 'root'>): Rename[] {
  return [...renamesOfPatch(root), ...renamesOfReplacements(root)];
}

function renamesOfPatch(root: ManifestDocument['root']): Rename[] {
  return (readOperations(root) ?? []).flatMap(({ op, path: [top, field], value }) =>
    top === 'metadata' && (field === 'name' || field === 'namespace') && op !== 'test'
      ? [{ field, to: stringOf(value?.value), selector: undefined }]
      : [],
  );
}

function renamesOfReplacements(node: ManifestDocument['root']): Rename[] {
  const targets = readReplacements(node).flatMap((each) => itemsOf(valueAt(each, 'targets')));
  return targets.flatMap(({ value }) => {
    const select = asMapping(valueAt(value, 'select'));
    return itemsOf(valueAt(value, 'fieldPaths')).flatMap(({ value: path }): Rename[] => {
      const field = /^metadata\.(name|namespace)$/.exec(stringOf(path) ?? '')?.[1];
      if (!select || (field !== 'name' && field !== 'namespace')) return [];
      return [{ field, to: undefined, selector: readSelector(select) }];
    });
  });
}
