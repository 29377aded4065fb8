import type { Context, KubernetesObject, Transform } from '../src/manifest';
import { describeObject } from '../src/manifest';
import { reportTemplatedVersion } from './shared/templated-version';
import { checkPool } from './inference-pool/check';
import { migrateFlags } from './inference-pool/flags';
import { keepOtherKinds } from './inference-pool/kept';
import { reportLeftovers } from './inference-pool/leftovers';
import { poolMentions } from './inference-pool/mentions';
import { group, oldGroup } from './inference-pool/names';
import { reportPickers } from './inference-pool/pickers';
import { migrateReferences } from './inference-pool/references';
import { migrateRoles } from './inference-pool/roles';
import { migratePicker, migratePorts, migrateSelector } from './inference-pool/spec';
import { readPool } from './inference-pool/shape';
import { migrateStatus } from './inference-pool/status';
import { isKustomization } from './shared/kustomization';

/**
 * InferencePool of any earlier generation to `inference.networking.k8s.io/v1`.
 *
 * Source: kubernetes-sigs/gateway-api-inference-extension, `api/v1alpha1` at v0.1.0, `api/v1alpha2` at v0.5.1,
 * `api/v1` at v1.0.0-rc.1, v1.0.0 and v1.1.0, and its converter `apix/v1alpha2/inferencepool_conversion.go`.
 */
export const inferencePool: Transform = {
  id: 'inference-pool',
  title: 'InferencePool alpha → inference.networking.k8s.io/v1',
  release: '1.28',
  kind: 'required',
  docs: 'https://istio.io/latest/news/releases/1.28.x/announcing-1.28/upgrade-notes/',
  triggers: [
    'InferencePool',
    'targetPortNumber',
    'pool-group',
    '-poolName',
    'gateway-api-inference-extension',
    'llm-d-inference-scheduler',
    oldGroup,
  ],
  mentions: poolMentions,

  migrate(document, context) {
    for (const object of document.objects) migratePool(object, context);
    // What a kustomization selects and patches goes by rules of its own.
    if (isKustomization(document)) return;
    migrateReferences(document, context);
    migrateRoles(document, context);
    migrateFlags(document, context);
    reportPickers(document, context);
    reportLeftovers(document, context);
    keepOtherKinds(document, context);
  },
};

function migratePool(object: KubernetesObject, { report: tell, rewrite }: Context): void {
  if (object.kind !== 'InferencePool' && object.kind !== 'InferencePoolList') return;
  if (reportTemplatedVersion(object, `${group}/v1`, tell)) return;
  if (object.group !== group && object.group !== oldGroup) return;
  const { apiVersionEntry } = object;
  const isOld = object.apiVersion !== `${group}/v1`;

  rewrite(apiVersionEntry ?? object.mapping, summaryOf(object, isOld), (edit, report) => {
    if (isOld && apiVersionEntry?.value.kind === 'scalar') edit.set(apiVersionEntry.value, `${group}/v1`);
    if (object.kind === 'InferencePoolList') return;
    const pool = readPool(object);
    migrateSelector(pool, edit);
    migratePorts(pool, edit);
    migratePicker(pool, edit);
    migrateStatus(pool, edit, report);
    checkPool(pool, report);
    if (object.group === oldGroup) {
      report({
        level: 'warning',
        at: apiVersionEntry ?? object.mapping,
        message: 'the API group changes, so the migrated InferencePool is a new object beside the old one',
        help:
          'install the v1 CRDs first, apply the new pool, wait until it is accepted, ' +
          `then delete the old object and the CRD inferencepools.${oldGroup}`,
      });
    }
  });
}

function summaryOf(object: KubernetesObject, isOld: boolean): string {
  const what = describeObject(object);
  return isOld
    ? `${what}: ${object.apiVersion} → ${group}/v1`
    : `${what}: fields of earlier generations → v1`;
}
