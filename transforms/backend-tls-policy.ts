import { describeObject, type KubernetesObject, type Report, type Transform } from '../src/manifest';
import { checkPolicy, reportPart } from './backend-tls-policy/check';
import { policyMentions } from './backend-tls-policy/mentions';
import { readPolicy, type Policy } from './backend-tls-policy/shape';
import { migrateTargets, migrateValidation } from './backend-tls-policy/spec';
import { alphaFlag, alphaFlagIsOn, alphaFlagSurvey } from './shared/alpha-gateway';
import { reportTemplatedVersion } from './shared/templated-version';

const group = 'gateway.networking.k8s.io';
const version = 'v1';

/**
 * BackendTLSPolicy v1alpha2 and v1alpha3 to `gateway.networking.k8s.io/v1`.
 *
 * Source: kubernetes-sigs/gateway-api, `apis/v1alpha2` at v1.0.0, `apis/v1alpha3` at v1.1.0, `apis/v1` at v1.4.0;
 * istio 1.28, `releasenotes/notes/gtw-140.yaml`, `pilot/pkg/config/kube/gateway/{controller,backend_policies}.go`.
 */
export const backendTlsPolicy: Transform = {
  id: 'backend-tls-policy',
  title: 'BackendTLSPolicy alpha → gateway.networking.k8s.io/v1',
  release: '1.28',
  kind: 'required',
  docs: 'https://istio.io/latest/news/releases/1.28.x/announcing-1.28/upgrade-notes/#backendtlspolicy-alpha-removal',
  triggers: ['BackendTLSPolicy'],
  mentions: policyMentions,

  survey: alphaFlagSurvey,

  migrate({ objects }, { facts, report: tell, rewrite }) {
    const wasIgnored = facts.all(alphaFlagIsOn).length === 0;
    for (const object of objects) {
      if (object.kind !== 'BackendTLSPolicy' && object.kind !== 'BackendTLSPolicyList') continue;
      if (reportTemplatedVersion(object, `${group}/${version}`, tell)) continue;
      if (object.group !== group) continue;
      const isOld = object.version !== version;
      const { apiVersionEntry } = object;

      rewrite(apiVersionEntry ?? object.mapping, summaryOf(object, isOld), (edit, report) => {
        if (isOld && apiVersionEntry?.value.kind === 'scalar')
          edit.set(apiVersionEntry.value, `${group}/${version}`);
        if (object.kind === 'BackendTLSPolicyList') return;
        const policy = readPolicy(object);
        migrateTargets(policy, edit, report);
        migrateValidation(policy, edit);
        checkPolicy(policy, report);
        if (!isOld) return;
        reportPart(policy, report);
        reportBehaviour(policy, wasIgnored, report);
      });
    }
  },
};

function summaryOf(object: KubernetesObject, isOld: boolean): string {
  const what = describeObject(object);
  return isOld
    ? `${what}: ${object.apiVersion} → ${group}/${version}`
    : `${what}: fields of v1alpha2 → ${version}`;
}

function reportBehaviour({ object, targets }: Policy, wasIgnored: boolean, report: Report): void {
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
