import { asSequence, findEntry, type Mapping, type Node, stringOf, valueAt } from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import type { KubernetesObject } from '../kubernetes/object';
import type { InstallValues } from './values';

/** The install values in objects of the operators: `IstioOperator`, and Sail's `Istio` and `IstioRevision`. */
export function operatorValues({ objects }: ManifestDocument): InstallValues[] {
  return objects.flatMap((object): InstallValues[] => {
    if (object.group === 'install.istio.io' && object.kind === 'IstioOperator') {
      return [istioOperator(object)];
    }
    return isSail(object) ? [sail(object)] : [];
  });
}

/** Source: istio 1.28, `operator/pkg/apis/types.go`, `operator/pkg/render/manifest.go`. */
function istioOperator({ mapping, kind }: KubernetesObject): InstallValues {
  const spec = valueAt(mapping, 'spec');
  const at = { base: mapping, keys: ['spec', 'values'] };
  return {
    carrier: kind,
    installer: 'istioctl',
    place: kindEntry(mapping),
    istiod: at,
    globals: at,
    parameters: undefined,
    environment: asSequence(valueAt(spec, 'components', 'pilot', 'k8s', 'env')),
    version: versionOf(valueAt(spec, 'tag') ?? valueAt(spec, 'values', 'global', 'tag')),
    isLowest: installsPilot(spec),
    beside: [],
  };
}

/** The profiles `empty` and `remote` install no istiod unless the component is switched on, as overlays of gateways do. */
function installsPilot(spec: Node | undefined): boolean {
  const enabled = valueAt(spec, 'components', 'pilot', 'enabled');
  if (enabled?.kind === 'scalar' && typeof enabled.value === 'boolean') return enabled.value;
  return !['empty', 'remote'].includes(stringOf(valueAt(spec, 'profile')) ?? '');
}

/** Source: istio-ecosystem/sail-operator, `api/v1/istio_types.go`; its first releases were in `operator.istio.io`. */
function isSail({ group, kind }: KubernetesObject): boolean {
  return (
    (group === 'sailoperator.io' || group === 'operator.istio.io') &&
    (kind === 'Istio' || kind === 'IstioRevision')
  );
}

function sail({ mapping, kind }: KubernetesObject): InstallValues {
  const spec = valueAt(mapping, 'spec');
  const at = { base: mapping, keys: ['spec', 'values'] };
  return {
    carrier: `Sail ${kind}`,
    installer: 'sail',
    place: kindEntry(mapping),
    istiod: at,
    globals: at,
    parameters: undefined,
    environment: undefined,
    version: versionOf(valueAt(spec, 'version')),
    isLowest: true,
    beside: [],
  };
}

function kindEntry(mapping: Mapping) {
  return findEntry(mapping, 'kind', { duplicates: 'first', templates: 'absent' }) ?? mapping;
}

function versionOf(place: Node | undefined): InstallValues['version'] {
  const text = stringOf(place);
  return place && text !== undefined ? { text, place } : undefined;
}
