import type { Facts } from '../facts';
import { type Kustomization, kustomizationsOf, type NamedPatch } from './facts';
import { isKustomizationFile } from './path';
import type { Selector } from './selector';

/** What a kustomization builds on: the files of its resources, all the way down. */
export interface Reach {
  has(path: string): boolean;
  /** Whether everything that it builds on lies in the tree. */
  readonly isComplete: boolean;
}

/** A kustomization that names a file as a patch. */
export interface PatchUse {
  readonly kustomization: Kustomization;
  readonly selector: Selector | undefined;
}

/** What the kustomizations of a tree name. */
export class KustomizeTree {
  private readonly all: readonly Kustomization[];

  constructor(facts: Facts) {
    this.all = kustomizationsOf(facts);
  }

  /** Who names a file as a patch. */
  patchUses(path: string): PatchUse[] {
    return this.all.flatMap((kustomization) =>
      kustomization.patches
        .filter((patch) => patch.path === path)
        .map(({ selector }) => ({ kustomization, selector })),
    );
  }

  /** Whether a kustomization names the file in a field. */
  names(field: 'resources' | 'configurations' | 'replacements' | 'schemas', path: string): boolean {
    return this.all.some((kustomization) => kustomization[field].includes(path));
  }

  /** The patches of the tree that may be for what a file holds. */
  patchesOver(path: string): NamedPatch[] {
    return this.all
      .filter(({ patches }) => patches.length > 0)
      .filter((kustomization) => this.reach(kustomization).has(path))
      .flatMap(({ patches }) => patches);
  }

  /** Who names a file with replacements. */
  replacementUses(path: string): Kustomization[] {
    return this.all.filter(({ replacements }) => replacements.includes(path));
  }

  /** Whether kustomize has to do with a file in any other way than as a resource. */
  concerns(path: string): boolean {
    return (
      isKustomizationFile(path) ||
      this.all.some((kustomization) => kustomization.path === path) ||
      this.patchUses(path).length > 0 ||
      (['configurations', 'replacements', 'schemas'] as const).some((field) => this.names(field, path))
    );
  }

  /**
   * What a kustomization's patches are applied to: its own resources, those of its components, and, for a component,
   * those of whoever includes it.
   */
  reach(kustomization: Kustomization): Reach {
    const seen = new Set<Kustomization>();
    const paths = new Set<string>();
    const wholeFolders: string[] = [];
    let isComplete = true;
    const visit = (current: Kustomization): void => {
      if (seen.has(current)) return;
      seen.add(current);
      if (current.takesFromOutside) isComplete = false;
      for (const path of [...current.resources, ...current.components]) {
        const below = this.all.find(({ folder }) => folder === path);
        if (below) visit(below);
        else if (current.wholeFolders.includes(path)) wholeFolders.push(path);
        else paths.add(path);
      }
      if (!current.isComponent) return;
      this.all.filter(({ components }) => components.includes(current.folder)).forEach(visit);
    };
    visit(kustomization);
    return {
      has: (path) => paths.has(path) || wholeFolders.some((folder) => path.startsWith(`${folder}/`)),
      isComplete,
    };
  }
}
