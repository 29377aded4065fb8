import { isDeepStrictEqual } from 'node:util';
import type { FactPlace, Facts } from '../facts';
import { findInstallValues } from '../install/find';
import { stacksWith } from '../install/layers/stacks';
import type { ManifestDocument } from '../kubernetes/document';
import { fileOf } from '../kubernetes/path';
import { kustomizationsOf } from '../kustomize/kustomization';
import type { Selector } from '../kustomize/selector';
import { KustomizeTree } from '../kustomize/tree';
import { isParseProblem, parseDocument, plainData, type YamlDocument } from '../yaml';
import { isFields } from './difference';
import type { Address } from './effect';
import { addressFact } from './survey';

/**
 * Where a variable is named by its place in a list that a chart makes of a map of values, if a rewrite changes the keys of
 * that map: the place is then that of another variable.
 */
export function placesInRendered(
  document: ManifestDocument,
  rewrite: () => { readonly document: YamlDocument },
  facts: Facts,
): FactPlace[] {
  const all = facts.derived(byPlaceInList);
  if (all.length === 0) return [];
  const files = filesWith(document, facts);
  const near = all.filter((address) => isLaidOver(address, files, facts)).map(({ place }) => place);
  if (near.length === 0) return [];
  const variables = (root: YamlDocument['root']) => new Set(variablesIn(plainData(root)));
  return isDeepStrictEqual(variables(document.root), variables(rewrite().document.root)) ? [] : near;
}

const byPlaceInList = (facts: Facts): readonly Address[] =>
  facts.all(addressFact).filter(({ keys }) => {
    const env = keys.indexOf('env');
    return /^(?:initC|c)ontainers$/.test(keys[env - 2] ?? '') && /^\d+$/.test(keys[env + 1] ?? '');
  });

/** Whether a selector may take a workload of Istio, by its name: a pattern may mean any. */
function mayBeOfIstio({ name = '' }: Selector = {}): boolean {
  return !/^[\w-]+$/.test(name) || /istio|ztunnel/.test(name);
}

/** The files of the values of a release, and of what asks for it. */
function filesWith(document: ManifestDocument, facts: Facts): string[] {
  const layers = findInstallValues(document, facts).flatMap(({ layer }) => stacksWith(layer, facts).flat());
  return [...new Set([fileOf(document.path), ...layers.flatMap(({ path }) => path ?? [])])];
}

/** Whether what names fields is in one of some files, or in a kustomization over them. */
function isLaidOver({ place: { path }, selector }: Address, files: readonly string[], facts: Facts): boolean {
  if (files.includes(path)) return mayBeOfIstio(selector);
  const tree = KustomizeTree.of(facts);
  return kustomizationsOf(facts).some((kustomization) => {
    const uses = kustomization.patches.filter((patch) => patch.path === path);
    const selectors = [
      ...uses.map((patch) => patch.selector ?? selector),
      ...(kustomization.path === path ? [selector] : []),
    ];
    if (!selectors.some(mayBeOfIstio)) return false;
    const reach = tree.reach(kustomization);
    return files.some((file) => reach.has(file) || reach.kustomizations.includes(file));
  });
}

/** The variables that values set, be they in a text: one that cannot be read counts as a whole. */
function variablesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    const parameter = /(?:^|\.)env\.(\w+)$/.exec(value)?.[1];
    if (parameter !== undefined) return [parameter];
    if (!/\benv:/.test(value)) return [];
    const parsed = parseDocument(value, { start: 0, end: value.length });
    return isParseProblem(parsed) ? [value] : variablesIn(plainData(parsed.root));
  }
  if (Array.isArray(value)) return value.flatMap(variablesIn);
  if (!isFields(value)) return [];
  const own = isFields(value['env']) ? Object.keys(value['env']) : [];
  return [...own, ...Object.values(value).flatMap(variablesIn)];
}
