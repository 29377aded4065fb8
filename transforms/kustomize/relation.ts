import type { Facts } from '../../src/manifest';
import {
  fits,
  type Kustomization,
  type KustomizeTree,
  type Selector,
  selects,
} from '../../src/manifest/kustomize';
import type { Base, MovedKind } from './moved-kind';

/** Whether a selector takes objects of the kind: only those, also others, or none. */
export type Relation = 'only' | 'also' | 'none';

/** What a selector says of a kind, by its group, version and kind alone. */
export function relationOf({ group, version, kind }: Selector, moved: MovedKind): Relation {
  if (!moved.groups.some((known) => fits(group, known))) return 'none';
  if (!moved.versions.some((known) => fits(version, known))) return 'none';
  if (!fits(kind, moved.kind)) return 'none';
  return literal(kind ?? '') === moved.kind ? 'only' : 'also';
}

/** A pattern that stands for one text only, without what a pattern needs for that. */
export function literal(pattern: string): string {
  return pattern.replace(/^\^?\(?(.*?)\)?\$?$/, '$1').replaceAll('\\.', '.');
}

/** The objects of the kind that a kustomization's patch is for. */
export function basesOf<B extends Base>(
  moved: MovedKind<B>,
  facts: Facts,
  tree: KustomizeTree,
  kustomization: Kustomization,
  selector: Selector,
): B[] {
  const reach = tree.reach(kustomization);
  const reached = facts.all(moved.bases).filter((base) => reach.has(base.path));
  const selected = reached.filter((base) => selects(selector, base));
  if (selected.length > 0 || selector.kind === undefined) return selected;
  // Overlays may have given it another name on the way.
  const renamed = reached.filter((base) => selects({ ...selector, name: '.*' }, base));
  return renamed.length === 1 ? renamed : [];
}
