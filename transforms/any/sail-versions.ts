import { pinnedMinor } from '../../src/install/pins/canary';
import { operatorObjects, pinOfOperator } from '../../src/install/releases/operators';
import type { Context, Note, Transform } from '../../src/transform';
import { anyRelease, releaseOf, type Version } from '../../src/version';
import { stringOf, valueAt } from '../../src/yaml';
import { newestSail, sailOperators } from '../tables/api-versions';

const istio = (version: string) => `apiVersion: sailoperator.io/v1
kind: Istio
metadata:
  name: default
spec:
  version: ${version}
`;

/**
 * Versions that the Sail operator of the target no longer installs, and a kind that it does not have.
 *
 * Source: the rows of `tables/sail.ts`; istio-ecosystem/sail-operator, `chart/crds` at 0.1.0 and 0.2.0 (RemoteIstio).
 */
export const sailVersions: Transform = {
  id: 'sail-versions',
  title: 'Versions of Istio that the Sail operator installs',
  release: anyRelease,
  phase: 'before',
  kind: 'advice',
  docs: 'https://github.com/istio-ecosystem/sail-operator/blob/main/docs/README.adoc',
  about: () => ({
    why: [
      'Each release of the Sail operator installs about three minor releases of Istio. One that is older is out of support: its resources fail to reconcile after the operator was upgraded.',
      'The kind RemoteIstio left the operator with 0.2.0: it is an Istio with `profile: remote` now.',
    ],
    changes: [
      'Nothing: the version is your decision. It reports versions that the operator of the target does not install.',
    ],
    reports: [
      {
        when: 'An object asks for a version that is too old for the operator of the target.',
        level: 'warning' as const,
        message: 'the Sail operator of Istio 1.30 no longer installs v1.26.3; the oldest is 1.28',
        remedy: 'Upgrade Istio to a release that both operators install, then the operator.',
        target: '1.30',
        files: { 'istio.yaml': istio('v1.26.3') },
      },
      {
        when: 'The target is newer than every release of the operator that is known.',
        level: 'note' as const,
        message: `no release of the Sail operator that installs Istio 1.31 is known here; the newest known is ${newestSail}`,
        remedy: 'Look up whether your operator lists the version.',
        target: '1.31',
        files: { 'istio.yaml': istio('v1.30.3') },
      },
      {
        when: 'A RemoteIstio is in the tree.',
        level: 'error' as const,
        message: 'the Sail operator has no RemoteIstio since 0.2.0',
        remedy: 'Write an Istio with `spec.profile: remote`.',
        files: { 'remote.yaml': istio('v1.24.0').replace('v1', 'v1alpha1').replace('Istio', 'RemoteIstio') },
      },
    ],
    links: [
      [
        'Versions of the Sail operator',
        'https://github.com/istio-ecosystem/sail-operator/blob/main/pkg/istioversion/versions.yaml',
      ],
    ],
  }),
  triggers: ['sailoperator.io', 'operator.istio.io'],
  migrate(document, { facts, report, target }) {
    for (const { object, carrier, installer } of operatorObjects(document)) {
      const pin = installer === 'sail' ? pinOfOperator(object.mapping, carrier) : undefined;
      const note = pin && noteOf(pin.text, pinnedMinor(pin, facts), target);
      if (pin?.place && note) report({ ...note, at: pin.place });
    }
    reportRemote(document.objects, report);
  },
};

function noteOf(text: string, version: Version | undefined, target: Version): Omit<Note, 'at'> | undefined {
  const release = releaseOf(target);
  const row = sailOperators.find(({ operator }) => operator === release);
  if (!row && target.minor > Number(newestSail.split('.')[1])) {
    return {
      level: 'note',
      message: `no release of the Sail operator that installs Istio ${release} is known here; the newest known is ${newestSail}`,
      help: 'look up whether your operator lists the version in its CRDs before you set spec.version',
    };
  }
  if (!row || !version || version.minor >= Number(row.oldest.split('.')[1])) return undefined;
  return {
    level: 'warning',
    message: `the Sail operator of Istio ${release} no longer installs ${text}; the oldest is ${row.oldest}`,
    help: 'set spec.version to a release that the operators before and after install, wait until it runs, then upgrade the operator',
  };
}

function reportRemote(
  objects: Parameters<Transform['migrate']>[0]['objects'],
  report: Context['report'],
): void {
  for (const { group, kind, mapping } of objects) {
    if (kind !== 'RemoteIstio' || !['sailoperator.io', 'operator.istio.io'].includes(group)) continue;
    const at = mapping.entries.find(({ value }) => stringOf(value) === kind) ?? mapping;
    const profile = stringOf(valueAt(mapping, 'spec', 'profile')) ?? 'remote';
    report({
      level: 'error',
      at,
      message: 'the Sail operator has no RemoteIstio since 0.2.0',
      help: `write an Istio with spec.profile: ${profile}, apply it, and delete this object once its istiod is ready; status fields differ`,
    });
  }
}
