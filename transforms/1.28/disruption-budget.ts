import { type About, changeNotesOf } from '../../src/about';
import type { ChartName } from '../../src/install/chart';
import { findInstallValues } from '../../src/install/find';
import { maySetUnseen, otherLayers } from '../../src/install/layers/layers';
import { settingsOf } from '../../src/install/settings';
import { surveysOfLayers } from '../../src/install/layers/surveys';
import { commandSurveys, installSurvey } from '../../src/install/surveys';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import type { InstallValues } from '../../src/install/values';
import type { Facts } from '../../src/facts';
import type { Transform } from '../../src/transform';
import { entriesOf, type Node, scalarValueOf, stringOf, valueAt } from '../../src/yaml';
import { setIn } from '../../src/install/layers/content';
import { fluxRelease } from '../shared/examples';

/** The values of a chart that ask for a PodDisruptionBudget, and those that say how many replicas there are. */
interface Budget {
  readonly budgets: readonly Path[];
  /** Whether there is a HorizontalPodAutoscaler; there is one, unless a profile says otherwise. */
  readonly autoscaler: Path;
  /** The least number of replicas with it, and the number without it; one by default. */
  readonly least: Path;
  readonly count: Path;
}

type Path = readonly string[];

const budgetOf: Partial<Record<ChartName, Budget>> = {
  istiod: {
    budgets: [
      ['pilot', 'pdb'],
      ['global', 'defaultPodDisruptionBudget', 'enabled'],
    ],
    autoscaler: ['pilot', 'autoscaleEnabled'],
    least: ['pilot', 'autoscaleMin'],
    count: ['pilot', 'replicaCount'],
  },
  gateway: {
    budgets: [['podDisruptionBudget']],
    autoscaler: ['autoscaling', 'enabled'],
    least: ['autoscaling', 'minReplicas'],
    count: ['replicaCount'],
  },
};

const about = (): About => ({
  why: [
    'In Istio 1.28 and later, the charts `istiod` and `gateway` create a PodDisruptionBudget only if there are at least two replicas: `autoscaleMin` or `autoscaling.minReplicas`, or `replicaCount` without a HorizontalPodAutoscaler. A budget over a single replica blocks the drain of its node. With more replicas at times, nothing limits how many of them are evicted at once.',
  ],
  changes: ['Nothing: how many replicas there are is yours to decide. It reports budgets that are gone.'],
  reports: [
    {
      when: 'The values ask for a PodDisruptionBudget, and no layer for more than one replica in the value that decides: the least number of the HorizontalPodAutoscaler, or `replicaCount` without one.',
      level: 'note',
      message: 'Istio 1.28 creates this PodDisruptionBudget only with two replicas or more',
      remedy: 'Set the least number of replicas to 2, or remove the budget.',
      files: {
        'release.yaml': fluxRelease(
          { name: 'istio-ingress', chart: 'gateway', version: '1.28.x' },
          '  values:\n    podDisruptionBudget:\n      minAvailable: 1\n',
        ),
      },
    },
  ],
  links: [['Why the budget over one replica is gone', 'https://github.com/istio/istio/issues/12602']],
});

/**
 * PodDisruptionBudgets that the charts no longer create, since there is one replica.
 *
 * Source: istio 12602; `templates/poddisruptionbudget.yaml` of `manifests/charts/{gateway,istio-control/istio-discovery}`
 * at 1.27.0 and 1.28.0, and `manifests/helm-profiles/demo.yaml`.
 */
export const disruptionBudget: Transform = {
  id: 'disruption-budget',
  title: 'PodDisruptionBudgets over one replica',
  release: '1.28',
  phase: 'with',
  kind: 'advice',
  docs: changeNotesOf('1.28'),
  about,
  triggers: ['odDisruptionBudget', 'pdb'],
  surveys: [
    installSurvey,
    ...commandSurveys,
    kustomizeSurvey,
    ...surveysOfLayers(['autoscaleEnabled', 'autoscaling', 'autoscaleMin', 'minReplicas', 'replicaCount']),
  ],
  migrate(document, { facts, report }) {
    for (const values of findInstallValues(document, facts)) {
      const known = budgetOf[values.chart];
      const [budget] = (known?.budgets ?? [])
        .flatMap((path) => settingsOf(values, path))
        .filter(({ value }) => asksForBudget(value));
      if (!known || !budget) continue;
      const numbers = numbersInForce(known, values, facts);
      if (!numbers.every((path) => saidOf(path, values, facts).every(isOne))) continue;
      report({
        level: 'note',
        at: budget.place,
        message: 'Istio 1.28 creates this PodDisruptionBudget only with two replicas or more',
        help: `set ${numbers.map((path) => path.join('.')).join(' or ')} to 2 or more if it is to stay`,
      });
    }
  },
};

/** The values that decide how many replicas there are: one, or both where it cannot be seen which. */
function numbersInForce({ autoscaler, least, count }: Budget, values: InstallValues, facts: Facts): Path[] {
  const said = saidOf(autoscaler, values, facts);
  const all = said.length > 0 ? said : [!isOfDemo(values, facts)];
  const isOff = all.every((each) => String(each) === 'false');
  const isOn = all.every((each) => String(each) === 'true');
  return [...(isOff ? [] : [least]), ...(isOn ? [] : [count])];
}

/** The profile `demo` switches the HorizontalPodAutoscaler of istiod off. */
function isOfDemo(values: InstallValues, facts: Facts): boolean {
  const profiles = [['profile'], ['global', 'profile']].flatMap((path) => saidOf(path, values, facts));
  const ofOperator = stringOf(valueAt(values.root.base, 'spec', 'profile'));
  return values.chart === 'istiod' && [...profiles, ofOperator].includes('demo');
}

/** What the layers of a release say of a value; undefined for what cannot be seen. */
function saidOf(path: Path, values: InstallValues, facts: Facts): unknown[] {
  const own = settingsOf(values, path).map(({ value }) => scalarValueOf(value));
  const others = otherLayers(values, facts).flatMap((layer): unknown[] =>
    maySetUnseen(layer, values, path) ? [undefined] : setIn(layer, values, path).map(({ value }) => value),
  );
  return [...own, ...others];
}

function asksForBudget(value: Node | undefined): boolean {
  return entriesOf(value).length > 0 || scalarValueOf(value) === true;
}

function isOne(count: unknown): boolean {
  return /^[01]$/.test(String(count));
}
