import type { FactKind, Facts } from '../facts';
import { type ManifestDocument, recogniseDocument } from '../kubernetes/document';
import { readOperations } from '../kustomize/operation';
import { patchesOver } from '../kustomize/over';
import {
  isParseProblem,
  type Node,
  parseDocument,
  type Plain,
  unlessDeclined,
  type YamlDocument,
} from '../yaml';
import { plainOf } from './edit-settings';
import { type ReleaseFact, type ReleaseObject, type SurveyedLayer, releaseFactsOf } from './release-facts';
import { isPlainMap } from './values';

/** One operation of a JSON 6902 patch, as plain data. */
interface PlainOperation {
  readonly path: readonly string[];
  /** Undefined where the operation has none, or nobody knows it. */
  readonly value: Plain | undefined;
}

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
];

/** Collects the JSON patches of the tree. */
export function collectJsonPatch({ path, root, host }: ManifestDocument, facts: Facts): void {
  const operations = host ? undefined : operationsIn(root);
  if (operations) facts.add(jsonPatchFile, { path, operations });
}

function operationsIn(root: Node | undefined): PlainOperation[] | undefined {
  return unlessDeclined(() => readOperations(root))?.flatMap(({ path, from, value }) => [
    { path, value: value && unlessDeclined(() => plainOf(value.value)) },
    ...(from ? [{ path: from, value: undefined }] : []),
  ]);
}

/**
 * The JSON patches of kustomizations that are laid over the object of a release, as releases of the same object: what
 * an operation writes is set, and what was there before is null.
 */
export function jsonPatchesOver(release: ReleaseFact, facts: Facts): ReleaseFact[] {
  const { object } = release;
  if (!object) return [];
  return patchesOver({ ...object, path: release.path }, facts).flatMap(
    ({ namedIn, path = namedIn, text, selector }, number) => {
      if (!selector) return [];
      const operations =
        text === undefined ? operationsOfFile(path, facts) : operationsIn(parsed(text)?.root);
      return (operations ?? []).flatMap((operation, index) =>
        patchesIn(operation, { object, path, id: `${release.id}#patch-${number}-${index}` }),
      );
    },
  );
}

function operationsOfFile(path: string, facts: Facts): readonly PlainOperation[] | undefined {
  return facts.all(jsonPatchFile).find((file) => file.path === path)?.operations;
}

/** What an operation is laid over, the file that it is in, and what it is called among the layers. */
interface OperationSite extends Pick<ReleaseFact, 'path' | 'id'> {
  readonly object: ReleaseObject;
}

function patchesIn({ path, value }: PlainOperation, site: OperationSite): ReleaseFact[] {
  const erased = releasesIn(path, null, { ...site, id: `${site.id}-erased` });
  const written = value === undefined ? [] : releasesIn(path, value, site);
  // An operation fails where its place is gone.
  const withPlaces = erased.map((each): ReleaseFact => ({ ...each, layers: each.layers.map(asPlace) }));
  return [...withPlaces, ...written];
}

function asPlace(layer: SurveyedLayer): SurveyedLayer {
  const { content } = layer;
  return content
    ? { ...layer, content: { ...content, places: content.settings.map(({ keys }) => keys) } }
    : layer;
}

/** The releases of an object that has nothing but a value at a path. */
function releasesIn(
  path: readonly string[],
  value: Plain,
  { object, path: file, id }: OperationSite,
): ReleaseFact[] {
  const nested = path.reduceRight<Plain>(
    (inner, segment) => (/^(?:-|\d+)$/.test(segment) ? [inner] : { [segment]: inner }),
    value,
  );
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
    layers: fact.layers.map((layer) => ({ ...layer, isFixed: true })),
  }));
}

function parsed(text: string): YamlDocument | undefined {
  const document = parseDocument(text, { start: 0, end: text.length });
  return isParseProblem(document) ? undefined : document;
}
