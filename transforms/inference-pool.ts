import type { Transform } from '../src/manifest';
import { poolSurvey } from './inference-pool/base';
import { movedPool, poolWords } from './inference-pool/kustomize';
import { oldGroup } from './inference-pool/names';
import { migrateWithKustomize, surveyWithKustomize, wordsInKustomize } from './kustomize';

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
  triggers: ['InferencePool'],
  conditionalTriggers: wordsInKustomize([...poolWords, oldGroup]),
  survey: surveyWithKustomize(poolSurvey),

  migrate(document, context) {
    migrateWithKustomize(document, movedPool, context);
  },
};
