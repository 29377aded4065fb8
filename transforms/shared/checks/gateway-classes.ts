import type { FactKind, Facts } from '../../../src/facts';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { Survey } from '../../../src/transform';
import { holdsPlaceholder, itemsOf, type Node, stringOf, valueAt } from '../../../src/yaml';

const group = 'gateway.networking.k8s.io';

/** A class of Gateways that a controller other than one of Istio serves. */
const otherClass: FactKind<string> = { name: 'gateway-class-of-others' };

/** A Gateway by its name, and its class. */
const gatewayClass: FactKind<{ readonly name: string; readonly className: string }> = {
  name: 'gateway-class',
};

/** OpenShift has istiod serve its class. */
const ofIstio = /^(?:istio\.io|openshift\.io)\//;

export const gatewayClassSurvey: Survey = {
  triggers: ['gatewayClassName', 'controllerName'],
  collect({ objects }, facts) {
    for (const { name, mapping, ...object } of objects) {
      if (object.group !== group || name === undefined) continue;
      const controller = textAt(mapping, 'spec', 'controllerName');
      const isOfOthers =
        controller.includes('/') && !ofIstio.test(controller) && !holdsPlaceholder(controller);
      if (object.kind === 'GatewayClass' && isOfOthers) facts.add(otherClass, name);
      if (object.kind === 'Gateway')
        facts.add(gatewayClass, { name, className: textAt(mapping, 'spec', 'gatewayClassName') });
    }
  },
};

/** Whether Istio has nothing to do with a Gateway or a route: the tree shows that others serve all that it is for. */
export function isOfOtherControllers({ kind, mapping }: KubernetesObject, facts: Facts): boolean {
  const isOther = (className: string) => facts.all(otherClass).includes(className);
  if (kind === 'Gateway') return isOther(textAt(mapping, 'spec', 'gatewayClassName'));
  const parents = itemsOf(valueAt(mapping, 'spec', 'parentRefs'));
  return (
    parents.length > 0 &&
    parents.every(({ value }) => {
      const named = facts.all(gatewayClass).filter(({ name }) => name === textAt(value, 'name'));
      // A route of the mesh is for a Service.
      return (
        /^(?:Gateway)?$/.test(textAt(value, 'kind')) &&
        named.length > 0 &&
        named.every(({ className }) => isOther(className))
      );
    })
  );
}

function textAt(node: Node | undefined, ...path: readonly string[]): string {
  return stringOf(valueAt(node, ...path)) ?? '';
}
