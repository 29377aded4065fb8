import { once } from '../once';
import { isParseProblem, parseDocument, splitDocuments, stringOf, unlessDeclined, valueAt } from '../yaml';
import { type ManifestDocument, recogniseDocument } from '../kubernetes/document';
import { folderOf, madeFrom, resolveFrom } from '../kubernetes/path';
import { startOf } from '../kubernetes/object';
import { readText } from '../kubernetes/embedded';
import type { FactKind, Facts } from '../facts';
import type { Survey } from '../transform';
import { inlinePatchesOf, pathOfPatch, readPatches } from './patches';
import {
  chartFolders,
  inlineTransformers,
  isKustomizationFile,
  type KustomizationNode,
  readFilePaths,
  readKustomizations,
  readPaths,
} from './read';
import { type Naming, readNaming, readRenames, type Rename } from './naming';
import type { Selector } from './selector';

/** What a kustomization names, as plain data. All paths are as the report shows them. */
export interface Kustomization {
  /** The file it is in. */
  readonly path: string;
  readonly folder: string;
  readonly isComponent: boolean;
  /** Whether it is a transformer, which works on what the kustomizations build that name it. */
  readonly isTransformer: boolean;
  /** Files, and folders with a kustomization; `bases` count as well. */
  readonly resources: readonly string[];
  /** Folders whose files all count as resources, as Flux and Argo CD take them, and those of charts. */
  readonly wholeFolders: readonly string[];
  /** Whether its paths count from the root of the repository, as those of Flux and Argo CD do. */
  readonly isFromRoot: boolean;
  readonly components: readonly string[];
  readonly patches: readonly NamedPatch[];
  readonly configurations: readonly string[];
  readonly replacements: readonly string[];
  /** Files of transformers, and folders with a kustomization of them. */
  readonly transformers: readonly string[];
  /** Files of generators, and folders with a kustomization of them. */
  readonly generators: readonly string[];
  /** Files that tell kustomize of the schema of objects. */
  readonly schemas: readonly string[];
  /** What it does to names itself, and what the transformers in it do, in their order. */
  readonly namings: readonly Naming[];
}

/** A patch, in a file or as a text of the kustomization. */
export interface NamedPatch {
  /** The file of the kustomization that names it. */
  readonly namedIn: string;
  readonly path: string | undefined;
  readonly text: string | undefined;
  readonly selector: Selector | undefined;
  /** The path of the document that it is: a file, or what a text is called. */
  readonly document: string | undefined;
}

/** What a kustomization names. */
export function describeKustomization(document: ManifestDocument, node: KustomizationNode): Kustomization {
  const { path } = document;
  const isTool = node.form !== 'kustomize' && node.form !== 'transformer';
  const wholeFolders = node.builds === undefined ? chartFolders(node) : [resolveFrom('.', node.builds)];
  const inside = inlineTransformers(node).flatMap((scalar) =>
    (readText(document, scalar)?.documents ?? []).flatMap(readKustomizations),
  );
  const schema = stringOf(valueAt(node.mapping, 'openapi', 'path'));
  return {
    path,
    folder: isTool ? '' : node.folder,
    isComponent: node.isComponent,
    isTransformer: node.form === 'transformer',
    resources: [...(node.builds === undefined ? readPaths(node, 'resources', 'bases') : []), ...wholeFolders],
    wholeFolders,
    isFromRoot: node.builds !== undefined,
    components: readPaths(node, 'components'),
    patches: [node, ...inside].flatMap(readPatches).map(({ path: file, inline, selector }) => {
      const held = inline && inlinePatchesOf(document).get(startOf(inline));
      const named = { namedIn: path, path: file, text: stringOf(inline), selector };
      return { ...named, document: held ? pathOfPatch(path, held) : file };
    }),
    configurations: readPaths(node, 'configurations'),
    replacements: [node, ...inside].flatMap((each) => readFilePaths(each, 'replacements')),
    transformers: readPaths(node, 'transformers').filter((each) => !/\s/.test(each)),
    generators: readPaths(node, 'generators').filter((each) => !/\s/.test(each)),
    schemas: [
      ...readPaths(node, 'crds'),
      ...(schema === undefined ? [] : [resolveFrom(node.folder, schema)]),
    ],
    namings: [node, ...inside].map((each) => readNaming(document, each)),
  };
}

/**
 * A kustomization that lists resources and patches none of them. Most of a tree are like this, and most lead to nothing
 * that matters, so each is read when it is asked for.
 */
interface Listing {
  readonly path: string;
  readonly text: string;
}

