import { type Facts, folderInRepository } from '../facts';
import { madeFrom } from '../kubernetes/path';
import { groupedPairs } from '../grouped';
import { once } from '../once';
import { Folders, type Found } from './folders';
import { type Kustomization, kustomizationsOf, Listings, listingsOf } from './kustomization';
import { isKustomizationFile } from './read';
import type { Selector } from './selector';

/** What a kustomization builds on: the files of its resources, all the way down. */
export interface Reach {
  has(path: string): boolean;
  /** The files that are named one by one. */
  readonly paths: ReadonlySet<string>;
  /** Folders without a kustomization, all of whose files count: Flux and Argo CD make one. */
  readonly wholeFolders: readonly string[];
  /** The files of the kustomizations on the way. */
  readonly kustomizations: readonly string[];
}

/** The kustomizations that have patches, by what they reach. */
interface Patching {
  readonly byPath: ReadonlyMap<string, readonly Kustomization[]>;
  /** Those that reach whole folders. */
  readonly ofFolders: readonly Kustomization[];
}

/** A kustomization that names a file as a patch. */
export interface PatchUse {
  readonly kustomization: Kustomization;
  readonly selector: Selector | undefined;
}

type Field = 'resources' | 'configurations' | 'replacements' | 'schemas';

/** What the kustomizations of a tree name. */
export class KustomizeTree {
  /** The kustomizations that were read, with all files as kustomize finds them. */
  private readonly all: readonly Kustomization[];
  private readonly folders: Folders;
  private readonly paths: ReadonlySet<string>;
  private readonly uses: ReadonlyMap<string, readonly PatchUse[]>;
  private readonly named: Readonly<Record<Field, ReadonlyMap<string, readonly Kustomization[]>>>;
  /** Who includes a component, by its folder. */
  private readonly including: ReadonlyMap<string, readonly Kustomization[]>;
  private patching: Patching | undefined;

  /** The tree that facts describe. */
  static of(facts: Facts): KustomizeTree {
    return facts.derived(KustomizeTree.from);
  }

  private static readonly from = (facts: Facts): KustomizeTree =>
    new KustomizeTree(
      kustomizationsOf(facts),
      new Listings(listingsOf(facts)),
      facts.all(folderInRepository)[0] ?? '.',
    );

  /**
   * @param listings the kustomizations that are not among the others
   * @param workingFolder where in the repository the run is: the paths of Flux and Argo CD count from its root
   */
  private constructor(
    described: readonly Kustomization[],
    private readonly listings: Listings,
    workingFolder: string,
  ) {
    this.folders = new Folders(described, listings, workingFolder);
    const all = described.map((each) => (each.isTransformer ? this.folders.rebased(each, described) : each));
    this.all = all;
    this.paths = new Set(all.map(({ path }) => path));
    const namedIn = (field: Field) => byNamed(all, (kustomization) => kustomization[field]);
    this.named = {
      resources: namedIn('resources'),
      configurations: namedIn('configurations'),
      replacements: namedIn('replacements'),
      schemas: namedIn('schemas'),
    };
    this.including = byNamed(all, (each) =>
      each.components.map((component) => this.folders.pathOf(component, each)),
    );
    this.uses = groupedPairs(
      all.flatMap((kustomization) =>
        kustomization.patches.flatMap(({ path, selector }) =>
          path === undefined
            ? []
            : [[this.folders.pathOf(path, kustomization), { kustomization, selector }] as const],
        ),
      ),
    );
  }

  /** Who names a file as a patch, or the file that is made from a template. */
  patchUses(path: string): readonly PatchUse[] {
    return this.uses.get(path) ?? this.uses.get(madeFrom(path)) ?? [];
  }

  /** Whether a kustomization names a file in a field. */
  names(field: Field, path: string): boolean {
    return this.naming(field, path).length > 0 || (field === 'resources' && this.listing(path).length > 0);
  }

  /** The files of the kustomizations that have a file among their resources. */
  listing(path: string): readonly string[] {
    return [...this.naming('resources', path), ...this.listings.naming(path)].map((each) => each.path);
  }

  /** The kustomizations whose patches may be for what a file holds. */
  patchingOver(path: string): readonly Kustomization[] {
    const { byPath, ofFolders } = (this.patching ??= this.findPatching());
    const over = byPath.get(madeFrom(path)) ?? byPath.get(path) ?? [];
    const others = ofFolders.filter((kustomization) => this.reach(kustomization).has(path));
    if (others.length === 0) return over;
    const both = new Set([...over, ...others]);
    return this.all.filter((kustomization) => both.has(kustomization));
  }

