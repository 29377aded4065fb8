import type { ManifestDocument } from '../../../src/kubernetes/document';
import { startOf } from '../../../src/kubernetes/place';
import { asText, type Text, walk } from '../../../src/yaml';
import { type OldAddress, oldAddress, type Role } from './address';
import { isPolicy, isRenovate, roleOf } from './roles';

/** A value of a document that is an old address as a whole, with the aliases that stand for it. */
export interface Site {
  readonly place: Text;
  readonly nodes: readonly Text[];
  readonly role: Role;
  readonly address: OldAddress;
}

/** The values of a document of which a key or an object says that they are addresses of Istio's. */
export function sitesIn(document: ManifestDocument): Site[] {
  if (isRenovate(document)) return [];
  const policies = document.objects.filter(isPolicy).map(({ mapping }) => mapping.content);
  const written = new Map<number, Text[]>();
  walk(document.root, (node) => {
    const text = asText(node);
    if (!text || !mayBeAddress.test(text.value)) return;
    const at = startOf(text);
    if (policies.some(({ start, end }) => start <= at && at < end)) return;
    const known = written.get(text.content.start);
    if (known) known.push(text);
    else written.set(text.content.start, [text]);
  });
  return [...written.values()].flatMap((nodes) => siteOf(nodes) ?? []);
}

const mayBeAddress = /^[^\s]*(?:istio-release|registry\.istio\.io)[^\s]*$/;

/** One text may be named by aliases in several roles: it changes only where all of them ask for the same. */
function siteOf(nodes: readonly Text[]): Site | undefined {
  const found = nodes.flatMap((node): Site[] => {
    const role = roleOf(node);
    const address = role && oldAddress(node.value, role);
    return address ? [{ place: node, nodes, role, address }] : [];
  });
  const [first] = found;
  if (!first || found.some(({ address }) => address.to !== first.address.to)) return undefined;
  return { ...first, place: nodes.find(({ alias }) => !alias) ?? first.place };
}
