import type { Kustomization } from './kustomization';
import { isInside, type KustomizeTree } from './tree';

/** One way that an object takes up to a kustomization: whoever changes it, the last one last. */
export type Way = readonly Kustomization[];

/** The ways that what a file holds takes up to a kustomization. */
export function waysTo(
  top: Kustomization,
  path: string,
  tree: KustomizeTree,
  above: readonly Kustomization[] = [],
): Way[] {
  if (above.includes(top)) return [];
  const visited = [...above, top];
  const ways = top.resources.flatMap((named): Way[] => {
    const { file, folder, kustomization } = tree.find(named, top);
    if (kustomization) return waysTo(kustomization, path, tree, visited);
    return file === path || (folder !== undefined && isInside(path, folder)) ? [[]] : [];
  });
  const components = componentsOf(top, tree);
  const inside = components.flatMap((component) => waysTo(component, path, tree, visited));
  const shared = components.flatMap((component) => changing(component, tree, visited));
  const own = [top, ...tree.transformersOf(top)];
  return [...ways.map((way) => [...way, ...shared, ...own]), ...inside.map((way) => [...way, ...own])];
}

/** A component with its transformers, and before it the components that it includes itself. */
function changing(component: Kustomization, tree: KustomizeTree, seen: readonly Kustomization[]): Way {
  if (seen.includes(component)) return [];
  const before = componentsOf(component, tree).flatMap((each) => changing(each, tree, [...seen, component]));
  return [...before, component, ...tree.transformersOf(component)];
}

function componentsOf(kustomization: Kustomization, tree: KustomizeTree): Kustomization[] {
  return kustomization.components.flatMap((named) => tree.find(named, kustomization).kustomization ?? []);
}
