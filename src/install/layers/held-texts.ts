import type { ManifestDocument } from '../../kubernetes/document';
import type { KubernetesObject } from '../../kubernetes/object';
import { entriesOf, type Scalar, stringOf, valueAt } from '../../yaml';
import { secretNamed } from '../releases/release-layers';
import type { FileContent } from './file-contents';

/** A text under a key of a ConfigMap or a Secret, in the object that is one or that one is made of. */
export interface HeldText {
  /** The kind of the object. */
  readonly kind: string;
  readonly configMap: Required<NonNullable<FileContent['configMap']>> & { readonly key: string };
  readonly scalar: Scalar;
}

interface Holder {
  readonly group: string;
  readonly kind: string;
  readonly texts: string;
  /** Where the name of the Secret is that is made of the object, unless it is its own. */
  readonly named?: readonly string[];
  readonly isSecret: boolean;
}

/**
 * Sources: external-secrets/external-secrets, `apis/externalsecrets/v1/{externalsecret,clusterexternalsecret}_types.go`;
 * bitnami-labs/sealed-secrets, `pkg/apis/sealedsecrets/v1alpha1/types.go`.
 */
const holders: readonly Holder[] = [
  { group: '', kind: 'ConfigMap', texts: 'data', isSecret: false },
  { group: '', kind: 'Secret', texts: 'stringData', isSecret: true },
  {
    group: 'external-secrets.io',
    kind: 'ExternalSecret',
    texts: 'spec.target.template.data',
    named: ['spec.target.name'],
    isSecret: true,
  },
  {
    group: 'external-secrets.io',
    kind: 'ClusterExternalSecret',
    texts: 'spec.externalSecretSpec.target.template.data',
    named: ['spec.externalSecretSpec.target.name', 'spec.externalSecretName'],
    isSecret: true,
  },
  { group: 'bitnami.com', kind: 'SealedSecret', texts: 'spec.template.data', isSecret: true },
];

/** Words of such objects. */
export const wordsOfHolders = ['ConfigMap', 'stringData', 'ExternalSecret', 'SealedSecret'];

/** The texts of a document that charts may be given as values by way of a ConfigMap or a Secret. */
export function heldTexts({ objects }: ManifestDocument): HeldText[] {
  return objects.flatMap((object) => {
    const holder = holders.find(({ group, kind }) => group === object.group && kind === object.kind);
    const name = holder && nameOf(object, holder);
    if (!holder || name === undefined) return [];
    const { kind, namespace, mapping } = object;
    return entriesOf(valueAt(mapping, ...holder.texts.split('.'))).flatMap(({ name: key, value }) =>
      key === undefined || value.kind !== 'scalar'
        ? []
        : [{ kind, configMap: { name, namespace, key }, scalar: value }],
    );
  });
}

function nameOf({ mapping, name }: KubernetesObject, { named = [], isSecret }: Holder): string | undefined {
  const [own = name] = named.flatMap((path) => stringOf(valueAt(mapping, ...path.split('.'))) ?? []);
  return own !== undefined && isSecret ? secretNamed(own) : own;
}
