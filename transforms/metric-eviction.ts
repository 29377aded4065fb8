import {
  findIstiodEnvironments,
  findWorkloads,
  installSurvey,
  type Transform,
  variablesIn,
} from '../src/manifest';
import { workloadSurvey } from './metric-eviction/facts';
import { graceFlag, rotationFlag } from './metric-eviction/interval';
import { reportLeftovers } from './metric-eviction/leftovers';
import { migrateIstiod, migrateWorkload } from './metric-eviction/rendered';
import { migrateValues } from './metric-eviction/values';

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
  kind: 'required',
  docs: 'https://istio.io/latest/news/releases/1.28.x/announcing-1.28/upgrade-notes/',
  about: async () => (await import('./metric-eviction/about')).about,
  triggers: [rotationFlag, graceFlag, 'containers'],
  occasion: [rotationFlag, graceFlag],
  surveys: [installSurvey, workloadSurvey],

  migrate(document, context) {
    const environments = findIstiodEnvironments(document, context.facts);
    for (const environment of environments) {
      if (environment.kind === 'values') migrateValues(environment.values, context);
      else migrateIstiod(environment, context);
    }
    for (const workload of findWorkloads(document)) migrateWorkload(workload, context);
    const known = environments.flatMap((environment) =>
      [rotationFlag, graceFlag].flatMap((flag) => variablesIn(environment, flag)),
    );
    reportLeftovers(document.root, known, context);
  },
};
