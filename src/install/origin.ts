import type { FactKind, Facts } from '../facts';
import type { ManifestDocument } from '../kubernetes/document';
import { entriesOf, holdsPlaceholder, isTemplated, stringOf, valueAt, walk } from '../yaml';
import { isNameOfIstio, localChart } from './chart';
import { releaseFact } from './releases/release-facts';
import type { ChartReference } from './values';

// Charts called `base`, `cni` or `gateway` are Istio's, or those of other products. What tells them is where they come
// from: an address with Istio in it, or the repository that istiod of the same release comes from. In a mirror, that may
// be the version, together with what the release and its namespace are called.

/** The name of a repository whose address names Istio, as manifests and scripts call it. */
const istioRepository: FactKind<string> = { name: 'istio-repository' };

/** Collects the repositories of charts that objects of Flux and lists of other tools give a name, if they are Istio's. */
export function collectRepositories({ root, objects, text }: ManifestDocument, facts: Facts): void {
  if (!/istio/.test(text) || !/repo/i.test(text)) return;
  const add = (name: string | undefined, url: string | undefined) => {
    if (name !== undefined && url?.includes('istio') === true) facts.add(istioRepository, name);
  };
  for (const { group, name, mapping } of objects)
    if (group === 'source.toolkit.fluxcd.io') add(name, stringOf(valueAt(mapping, 'spec', 'url')));
  walk(root, (node) => {
    add(stringOf(valueAt(node, 'name')), stringOf(valueAt(node, 'url') ?? valueAt(node, 'repo_url')));
  });
  // Helmsman has a map.
  for (const { name, value } of entriesOf(valueAt(root, 'helmRepos'))) add(name, stringOf(value));
}

/** The same for the commands of a script. */
export function collectAddedRepositories(text: string, facts: Facts): void {
  for (const [, name = '', url = ''] of text.matchAll(
    /\brepo\s+add\s+(?:-\S+\s+)*([\w.-]+)\s+["']?([^\s"']+)/g,
  ))
    if (url.includes('istio')) facts.add(istioRepository, name);
}

/** Whether a chart is one of Istio's, as far as its name leaves that open; undefined where nothing tells. */
export function isOfIstio(chart: ChartReference, facts: Facts): boolean | undefined {
  const { name, repository = '', version, beside = '' } = chart;
  const { last, from } = partsOf(chart);
  const isName = isNameOfIstio(last);
  if (isName !== false) return isName === true;
  if (/istio/.test(name + repository) || facts.all(istioRepository).includes(from)) return true;
  if (isOpen(version)) return undefined;
  const minor = minorOf(version);
  if (minor === undefined) return false;
  const known = facts.derived(istios);
  const isNamed = beside.includes('istio') && (last === 'cni' || known.has(minor));
  return isNamed || known.has(`${from} ${minor}`) ? true : undefined;
}

/** The minor releases that certain charts of Istio are pinned to, and the same with the repository. */
function istios(facts: Facts): ReadonlySet<string> {
  const named: ChartReference[] = [
    ...facts.all(releaseFact).map(({ chart }) => chart),
    ...facts.all(localChart).flatMap(({ dependencies }) => dependencies),
  ];
  const found = named.flatMap((chart) => {
    const { last, from } = partsOf(chart);
    const minor = minorOf(chart.version);
    const isName = isNameOfIstio(last);
    const isSure = isName === true || (isName === false && /istio/.test(from));
    return isSure && minor !== undefined ? [minor, `${from} ${minor}`] : [];
  });
  return new Set(found);
}

/** The name of a chart without its path, and what it comes from: a repository, or the alias or address in its name. */
export function partsOf({ name, repository }: ChartReference): {
  readonly last: string;
  readonly from: string;
} {
  const path = name.replace(/(?<!\/)\/+$/, '');
  const at = path.lastIndexOf('/');
  return { last: path.slice(at + 1), from: (repository ?? '') || path.slice(0, Math.max(at, 0)) };
}

/** Whether a version may be any. */
function isOpen(version = ''): boolean {
  return !/\d/.test(version) || isTemplated(version) || holdsPlaceholder(version);
}

/** The minor release of Istio that a version, or the start of a range, may be of. */
function minorOf(version = ''): string | undefined {
  return /^[\s^~=>v]{0,9}(1\.[1-4]\d)(?!\d)/.exec(version)?.[1];
}
