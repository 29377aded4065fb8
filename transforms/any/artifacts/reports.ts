import type { ManifestDocument } from '../../../src/kubernetes/document';
import { fileNameOf } from '../../../src/kubernetes/path';
import type { Context } from '../../../src/transform';
import {
  asMapping,
  entriesOf,
  type Entry,
  type Item,
  type Node,
  stringOf,
  unlessDeclined,
  valueAt,
} from '../../../src/yaml';
import { movedArtifacts, reportedArtifacts } from '../../tables/artifacts';
import { oldAddress, writtenAs } from './address';
import { firstImage } from './images';
import { deadline } from './mentions';
import { isPolicy } from './roles';

/** What Secrets have that hold addresses in base64. */
export const secretTriggers = ['argocd.argoproj.io/secret-type', '.dockerconfigjson'] as const;

/** Old addresses in the base64 of Secrets. Credentials are never shown. */
export function reportSecrets({ objects }: ManifestDocument, { report, facts }: Context): void {
  for (const { group, kind, mapping } of objects) {
    if (group !== '' || kind !== 'Secret') continue;
    for (const entry of entriesOf(unlessDeclined(() => valueAt(mapping, 'data')))) {
      const text = decoded(entry.value);
      const address = oldAddress(text, 'chart');
      const found = address?.from ?? oldAddressIn(text, firstImage(facts) !== undefined);
      if (found === undefined) continue;
      report({
        level: 'warning',
        at: entry,
        message: `the base64 of "${entry.name ?? ''}" names ${found}, which is switched off`,
        help: address
          ? `replace it with ${Buffer.from(text.replace(address.from, address.to)).toString('base64')}: ${deadline}`
          : `decode it, add what replaces ${found}, and encode it again: ${deadline}`,
      });
    }
  }
}

function decoded(node: Node): string {
  const text = stringOf(node)?.trim() ?? '';
  return /^[A-Za-z0-9+/\s]+={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : '';
}

function oldAddressIn(text: string, usesImages: boolean): string | undefined {
  const found = [...movedArtifacts, ...reportedArtifacts].find(({ from }) => {
    const at = text.indexOf(from);
    return at !== -1 && writtenAs(text.slice(0, at), text.slice(at + from.length)) === 'address';
  });
  return (
    found?.from ?? (usesImages && /"(?:https:\/\/)?gcr\.io(?:\/v\d\/?)?"/.test(text) ? 'gcr.io' : undefined)
  );
}

/**
 * `gcr.io` by itself, where a policy, an egress rule or a mirror of containerd names the hosts that may be reached.
 * Others may need the host as well, so this is only good to know; and only where the tree takes Istio's images from it.
 */
export function reportHosts(document: ManifestDocument, { facts, report }: Context): void {
  if (!firstImage(facts)) return;
  const policies = document.objects.filter(isPolicy).map(({ mapping }) => mapping as Node);
  const roots = fileNameOf(document.path) === 'registries.yaml' ? [document.root] : policies;
  for (const root of roots) {
    for (const at of hostsBelow(root)) {
      report({
        level: 'note',
        at,
        message: "Istio's images leave gcr.io for docker.io",
        help: 'add docker.io here; keep gcr.io if something else needs it',
      });
    }
  }
}

function hostsBelow(node: Node | undefined): (Entry | Item)[] {
  if (!node || node.kind === 'scalar') return [];
  const mapping = asMapping(node);
  const children: readonly (Entry | Item)[] = node.kind === 'mapping' ? node.entries : node.items;
  const own = children.filter(({ value }) => isGcr(stringOf(value)));
  const keys = (mapping?.entries ?? []).filter(({ name }) => isGcr(name));
  return [...own, ...keys, ...children.flatMap(({ value }) => hostsBelow(value))];
}

function isGcr(text: string | undefined): boolean {
  return /^(?:https:\/\/)?gcr\.io\/?$/.test(text ?? '');
}
