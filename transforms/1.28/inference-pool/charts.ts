import { chartIn } from '../../../src/install/pins/document-pins';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { describePlace, factPlaceOf } from '../../../src/kubernetes/object';
import { textUnder } from '../../../src/moves';
import type { Survey } from '../../../src/transform';
import { isAtLeast } from '../../../src/version';
import {
  asMapping,
  holdersOf,
  type Mapping,
  stringOf,
  unlessDeclined,
  valueAt,
  walk,
} from '../../../src/yaml';
import { chartVersion, isPoolChart } from '../../any/gateway-api-bundle/pins';
import { poolBases, unreadParts } from './base';
import { oldGroup } from './names';

const firstWithNew = { major: 1, minor: 0, patch: 0 };
const help = 'upgrade that release to chart v1.0 or newer, then run again: the two must change together';

/**
 * The pools of releases of the inferencepool chart that knows only the old group, as objects of the tree: what names such
 * a pool stays with its release.
 *
 * Source: kubernetes-sigs/gateway-api-inference-extension, `config/charts/inferencepool/templates/inferencepool.yaml` at
 * v0.5.1 (the name is that of the release).
 */
export const poolChartSurvey: Survey = {
  triggers: ['inferencepool'],
  collect(document, facts) {
    walk(document.root, (node) => {
      const mapping = asMapping(node);
      const release = mapping && unlessDeclined(() => oldReleaseIn(mapping, document));
      if (!release) return;
      const { version, name, namespace } = release;
      const place = factPlaceOf(document, version);
      const reason = `the InferencePool ${name} is of a chart that knows only the old group (${describePlace(place)})`;
      facts.add(poolBases, {
        ...{ path: document.path, place, labels: {}, namespace, name, ...unreadParts },
        ...{ group: oldGroup, version: 'v1alpha2', kind: 'InferencePool', isOld: true },
        ...{ isKept: true, keptBy: place, obstacle: { reason, help, place, parts: [] } },
      });
    });
  },
};

/** The release of an old chart that a mapping names, where it is known what it is called. */
function oldReleaseIn(mapping: Mapping, { objects }: ManifestDocument) {
  const { names, versions } = chartIn(mapping);
  const [place] = versions;
  const { version } = chartVersion(stringOf(place) ?? '') ?? {};
  const isChart = names.some(isPoolChart);
  if (!place || !version || !isChart || isAtLeast(version, firstWithNew)) return undefined;
  const holders = holdersOf(mapping);
  const object = objects.find((each) => holders.includes(each.mapping));
  const release = releaseOf(mapping, object);
  return release.name === undefined ? undefined : { ...release, name: release.name, version: place };
}

/** What a release is called, and where it is: an Application, a HelmRelease, or an item of helmfile. */
function releaseOf(mapping: Mapping, object: ManifestDocument['objects'][number] | undefined) {
  const [name, namespace] = [textUnder(mapping, 'name'), textUnder(mapping, 'namespace')];
  if (!object) return textUnder(mapping, 'chart') === undefined ? {} : { name, namespace };
  const textAt = (...path: readonly string[]) => stringOf(valueAt(object.mapping, 'spec', ...path));
  if (object.kind === 'Application')
    return {
      name: stringOf(valueAt(mapping, 'helm', 'releaseName')) ?? object.name,
      namespace: textAt('destination', 'namespace'),
    };
  if (object.kind !== 'HelmRelease') return {};
  const target = textAt('targetNamespace');
  const composed = [target, object.name].filter((part) => part !== undefined).join('-');
  return { name: textAt('releaseName') ?? composed, namespace: target ?? object.namespace };
}
