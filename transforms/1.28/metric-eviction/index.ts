import { upgradeNotesOf } from '../../../src/about';
import { findIstiodEnvironments, variablesIn } from '../../../src/install/variables';
import { fileOf } from '../../../src/kubernetes/path';
import { findWorkloads } from '../../../src/kubernetes/workload';
import { surveysOfLayers } from '../../../src/install/layers/surveys';
import { commandSurveys, installSurvey } from '../../../src/install/surveys';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import type { Transform } from '../../../src/transform';
import { workloadSurvey } from './facts';
import { variableMention } from '../../shared/mentions/mentions';
import type { MentionPlace } from '../../../src/sweep/mention';
import { valuesNear } from '../../../src/sweep/object';
import { evictionAnnotation, flushAnnotation, graceFlag, isOff, rotationFlag } from './interval';
import { helpWhereOff, reportLeftovers } from './report';
import { migrateIstiod, migrateWorkload } from './rendered';
import { migrateValues } from './values';

const layerSurveys = surveysOfLayers([
  ...[rotationFlag, graceFlag, evictionAnnotation, flushAnnotation],
  // A layer may take away the maps that hold them.
  ...['pilot', 'injectedAnnotations'],
]);

/** The value that is set on the line of a name: `: 0s`, `=0s`, `", value = "0s"`. */
const setBehind = /^["']?\s{0,9}(?:,\s{0,9}["']?value["']?\s{0,9})?[:=]\s{0,9}["']?([^\s"',;)}]{1,20})/;

/** The `value` of an operation of a patch, or of an item of `env`, on its line. */
const valueOfLine = /value["']?\s{0,9}[:=]\s{0,9}["']?([^\s"',;)}]{1,20})/;

/** Whether a text removes the flag or sets it to nothing: on its line, or in the operation of a patch around it. */
function switchesOff(place: MentionPlace): boolean {
  const [, set] = setBehind.exec(place.after) ?? [];
  if (set !== undefined) return isOff(set);
  // `kubectl set env … FLAG-`
  if (/^-(?![\w-])/.test(place.after)) return true;
  const near = (key: string) => valuesNear(place, key) ?? [];
  if (near(String.raw`op|\$patch`).some((text) => /\b(?:remove|delete)\b/.test(text))) return true;
  return near('value').some((text) => isOff(valueOfLine.exec(text)?.[1] ?? text));
}

/**
 * The rotation of metrics, flags of istiod, becomes the eviction of metrics, an annotation of pods.
 *
 * Source: istio 1.27, `pilot/pkg/features/telemetry.go`; istio 1.28, `pkg/bootstrap/config.go`,
 * `releasenotes/notes/{remove-metric-rotation,stats-flush-eviction,58518}.yaml`; istio issues 58500 and 58748.
 */
export const metricEviction: Transform = {
  id: 'metric-eviction',
  title: `${rotationFlag} → annotation sidecar.istio.io/statsEvictionInterval`,
  release: '1.28',
  phase: 'with',
  kind: 'required',
  docs: upgradeNotesOf('1.28'),
  about: async () => (await import('./about')).about,
  triggers: [rotationFlag, graceFlag, 'containers'],
  occasion: [rotationFlag, graceFlag],
  surveys: [installSurvey, ...commandSurveys, kustomizeSurvey, ...layerSurveys, workloadSurvey],
  mentions: [
    variableMention({
      name: rotationFlag,
      message: `Istio 1.28 has no ${rotationFlag}`,
      help: `remove it; set the annotation ${evictionAnnotation} on the pods instead`,
      says: (place) => [switchesOff(place) ? { help: helpWhereOff } : {}],
    }),
    variableMention({
      name: graceFlag,
      message: `Istio 1.28 has no ${graceFlag}`,
      help: 'remove it; nothing replaces it',
    }),
  ],

  migrate(document, context) {
    const environments = findIstiodEnvironments(document, context.facts);
    for (const environment of environments) {
      if (environment.kind === 'values') migrateValues(environment.values, context);
      else migrateIstiod(environment, fileOf(document.path), context);
    }
    for (const workload of findWorkloads(document)) migrateWorkload(workload, context);
    const known = environments.flatMap((environment) =>
      [rotationFlag, graceFlag].flatMap((flag) => variablesIn(environment, flag)),
    );
    reportLeftovers(document, known, context);
  },
};
