import type { FactKind } from '../../../src/facts';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { Survey, Transform } from '../../../src/transform';
import { asMapping, entryOf, isNull, type Mapping, stringOf, walk } from '../../../src/yaml';

/** That the tree runs Istio in ambient mode. */
const runsAmbient: FactKind<true> = { name: 'runs-ambient' };

const ambientSurvey: Survey = {
  triggers: ['ambient', 'ztunnel', 'ZTunnel', 'waypoint'],
  collect({ root, objects }, facts) {
    let isFound = objects.some(isOfAmbient);
    walk(root, (node) => {
      const mapping = asMapping(node);
      isFound ||= mapping !== undefined && showsAmbient(mapping);
    });
    if (isFound) facts.add(runsAmbient, true);
  },
};

/**
 * Advice for `ServiceEntry` objects with resolution NONE, which a ztunnel of 1.27 does not understand when istiod
 * of 1.28 sends them.
 *
 * Source: istio 1.28, `releasenotes/notes` on the passthrough service type; istio/api,
 * `networking/v1/service_entry.proto` (NONE is the default).
 */
export const ambientServiceEntry: Transform = {
  id: 'ambient-service-entry',
  title: 'ServiceEntry with resolution NONE while ztunnel is upgraded',
  release: '1.28',
  phase: 'before',
  kind: 'advice',
  docs: 'https://istio.io/latest/news/releases/1.28.x/announcing-1.28/upgrade-notes/',
  about: async () => (await import('./about')).about,
  triggers: ['ServiceEntry'],
  surveys: [ambientSurvey],

  migrate({ objects }, { facts, report }) {
    const isAmbient = facts.all(runsAmbient).length > 0;
    for (const { mapping, group, kind } of objects) {
      if (group !== 'networking.istio.io' || kind !== 'ServiceEntry') continue;
      const spec = entryOf(mapping, 'spec');
      const resolution = entryOf(spec?.value, 'resolution');
      const isNone = !resolution || isNull(resolution.value) || stringOf(resolution.value) === 'NONE';
      // A part of an entry, as in a patch, says nothing of what it leaves out.
      if (!isNone || (!resolution && !entryOf(spec?.value, 'hosts'))) continue;
      report({
        level: isAmbient ? 'warning' : 'note',
        at: resolution ?? spec ?? mapping,
        message: 'a ztunnel older than 1.28 refuses a ServiceEntry of resolution NONE, and loses the update',
        help: isAmbient
          ? 'upgrade istiod and ztunnel close together: until then the service may behave as if it had no ServiceEntry'
          : 'only clusters in ambient mode are concerned: there, upgrade istiod and ztunnel close together',
      });
    }
  },
};

/** A namespace or workload in the mesh, a profile, a waypoint, or the chart of ztunnel. */
function showsAmbient(mapping: Mapping): boolean {
  const text = (key: string): string => {
    const value = mapping.entries.find((entry) => entry.name === key)?.value;
    return stringOf(value) ?? '';
  };
  const has = (key: string): boolean => mapping.entries.some((entry) => entry.name === key);
  return (
    text('istio.io/dataplane-mode') === 'ambient' ||
    text('profile') === 'ambient' ||
    text('gatewayClassName') === 'istio-waypoint' ||
    has('istio.io/use-waypoint') ||
    /(?:^|\/)ztunnel$/.test(text('chart')) ||
    (text('name') === 'ztunnel' && (has('repository') || has('repo')))
  );
}

/** A ztunnel by its own name; by that of its chart, {@link showsAmbient} finds it. */
function isOfAmbient({ kind, name }: KubernetesObject): boolean {
  if (kind === 'ZTunnel') return true;
  return name === 'ztunnel' && ['DaemonSet', 'Application', 'HelmRelease'].includes(kind);
}
