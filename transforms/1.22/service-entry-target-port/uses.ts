import { entriesOf, entryOf, isNull, itemsOf, scalarValueOf, stringOf, valueAt } from '../../../src/yaml';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { CarriedVariable, Use } from '../../shared/uses';

/**
 * Up to 1.21, a ServiceEntry of resolution NONE ignored `targetPort`, unless it selected workloads.
 *
 * Source: istio 1.22, `pilot/pkg/networking/core/cluster_builder.go` (PassthroughTargetPorts); istio 1.21,
 * `pilot/pkg/serviceregistry/serviceentry/conversion.go`.
 */
export const targetPortOfNone: CarriedVariable = {
  name: 'ENABLE_RESOLUTION_NONE_TARGET_PORT',
  off: 'false',
  gone: '1.25',
  kind: 'ServiceEntry',
  findUses: ({ objects }) =>
    objects
      .filter(({ group, kind }) => group === 'networking.istio.io' && kind === 'ServiceEntry')
      .flatMap(usesIn),
};

function usesIn({ mapping }: KubernetesObject): Use[] {
  const spec = valueAt(mapping, 'spec');
  const resolution = entryOf(spec, 'resolution');
  const isNone = resolution
    ? isNull(resolution.value) || stringOf(resolution.value) === 'NONE'
    : entryOf(spec, 'hosts');
  if (!isNone) return [];
  const selector = valueAt(spec, 'workloadSelector');
  return itemsOf(valueAt(spec, 'ports')).flatMap(({ value: port }): Use[] => {
    const targetPort = entryOf(port, 'targetPort');
    if (!targetPort || isNull(targetPort.value)) return [];
    if (scalarValueOf(targetPort.value) === scalarValueOf(valueAt(port, 'number'))) return [];
    return [
      {
        at: targetPort,
        summary: 'ServiceEntry of resolution NONE: targetPort is removed, so that it stays without effect',
        blocked:
          entriesOf(selector).length > 0
            ? {
                message:
                  'since Istio 1.22 targetPort of a ServiceEntry with resolution NONE also applies to passthrough traffic',
                help: 'it already chose the port of the selected workloads: test this entry on the new release',
              }
            : undefined,
        keep(edit) {
          edit.remove(targetPort);
        },
      },
    ];
  });
}
