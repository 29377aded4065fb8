import { upgradeNotesOf } from '../../../src/about';
import type { Transform } from '../../../src/transform';
import { holdersOf, type Node } from '../../../src/yaml';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import { isPatchFor } from '../../../src/kustomize/part';
import { poolSurvey } from './base';
import { poolChartSurvey } from './charts';
import { argumentSurvey, migrateFlags } from './picker-arguments';
import { reportPickers } from './pickers';
import { holdersOfPools, holderSurvey, reportHolders } from './holders';
import { chartValueSurvey } from './chart-values';
import { keepOtherKinds, reportLeftovers } from './leftovers';
import { movedPool, poolWords } from './pool';
import { poolMentions } from './mentions';
import { oldGroup } from './names';
import {
  chartDefaultSurvey,
  chartLiteralSurvey,
  constraintSurvey,
  hasUnits,
  type Follow,
  migrateKind,
  migrateReferences,
  migrateRoles,
  patchFileSurvey,
  roleSurveyOf,
  selectorsInKustomize,
  successorSurvey,
  triggersOfProjects,
  wordsInKustomize,
  wordsInPatchFiles,
  wordsInSuites,
  wordsInYttOverlays,
  yttOverlaySurvey,
} from '../../../src/moves';

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
  phase: 'with',
  kind: 'required',
  docs: upgradeNotesOf('1.28'),
  about: async () => (await import('./about')).about,
  triggers: [
    'InferencePool',
    'LLMInferenceService',
    'targetPortNumber',
    '/spec/extensionRef',
    'pool-group',
    '-poolName',
    'gateway-api-inference-extension',
    'llm-d-inference-scheduler',
    oldGroup,
  ],
  conditionalTriggers: [
    // A role whose group a template inserts names neither the kind nor the group.
    { words: [movedPool.to.resource], beside: ['{{'] },
    ...wordsInKustomize(poolWords),
    ...selectorsInKustomize([movedPool]),
    triggersOfProjects([movedPool]),
    wordsInSuites([movedPool]),
    wordsInPatchFiles(poolWords, movedPool),
    wordsInYttOverlays,
  ],
  surveys: [
    kustomizeSurvey,
    patchFileSurvey,
    yttOverlaySurvey,
    constraintSurvey,
    poolSurvey,
    holderSurvey,
    poolChartSurvey,
    chartLiteralSurvey(movedPool),
    argumentSurvey,
    chartValueSurvey,
    roleSurveyOf(movedPool.to.resource),
    chartDefaultSurvey,
    successorSurvey(movedPool),
  ],
  hasUnits: (facts) => hasUnits(movedPool, facts),
  mentions: poolMentions,

  migrate(document, given) {
    reportPickers(document, migrateKind(document, movedPool, given, migrateNamesOfPool));
  },
};

const migrateNamesOfPool: Follow = (document, context, isOther) => {
  const held = holdersOfPools(document).map(({ mapping }) => mapping);
  const isHeld = (node: Node) => holdersOf(node).some((holder) => held.some((mapping) => mapping === holder));
  reportHolders(document, context);
  const readers = migrateReferences(document, movedPool, context, (node) => isOther(node) || isHeld(node));
  migrateRoles(document, movedPool, context, readers);
  migrateFlags(document, context, (node) => isOther(node) || isHeld(node));
  // What leads to a JSON patch for pools follows what its operations bring.
  const isForPools = document.host?.patch ?? isPatchFor(movedPool.to.kind, document, context.facts);
  const isOperations = isForPools && document.root?.kind === 'sequence';
  if (!isOperations) reportLeftovers(document, context, (node) => isHeld(node) || readers.holds(node));
  keepOtherKinds(document, context);
};
