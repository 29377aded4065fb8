import type { About } from '../../src/about';
import type { ChartName } from '../../src/install/chart';
import { settingsIn } from '../../src/install/content';
import { findInstallValues } from '../../src/install/find';
import { maySetUnseen, otherLayers } from '../../src/install/layers';
import { settingsOf } from '../../src/install/settings';
import { commandSurveys, installSurvey, surveysOfLayers } from '../../src/install/surveys';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import type { Transform } from '../../src/transform';
import { entriesOf, type Node, scalarValueOf } from '../../src/yaml';

/** The values of a chart that ask for a PodDisruptionBudget, and those that say how many replicas there are. */
interface Budget {
  readonly budgets: readonly (readonly string[])[];
  /** One by default. The first is usual. */
  readonly replicas: readonly [readonly string[], ...(readonly string[])[]];
}

const ofIstiod: Budget = {
  budgets: [
    ['pilot', 'pdb'],
    ['global', 'defaultPodDisruptionBudget', 'enabled'],
  ],
  replicas: [
    ['pilot', 'autoscaleMin'],
    ['pilot', 'replicaCount'],
  ],
};

const budgetOf: Partial<Record<ChartName, Budget>> = {
  istiod: ofIstiod,
  gateway: {
    budgets: [['podDisruptionBudget']],
    replicas: [['autoscaling', 'minReplicas'], ['replicaCount']],
  },
};

const release = (replicas: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: istio-ingress
spec:
  chart:
    spec:
      chart: gateway
      version: 1.28.x
      sourceRef: {kind: HelmRepository, name: istio}
  values:
${replicas}    podDisruptionBudget:
      minAvailable: 1
`;

const about = (): About => ({
  why: [
    'In Istio 1.28 and later, the charts `istiod` and `gateway` create a PodDisruptionBudget only if there are at least two replicas: `autoscaleMin` or `autoscaling.minReplicas`, or `replicaCount` without a HorizontalPodAutoscaler. A budget over a single replica blocks the drain of its node. With more replicas at times, nothing limits how many of them are evicted at once.',
  ],
  changes: ['Nothing: how many replicas there are is yours to decide. It reports budgets that are gone.'],
  reports: [
    {
      when: 'The values ask for a PodDisruptionBudget, and no layer for more than one replica.',
      level: 'note',
      message: 'Istio 1.28 creates this PodDisruptionBudget only with two replicas or more',
      remedy: 'Set the least number of replicas to 2, or remove the budget.',
      files: { 'release.yaml': release('') },
    },
  ],
  links: [
    {
      title: 'Why the budget over one replica is gone',
      url: 'https://github.com/istio/istio/issues/12602',
    },
  ],
});

/**
 * PodDisruptionBudgets that the charts no longer create, since there is one replica.
 *
 * Source: istio 12602; `templates/poddisruptionbudget.yaml` of `manifests/charts/{gateway,istio-control/istio-discovery}`
 * at 1.27.0 and 1.28.0.
 */
export const disruptionBudget: Transform = {
  id: 'disruption-budget',
  title: 'PodDisruptionBudgets over one replica',
  release: '1.28',
  phase: 'with',
  kind: 'advice',
  docs: 'https://istio.io/latest/news/releases/1.28.x/announcing-1.28/change-notes/',
  about,
  triggers: ['odDisruptionBudget', 'pdb'],
  surveys: [
    installSurvey,
    ...commandSurveys,
    kustomizeSurvey,
    ...surveysOfLayers(['autoscaleMin', 'minReplicas', 'replicaCount']),
  ],
  migrate(document, { facts, report }) {
    for (const values of findInstallValues(document, facts)) {
      const { budgets, replicas } = budgetOf[values.chart] ?? { budgets: [], replicas: ofIstiod.replicas };
      const [budget] = budgets
        .flatMap((path) => settingsOf(values, path))
        .filter(({ value }) => asksForBudget(value));
      const others = otherLayers(values, facts);
      const isSingle = replicas.every(
        (path) =>
          settingsOf(values, path).every(({ value }) => isOne(scalarValueOf(value))) &&
          others.every(
            (layer) =>
              !maySetUnseen(layer, values, path) &&
              (layer.content ? settingsIn(layer.content, values, path) : []).every((each) =>
                isOne(each.value),
              ),
          ),
      );
      if (!budget || !isSingle) continue;
      report({
        level: 'note',
        at: budget.place,
        message: 'Istio 1.28 creates this PodDisruptionBudget only with two replicas or more',
        help: `set ${replicas[0].join('.')} to 2 or more if it is to stay`,
      });
    }
  },
};

function asksForBudget(value: Node | undefined): boolean {
  return entriesOf(value).length > 0 || scalarValueOf(value) === true;
}

function isOne(count: unknown): boolean {
  return /^[01]$/.test(String(count));
}