  private findPatching(): Patching {
    const withPatches = this.all.filter(({ patches }) => patches.length > 0);
    const reachesFolders = (each: Kustomization) => this.reach(each).wholeFolders.length > 0;
    const ofFiles = withPatches.filter((each) => !reachesFolders(each));
    return {
      byPath: byNamed(ofFiles, (kustomization) => this.reach(kustomization).paths),
      ofFolders: withPatches.filter(reachesFolders),
    };
  }

  /** What may build some of these files: all kustomizations but components, transformers and lists of other files. */
  building(paths: Iterable<string>): Kustomization[] {
    const named = new Set([...paths, ...this.all.map(({ folder }) => folder)]);
    const lists = new Set<Kustomization>();
    // Grows on the way: a list leads to all that leads to it.
    for (const path of named)
      for (const list of this.listings.naming(path)) {
        lists.add(list);
        named.add(list.folder);
      }
    return [...this.all, ...lists].filter((each) => !each.isComponent && !each.isTransformer);
  }

  /** The transformers in files that a kustomization uses. */
  transformersOf({ transformers }: Kustomization): Kustomization[] {
    return this.all.filter(
      ({ path, isTransformer }) => isTransformer && this.folders.leadTo(path, transformers),
    );
  }

  /** Whether a kustomization builds on what a file renders: it holds a chart, or is a generator. */
  buildsOnChart(kustomization: Kustomization, file: string): boolean {
    const below = new Set([kustomization.path, ...this.reach(kustomization).kustomizations]);
    return (
      below.has(file) ||
      this.all.some(({ path, generators }) => below.has(path) && this.folders.leadTo(file, generators))
    );
  }

  /** Where the patches of a kustomization are applied: in itself, or in what includes or uses it. */
  homesOf(kustomization: Kustomization, seen = new Set<Kustomization>()): readonly Kustomization[] {
    if (seen.has(kustomization)) return [];
    seen.add(kustomization);
    const { path, isComponent, isTransformer, folder } = kustomization;
    if (!isComponent && !isTransformer) return [kustomization];
    const users = isComponent
      ? (this.including.get(folder) ?? [])
      : this.all.filter(({ transformers }) => this.folders.leadTo(path, transformers));
    return users.flatMap((each) => this.homesOf(each, seen));
  }

  /** Whether kustomize has to do with all that a file holds in any other way than as resources. */
  concerns(path: string): boolean {
    return (
      isKustomizationFile(path) ||
      this.patchUses(path).length > 0 ||
      (['configurations', 'replacements', 'schemas'] as const).some((field) => this.names(field, path))
    );
  }

  /** Whether a file holds a kustomization, maybe beside other documents. */
  holdsKustomization(path: string): boolean {
    return this.paths.has(path);
  }

  /** The kustomizations that name a file in a field. */
  naming(field: Field, path: string): readonly Kustomization[] {
    return this.named[field].get(path) ?? this.named[field].get(madeFrom(path)) ?? [];
  }

  /**
   * What a kustomization's patches are applied to: its own resources, those of its components, and, for a component,
   * those of whoever includes it.
   */
  readonly reach = once((kustomization: Kustomization) => this.follow(kustomization));

  /** What a kustomization means by a path. */
  find(named: string, kustomization: Kustomization): Found {
    return this.folders.find(named, kustomization);
  }

  private follow(kustomization: Kustomization): Reach {
    const seen = new Set<Kustomization>();
    const paths = new Set<string>();
    const wholeFolders: string[] = [];
    const visit = (current: Kustomization): void => {
      if (seen.has(current)) return;
      seen.add(current);
      for (const named of [...current.resources, ...current.components]) {
        const { file, folder, kustomization: below } = this.folders.find(named, current);
        if (below) visit(below);
        if (folder !== undefined) wholeFolders.push(folder);
        if (file !== undefined) paths.add(file);
      }
      if (current.isTransformer)
        this.all.filter(({ transformers }) => this.folders.leadTo(current.path, transformers)).forEach(visit);
      if (current.isComponent) this.including.get(current.folder)?.forEach(visit);
    };
    visit(kustomization);
    return {
      paths,
      wholeFolders,
      has: (path) =>
        paths.has(path) || paths.has(madeFrom(path)) || wholeFolders.some((folder) => isInside(path, folder)),
      kustomizations: [...seen].map(({ path }) => path),
    };
  }
}

/** Whether a path lies in a folder, or below it. */
export function isInside(path: string, folder: string): boolean {
  return folder === '.' ? !path.startsWith('../') : path.startsWith(`${folder}/`);
}

/** Kustomizations by each of the paths that they name, whatever number of times. */
function byNamed(
  all: readonly Kustomization[],
  pathsOf: (kustomization: Kustomization) => Iterable<string>,
): ReadonlyMap<string, readonly Kustomization[]> {
  return groupedPairs(
    all.flatMap((each) => [...new Set(pathsOf(each))].map((path) => [path, each] as const)),
  );
}
