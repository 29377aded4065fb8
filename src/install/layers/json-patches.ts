import type { FactKind, Facts } from '../../facts';
import { type ManifestDocument, recogniseDocument } from '../../kubernetes/document';
import { type PlainOperation, plainOperationsIn } from '../../kustomize/operation';
import type { PatchOver } from '../../kustomize/over';
import { isParseProblem, isPlainMap, parseDocument, type Plain, type YamlDocument } from '../../yaml';
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
  return operations.flatMap((operation, index) =>
    releasesOf(operation, { object, path, id: `${release.id}#${name}-${index}` }),
  );
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
  { object, path: file, id }: OperationSite,
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
  return releaseFactsOf(recogniseDocument(id, document)).map((fact) => ({
    ...fact,
    path: file,
    isOperation: true,
    layers: fact.layers.map((layer) => ({
      ...layer,
      place: { ...layer.place, path: file },
      isFixed: true,
      ...contentAs(as, layer),
    })),
  }));
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
