import { describeObject, type KubernetesObject } from '../../src/kubernetes/object';
import type { FactKind, FactPlace } from '../../src/facts';
import { factPlaceOf } from '../../src/kubernetes/place';
import { findEnvironmentVariable, isSwitchedOn } from '../../src/install/variables';
import type { Survey } from '../../src/transform';
import { type Entry, entryOf, itemsOf, type Mapping, stringOf, valueAt } from '../../src/yaml';
import { holdsPlaceholder } from './placeholder';

/** The variable of istiod that switches on the alpha parts of Gateway API. */
export const alphaFlag = 'PILOT_ENABLE_ALPHA_GATEWAY_API';

/** That istiod 1.27 had the alpha parts of Gateway API, and so BackendTLSPolicy, switched on. */
export const alphaFlagIsOn: FactKind<true> = { name: 'alpha-flag-is-on' };

/** Something that Istio 1.28 still ignores unless the flag is on. */
export interface AlphaUse {
  readonly what: string;
  readonly place: FactPlace;
}

export const alphaUse: FactKind<AlphaUse> = { name: 'alpha-use' };

/** That the tree holds a BackendTLSPolicy, the one thing that no longer needs the flag. */
export const backendTlsPolicyIsUsed: FactKind<true> = { name: 'backend-tls-policy-is-used' };

/** Finds out whether the flag is on. */
export const alphaFlagSurvey: Survey = {
  triggers: [alphaFlag],
  collect({ root }, facts) {
    if (findEnvironmentVariable(root, alphaFlag).some(isSwitchedOn)) facts.add(alphaFlagIsOn, true);
  },
};

/** The groups of Gateway API, and of what it tries out. */
const groups = ['gateway.networking.k8s.io', 'gateway.networking.x-k8s.io'];

/** Kinds that only the flag makes Istio look at, at whatever version. */
const alphaKinds = ['TCPRoute', 'TLSRoute', 'XBackendTrafficPolicy', 'XListenerSet'];

/**
 * Finds out what needs the flag on 1.28. A file that cannot be parsed may, so it counts as if it did.
 *
 * Source: istio 1.28, `pilot/pkg/config/kube/gateway/{controller,conversion,deploymentcontroller}.go`,
 * `pkg/config/schema/collections/extras.go`.
 */
export const alphaUseSurvey: Survey = {
  triggers: [...alphaKinds, 'gatewayClassName', 'allowedListeners', 'BackendTLSPolicy'],
  collect(document, facts) {
    for (const object of document.objects) {
      if (!groups.includes(object.group)) continue;
      if (object.kind === 'BackendTLSPolicy') facts.add(backendTlsPolicyIsUsed, true);
      for (const { what, at } of usesOf(object))
        facts.add(alphaUse, { what, place: factPlaceOf(document, at) });
    }
  },
  missed(path, text, facts) {
    const kind = alphaKinds.find((each) => new RegExp(`kind:[ \\t]*["']?${each}\\b`).test(text));
    if (kind === undefined) return;
    const line = text.slice(0, text.indexOf(kind)).split('\n').length;
    facts.add(alphaUse, { what: kind, place: { path, line, column: 1 } });
  },
};

interface Use {
  readonly what: string;
  readonly at: Entry | Mapping;
}

function usesOf(object: KubernetesObject): Use[] {
  const { kind, mapping } = object;
  if (alphaKinds.includes(kind)) {
    return [{ what: describeObject(object), at: entryOf(mapping, 'kind') ?? mapping }];
  }
  if (kind !== 'Gateway') return [];
  const uses: Use[] = [];
  const allowed = entryOf(valueAt(mapping, 'spec'), 'allowedListeners');
  if (allowed) uses.push({ what: `allowedListeners of ${describeObject(object)}`, at: allowed });
  for (const { value } of itemsOf(valueAt(mapping, 'spec', 'listeners'))) {
    const protocol = entryOf(value, 'protocol');
    const name = stringOf(protocol?.value) ?? '';
    if (protocol && (name === 'TCP' || name === 'TLS' || holdsPlaceholder(name))) {
      uses.push({ what: `the ${name} listener of ${describeObject(object)}`, at: protocol });
    }
  }
  return uses;
}
