import type { Facts, KubernetesObject, Report } from '../../src/manifest';
import { type FactKind, findEnvironmentVariable, isSwitchedOn, type Survey } from '../../src/manifest';
import type { Policy } from './shape';

const alphaFlag = 'PILOT_ENABLE_ALPHA_GATEWAY_API';

/** That istiod 1.27 had the alpha parts of Gateway API, and so BackendTLSPolicy, switched on. */
const alphaFlagIsOn: FactKind<true> = { name: 'alpha-flag-is-on' };

/** Looks for the flag. */
export const alphaFlagSurvey: Survey = {
  triggers: [alphaFlag],
  collect({ root }, facts) {
    if (findEnvironmentVariable(root, alphaFlag).some(isSwitchedOn)) facts.add(alphaFlagIsOn, true);
  },
};

/** Tells what a policy does on 1.28 that it did not on 1.27. */
export function reportBehaviour(
  { targets }: Policy,
  object: KubernetesObject,
  facts: Facts,
  report: Report,
): void {
  const wasIgnored = facts.all(alphaFlagIsOn).length === 0;
  const at = object.apiVersionEntry ?? object.mapping;
  report({
    level: 'warning',
    at,
    message:
      'BackendTLSPolicy v1 needs the Gateway API CRDs of 1.4 or newer, whose standard channel serves no alpha version',
    help: 'upgrade the CRDs first, then apply the manifests, then upgrade Istio',
  });
  if (wasIgnored) {
    report({
      level: 'warning',
      at,
      message: `Istio 1.27 ignored this policy unless ${alphaFlag} was on; from 1.28 on it takes effect`,
      help: 'make sure that the backend speaks TLS with the given hostname and CA before you upgrade',
    });
  }
  for (const { sectionName } of targets) {
    if (!sectionName) continue;
    const message =
      'Istio 1.27 applied the policy to the whole Service; from 1.28 on sectionName limits it to that port';
    report({ level: 'note', at: sectionName, message });
  }
}
