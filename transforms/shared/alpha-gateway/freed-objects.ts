import { commandSurveys, installSurvey } from '../../../src/install/surveys';
import type { Transform } from '../../../src/transform';
import { alphaFeatures, type Freed } from '../../tables/alpha-gateway';
import { alphaFlag, alphaFlagIsOn, alphaFlagSurveys, usesFreedBy } from './uses';
import { gatewayClassSurvey, isOfOtherControllers } from '../checks/gateway-classes';
import { noteCheck } from '../checks/object-check';
import { areSeen, valuesSurvey } from '../defaults/seen-values';

/**
 * What a release reads without the alpha flag, in trees that install istiod and never set it: it was ignored, and starts
 * to work.
 *
 * @param example a minimal one
 */
export function freedObjects(release: Freed, example: string): Transform {
  const features = alphaFeatures.filter(({ freed }) => freed === release);
  const names = features.map(({ what, name }) => (what === 'listener protocol' ? `${name} listeners` : name));
  const named = (what: 'kind' | 'other') =>
    features.filter((row) => (row.what === 'kind') === (what === 'kind')).map(({ name }) => name);
  return noteCheck({
    id: `freed-objects-${release}`,
    title: `Objects that Istio ${release} reads without the alpha flag`,
    release,
    phase: 'before',
    kind: 'advice',
    triggers: named('kind'),
    conditionalTriggers: [{ words: named('other'), beside: ['gatewayClassName'] }],
    surveys: [installSurvey, ...commandSurveys, valuesSurvey, gatewayClassSurvey, ...alphaFlagSurveys],
    why: [
      `Before ${release}, istiod reads ${names.join(', ')} only with \`${alphaFlag}\`. In ${release} and later it reads them without, so what had no effect starts to work.`,
    ],
    changes: ['Nothing. It reports them where the tree installs istiod without the flag.'],
    when: 'The tree installs istiod, does not switch the flag on, and has such an object that no other controller serves.',
    level: 'note',
    message: `Istio ${release} reads this without ${alphaFlag}; older ones read it with that only, and nothing in this tree sets it`,
    remedy: 'Check that it is meant, or delete it. If it has an effect today, keep the flag until then.',
    files: {
      'values.yaml': 'pilot:\n  traceSampling: 1\nmeshConfig:\n  accessLogFile: /dev/stdout\n',
      'object.yaml': example,
    },
    help: `check that this is meant before you upgrade to ${release}; otherwise delete it; if the flag was removed here, merge that once istiod ${release} runs`,
    link: [
      'Kubernetes Gateway API in Istio',
      'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/',
    ],
    find: (object, { facts }) =>
      areSeen('istiod', facts) &&
      facts.all(alphaFlagIsOn).length === 0 &&
      !isOfOtherControllers(object, facts)
        ? usesFreedBy(release, object).map(({ at }) => at)
        : [],
  });
}
