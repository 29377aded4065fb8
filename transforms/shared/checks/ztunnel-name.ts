import { upgradeNotesOf } from '../../../src/about';
import { findInstallValues } from '../../../src/install/find';
import { placeToInsert } from '../../../src/install/layers/insertion';
import { surveysOfLayers } from '../../../src/install/layers/surveys';
import { installSurvey } from '../../../src/install/surveys';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import type { Context, Transform } from '../../../src/transform';
import type { UpgradeRange } from '../../../src/version';
import { stringOf, valueAt } from '../../../src/yaml';
import { fluxRelease } from '../examples';

/** A release that names the objects of the ztunnel chart by another rule than the one before. */
interface NamingRule {
  readonly release: string;
  readonly why: string;
  /** Whether an upgrade runs into the new rule and stays with it. */
  readonly isMet: (range: UpgradeRange) => boolean;
  readonly message: (name: string) => string;
  readonly help: (name: string) => string;
}

/**
 * The objects of ztunnel were called ztunnel up to 1.24 and are in 1.26 and later; in 1.25 they had the name of the release.
 *
 * Source: istio 1.24, 1.25 and 1.26, `manifests/charts/ztunnel/templates/{daemonset.yaml,_helpers.tpl}`;
 * `trustedZtunnelName` in `manifests/charts/istio-control/istio-discovery/templates/deployment.yaml` at 1.26.0.
 */
export function ztunnelName({ release, why, isMet, message, help }: NamingRule): Transform {
  return {
    id: `ztunnel-name-${release}`,
    title: 'Names of the objects of ztunnel',
    release,
    phase: 'with',
    kind: 'advice',
    docs: upgradeNotesOf(release),
    about: () => ({
      why: [why],
      changes: [
        'Nothing. It reports releases of the ztunnel chart with another name that set no `resourceName`.',
      ],
      reports: [
        {
          when: 'The release of the chart is not called ztunnel, and sets no `resourceName`.',
          level: 'warning' as const,
          message: message('mesh-ztunnel'),
          remedy: 'Set `resourceName`.',
          files: {
            'ztunnel.yaml': fluxRelease(
              { name: 'mesh-ztunnel', chart: 'ztunnel', version: release === '1.25' ? '1.24.6' : '1.25.5' },
              '  values: {}\n',
            ),
          },
        },
      ],
      links: [['Install ztunnel with Helm', 'https://istio.io/latest/docs/ambient/install/helm/']],
    }),
    triggers: ['ztunnel'],
    surveys: [installSurvey, kustomizeSurvey, ...surveysOfLayers(['resourceName'])],
    migrate(document, context) {
      if (!isMet(context.range)) return;
      for (const { name, values } of namedReleases(document, context)) {
        context.report({ level: 'warning', at: values.place, message: message(name), help: help(name) });
      }
    },
  };
}

/** The releases of the ztunnel chart that would give its objects a name of their own. */
function namedReleases(document: ManifestDocument, { facts }: Context) {
  return findInstallValues(document, facts).flatMap((values) => {
    if (values.chart !== 'ztunnel' || values.installer !== 'helm') return [];
    const place = placeToInsert(values, ['resourceName'], facts);
    if (place !== 'here' && place.reason === 'set') return [];
    const object = document.objects.find(
      ({ mapping: { content } }) =>
        content.start <= values.root.base.content.start && values.root.base.content.start < content.end,
    );
    const name = object && releaseOf(object);
    return name === undefined || name === 'ztunnel' ? [] : [{ name, values }];
  });
}

/**
 * The name of a Helm release; undefined where a tool decides it in a way that is not known here.
 *
 * Sources: fluxcd/helm-controller, `docs/spec/v2/helmreleases.md` (release name); argo-cd, `docs/user-guide/helm.md`.
 */
function releaseOf({ kind, name, mapping }: KubernetesObject): string | undefined {
  const spec = valueAt(mapping, 'spec');
  if (kind === 'HelmRelease') {
    const target = stringOf(valueAt(spec, 'targetNamespace'));
    const usual = target === undefined || name === undefined ? name : `${target}-${name}`;
    return stringOf(valueAt(spec, 'releaseName')) ?? usual;
  }
  if (kind !== 'Application') return undefined;
  return stringOf(valueAt(spec, 'source', 'helm', 'releaseName')) ?? name;
}