// An escape may stand for any letter, and an action of a template for any key.
const mayDoMore =
  /patches|vars|omponent|fields|configurations|replacements|transformers|generators|crds|openapi|kustomize\.toolkit|postRenderers|\\|\{\{/;

/** Whether a file can be no more than a {@link Listing}, by its text alone. */
function isListing(path: string, text: string): boolean {
  return isKustomizationFile(path) && !mayDoMore.test(text);
}

/** The listings of a tree. */
export class Listings {
  private readonly byFolder = new Map<string, Listing>();
  /** By each path that a word of the text may be, from the folder. */
  private readonly byPath = new Map<string, Listing[]>();
  private readonly read = once(describe);

  constructor(all: readonly Listing[]) {
    for (const listing of all) {
      const folder = folderOf(listing.path);
      if (!this.byFolder.has(folder)) this.byFolder.set(folder, listing);
      for (const path of new Set(wordsOf(listing.text).map((word) => resolveFrom(folder, word)))) {
        const naming = this.byPath.get(path);
        if (naming) naming.push(listing);
        else this.byPath.set(path, [listing]);
      }
    }
  }

  /** The kustomization in a folder. */
  in(folder: string): Kustomization | undefined {
    const listing = this.byFolder.get(folder);
    return listing && this.read(listing)[0];
  }

  /** Those that name a file or folder as a resource. */
  naming(path: string): readonly Kustomization[] {
    const isOneWord = wordsOf(path).length === 1;
    const candidates = isOneWord ? (this.byPath.get(path) ?? []) : [...this.byFolder.values()];
    return candidates.flatMap((listing) =>
      this.read(listing).filter(({ resources }) => resources.includes(path)),
    );
  }
}

function describe({ path, text }: Listing): Kustomization[] {
  return splitDocuments(text).flatMap((range) => {
    const parsed = parseDocument(text, range);
    if (isParseProblem(parsed)) return [];
    const document = recogniseDocument(path, parsed);
    // A key that appears twice says nothing.
    return (
      unlessDeclined(() =>
        readKustomizations(document).map((node) => describeKustomization(document, node)),
      ) ?? []
    );
  });
}

/** What may be paths in a text. */
function wordsOf(text: string): string[] {
  return (text.match(/[^\s"',[\]{}]+/g) ?? []).filter((word) => word !== '-' && !word.endsWith(':'));
}

const kustomizations: FactKind<Kustomization> = { name: 'kustomizations' };
const listings: FactKind<Listing> = { name: 'listings' };
const renamings: FactKind<RenamingFile> = { name: 'renaming-files' };

/** A file with a patch or replacements that give objects other names. */
interface RenamingFile {
  readonly path: string;
  readonly renames: readonly Rename[];
}

/** A survey that looks at the kustomizations of the tree, for transforms to build theirs on. */
export const kustomizeSurvey: Survey & { readonly files: (path: string) => boolean } = {
  triggers: [
    'kustomize.config.k8s.io',
    'kustomize.toolkit.fluxcd.io',
    'argoproj.io',
    'postRenderers',
    'jsonPatches',
    'strategicMergePatches',
    'Transformer',
    '/metadata/name',
    'fieldPaths',
  ],
  files: isKustomizationFile,
  glance(path, text, facts) {
    if (text.includes('/metadata/name') || /fieldPaths[^]*metadata\.name/.test(text)) return 'parse';
    // Of Argo CD, only what holds fields of kustomize matters.
    const isOfKustomize = /kustomize|\b(?:builtin|jsonPatches|strategicMergePatches)\b/.test(text);
    if (!isKustomizationFile(path) && !isOfKustomize) return 'enough';
    if (!isListing(path, text)) return 'parse';
    facts.add(listings, { path, text });
    return 'enough';
  },
  collect(document, facts) {
    const nodes = readKustomizations(document);
    for (const node of nodes) facts.add(kustomizations, describeKustomization(document, node));
    const renames = nodes.length > 0 ? [] : readRenames(document);
    if (renames.length > 0) facts.add(renamings, { path: document.path, renames });
  },
};

/** What a file that holds a patch or replacements does to names. */
export function renamesIn(path: string, facts: Facts): readonly Rename[] {
  return facts.all(renamings).flatMap((file) => (madeFrom(file.path) === madeFrom(path) ? file.renames : []));
}

/** The kustomizations that were read. */
export function kustomizationsOf(facts: Facts): readonly Kustomization[] {
  return facts.all(kustomizations);
}

/** Those that need to be read only where something leads to them. */
export function listingsOf(facts: Facts): readonly Listing[] {
  return facts.all(listings);
}
