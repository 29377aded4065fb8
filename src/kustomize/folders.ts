import { relativeTo, resolveFrom } from '../kubernetes/path';
import type { Kustomization, Listings } from './kustomization';

/** What a path of a kustomization stands for. */
export interface Found {
  readonly kustomization?: Kustomization;
  readonly folder?: string;
  readonly file?: string;
}

/** The folders of kustomizations, and what the paths in these stand for. */
export class Folders {
  private readonly byFolder = new Map<string, Kustomization>();

  /**
   * @param listings the kustomizations that are not among the others
   * @param workingFolder where in the repository the run is: the paths of Flux and Argo CD count from its root
   */
  constructor(
    kustomizations: readonly Kustomization[],
    private readonly listings: Listings,
    private readonly workingFolder: string,
  ) {
    for (const each of kustomizations)
      if (!each.isTransformer && !this.byFolder.has(each.folder)) this.byFolder.set(each.folder, each);
  }

  /** What a kustomization means by a path: another one, all files of a folder, or a file. */
  find(named: string, { wholeFolders, isFromRoot }: Kustomization): Found {
    const path = this.pathOf(named, { isFromRoot });
    const kustomization = this.byFolder.get(path) ?? this.listings.in(path);
    if (kustomization) return { kustomization };
    return wholeFolders.includes(named) ? { folder: path } : { file: path };
  }

  /** Flux and Argo CD count from the root of the repository. */
  pathOf(named: string, { isFromRoot }: Pick<Kustomization, 'isFromRoot'>): string {
    return isFromRoot ? relativeTo(this.workingFolder, named) : named;
  }

  /** Whether paths name a file, or a folder whose kustomization leads to it. */
  leadTo(file: string, paths: readonly string[], seen = new Set<Kustomization>()): boolean {
    if (paths.includes(file)) return true;
    return paths.some((path) => {
      const below = this.byFolder.get(path) ?? this.listings.in(path);
      return below !== undefined && !seen.has(below) && this.leadTo(file, below.resources, seen.add(below));
    });
  }

  /** A transformer finds its files from the folder of the kustomization that uses it, wherever it lies itself. */
  rebased(transformer: Kustomization, all: readonly Kustomization[]): Kustomization {
    const folders = all
      .filter(({ transformers }) => this.leadTo(transformer.path, transformers))
      .map(({ folder }) => folder);
    if (folders.length === 0) return transformer;
    const inEach = (path: string): string[] => {
      const given = relativeTo(transformer.folder, path);
      return [...new Set(folders.map((folder) => resolveFrom(folder, given)))];
    };
    return {
      ...transformer,
      patches: transformer.patches.flatMap((patch) =>
        patch.path === undefined ? patch : inEach(patch.path).map((path) => ({ ...patch, path })),
      ),
      replacements: transformer.replacements.flatMap(inEach),
    };
  }
}
