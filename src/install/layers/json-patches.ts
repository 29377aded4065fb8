import type { FactKind, Facts } from '../../facts';
import { type ManifestDocument, recogniseDocument } from '../../kubernetes/document';
import { type PlainOperation, plainOperationsIn, printPointer } from '../../kustomize/operation';
import type { PatchOver } from '../../kustomize/over';
import {
  asMapping,
  isParseProblem,
  isPlainMap,
  parseDocument,
  type Plain,
  valueAt,
  type YamlDocument,
} from '../../yaml';
import { findReleases } from '../releases/release';
import { mapAt } from '../values';
import {
  type ReleaseFact,
  type ReleaseObject,
  type SurveyedLayer,
  releaseFactsOf,
} from '../releases/release-facts';

/** A file that holds a JSON 6902 patch. */
interface JsonPatchFile {
  readonly path: string;
  readonly operations: readonly PlainOperation[];
}

const jsonPatchFile: FactKind<JsonPatchFile> = { name: 'json-patch-file' };

/** Words of patches that may be for the values of a release, in whichever carrier. */
export const pathsOfCarriers: readonly string[] = [
  '/spec/values',
  '/spec/unvalidatedValues',
  '/spec/components',
  '/spec/source',
  '/spec/template/spec/source',
  '/spec/forProvider',
  '/spec/set',
  '/spec/helmCharts',
  '/data/values',
];

/** Collects the JSON patches of the tree. */
export function collectJsonPatch({ path, root, host }: ManifestDocument, facts: Facts): void {
  const operations = host ? undefined : plainOperationsIn(root);
  if (operations) facts.add(jsonPatchFile, { path, operations });
}

/**
 * A JSON patch that is laid over the object of a release, as releases of the same object: what an operation writes is set,
 * and what was there before is null.
 */
export function jsonPatchesOver(
  release: ReleaseFact,
  patch: PatchOver,
  name: string,
  facts: Facts,
): ReleaseFact[] {
  const { object } = release;
  if (!object) return [];
  const { path, operations } = operationsOf(patch, facts);
  const paths = operations.map((operation) => printPointer(operation.path));
  return operations.flatMap((operation, index) => {
    const [at = ''] = paths.slice(index);
    const isOnly = paths.filter((each) => each === at).length === 1;
    const layer = isOnly && patch.document !== undefined ? operationLayer(patch.document, at) : undefined;
    return releasesOf(operation, { object, path, id: `${release.id}#${name}-${index}`, layer });
  });
}

/** How the values are called among the layers that an operation writes as a whole. */
export function operationLayer(document: string, pointer: string): string {
  return `operation:${document}|${pointer}`;
}

/** The operations of a patch over an object, and the file that it is in. */
export function operationsOf(
  { namedIn, path = namedIn, text, selector }: PatchOver,
  facts: Facts,
): { readonly path: string; readonly operations: readonly PlainOperation[] } {
  const operations =
    text === undefined ? facts.derived(operationsByFile).get(path) : plainOperationsIn(parsed(text)?.root);
  return { path, operations: (selector && operations) ?? [] };
}

function operationsByFile(facts: Facts): ReadonlyMap<string, readonly PlainOperation[]> {
  return new Map(facts.all(jsonPatchFile).map(({ path, operations }) => [path, operations]));
}

/** What an operation is laid over, the file that it is in, and what it is called among the layers. */
export interface OperationSite extends Pick<ReleaseFact, 'path' | 'id'> {
  readonly object: ReleaseObject;
  /** What its value is called, if that is all values of a release: it can be rewritten as such. */
  readonly layer?: string | undefined;
}

function releasesOf({ path, value }: PlainOperation, site: OperationSite): ReleaseFact[] {
  // An operation fails where its place is gone; one at the end of a list takes nothing away.
  const before = path.at(-1) === '-' ? 'place' : 'null at a place';
  const erased = releasesWith(path, null, { ...site, id: `${site.id}-erased` }, before);
  return value === undefined ? erased : [...erased, ...releasesWith(path, value, site)];
}

/**
 * The releases of an object that has nothing but a value at a path.
 *
 * @param as `place`: the path has to be there, and nothing is said about it
 */
export function releasesWith(
  path: readonly string[],
  value: Plain,
  { object, path: file, id, layer: whole }: OperationSite,
  as: 'value' | 'place' | 'null at a place' = 'value',
): ReleaseFact[] {
  const nested = path.reduceRight<Plain>((inner, segment) => {
    const [, key, named] = /^\[([^=]+)=(.*)\]$/.exec(segment) ?? [];
    if (key !== undefined && isPlainMap(inner)) return [{ [key]: named ?? '', ...inner }];
    return /^(?:-|\*|\d+|\[.*\])$/.test(segment) ? [inner] : { [segment]: inner };
  }, value);
  if (!isPlainMap(nested)) return [];
  const document = parsed(
    JSON.stringify({
      ...nested,
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: { name: object.name },
    }),
  );
  if (!document) return [];
  const read = recogniseDocument(id, document);
  const isWhole = as === 'value' && whole !== undefined && holdsValues(read, path);
  return releaseFactsOf(read).map((fact) => ({
    ...fact,
    path: file,
    isOperation: true,
    layers: fact.layers.map((layer) => ({
      ...layer,
      place: { ...layer.place, path: file },
      ...(isWhole && layer.kind === 'map' ? { id: whole } : { isFixed: true }),
      ...contentAs(as, layer),
    })),
  }));
}

/** Whether what is at a path of an object is all values of the release that it asks for. */
function holdsValues(document: ManifestDocument, path: readonly string[]): boolean {
  const map = asMapping(valueAt(document.root, ...path));
  const layers = findReleases(document).flatMap((release) => release.layers);
  return map !== undefined && layers.some((layer) => layer.kind === 'map' && mapAt(layer.at) === map);
}

function contentAs(
  as: Parameters<typeof releasesWith>[3],
  { content }: SurveyedLayer,
): Partial<SurveyedLayer> {
  if (!content) return {};
  const { replaces = [], ...kept } = content;
  // An operation below a list, or beside it, leaves what else is in it.
  if (as === 'value') return { content: kept };
  const places = [...content.settings, ...replaces].map(({ keys }) => keys);
  return { content: as === 'place' ? { ...kept, places, settings: [] } : { ...content, places } };
}

function parsed(text: string): YamlDocument | undefined {
  const document = parseDocument(text, { start: 0, end: text.length });
  return isParseProblem(document) ? undefined : document;
}
