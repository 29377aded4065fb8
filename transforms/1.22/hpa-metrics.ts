import type { Context, Transform } from '../../src/transform';
import {
  asMapping,
  carriedOver,
  Declined,
  entriesOf,
  entryOf,
  itemsOf,
  type Mapping,
  type Node,
  type Plain,
  stringOf,
  valueAt,
  walk,
} from '../../src/yaml';
import { istioOperators, operatorMention } from '../shared/operators/operator-fields';
import { withOtherOperators } from '../shared/operators/other-operators';
import { type About, changeNotesOf } from '../../src/about';

/** How a kind of metric is written in v2beta1: where its name and its selector are, and its targets. */
interface Shape {
  readonly name?: string;
  readonly selector?: string;
  /** The key of the old target, and its type and key in `target`. The first one that is set says the type. */
  readonly targets: readonly (readonly [old: string, type: string, key: string])[];
}

const average = ['targetAverageValue', 'AverageValue', 'averageValue'] as const;
const value = ['targetValue', 'Value', 'value'] as const;
const utilization = [['targetAverageUtilization', 'Utilization', 'averageUtilization'], average] as const;

/** Source: kubernetes 1.25, `pkg/apis/autoscaling/v2beta1/conversion.go`. */
const shapes: Readonly<Record<string, Shape>> = {
  resource: { targets: utilization },
  containerResource: { targets: utilization },
  pods: { name: 'metricName', selector: 'selector', targets: [average] },
  object: {
    name: 'metricName',
    selector: 'selector',
    targets: [['averageValue', 'AverageValue', 'averageValue'], value],
  },
  external: { name: 'metricName', selector: 'metricSelector', targets: [value, average] },
};

/**
 * Metrics of an autoscaler in an IstioOperator, from v2beta1 to v2.
 *
 * Source: istio 1.21.0, `operator/pkg/translate/translate.go` (checkDeprecatedHPAFields), gone in 1.22.0; 1.24.0,
 * `operator/pkg/apis/types.go` (the types are those of Kubernetes, read strictly).
 */
export const hpaMetrics: Transform = {
  id: 'hpa-metrics',
  title: 'hpaSpec of an IstioOperator: metrics of autoscaling/v2beta1 → v2',
  release: '1.22',
  phase: 'with',
  kind: 'required',
  docs: changeNotesOf('1.22'),
  about: () => about(),
  triggers: ['hpaSpec', 'HorizontalPodAutoscaler'],
  mentions: Object.entries(shapes).flatMap(([kind, { name, targets }]) =>
    [...(name === undefined ? [] : [name]), ...targets.map(([old]) => old)].map((field) =>
      operatorMention({
        path: ['components', '*', 'k8s', 'hpaSpec', 'metrics', '*', kind, field],
        message: `autoscalers of autoscaling/v2 have no ${kind}.${field}, and Istio 1.22 makes no others`,
        help: field === name ? 'use metric.name' : 'use target, with its type',
      }),
    ),
  ),

  migrate: withOtherOperators((document, context) => {
    for (const { mapping } of istioOperators(document)) {
      walk(valueAt(mapping, 'spec', 'components'), (node) => {
        if (node.parent?.kind !== 'entry') return;
        const { name } = node.parent;
        if (name === 'hpaSpec')
          for (const { value } of itemsOf(valueAt(node, 'metrics'))) migrateMetric(value, context);
        if (name === 'overlays') for (const { value } of itemsOf(node)) migrateOverlay(value, context);
      });
    }
  }),
};

function migrateMetric(metric: Node, context: Context): void {
  for (const entry of entriesOf(metric)) {
    const shape = shapes[entry.name ?? ''];
    const source = asMapping(entry.value);
    if (shape && source) migrateSource(entry.name ?? '', source, shape, context);
  }
}

const oldField = /^(?:metric(?:Name|Selector)|target(?:AverageUtilization|AverageValue|Value))$/;

/** The patches of an overlay for an autoscaler: metrics as a whole move as others do; a path to a field is reported. */
function migrateOverlay(overlay: Node, context: Context): void {
  if (stringOf(valueAt(overlay, 'kind')) !== 'HorizontalPodAutoscaler') return;
  for (const { value: patch } of itemsOf(valueAt(overlay, 'patches'))) {
    const path = entryOf(patch, 'path');
    const keys = (stringOf(path?.value) ?? '').split('.');
    const field = keys.find((key) => oldField.test(key));
    if (path && field !== undefined) {
      context.report({
        level: 'error',
        at: path,
        message: `autoscalers of autoscaling/v2 have no ${field}, so this overlay breaks the metric`,
        help: 'set the target of the metric, as in spec.metrics[0].resource.target.averageUtilization',
      });
    }
    const value = valueAt(patch, 'value');
    if (field !== undefined || !value || !keys.some((key) => key.startsWith('metrics'))) continue;
    const metrics = value.kind === 'sequence' ? itemsOf(value).map((item) => item.value) : [value];
    for (const metric of metrics) migrateMetric(metric, context);
  }
}

function migrateSource(kind: string, source: Mapping, shape: Shape, context: Context): void {
  const targets = shape.targets.flatMap(([old, type, key]) => {
    const entry = source.entries.find(({ name }) => name === old);
    return entry ? [{ entry, type, key }] : [];
  });
  const names = [shape.name, ...shape.targets.map(([old]) => old)];
  const [first] = source.entries.filter(({ name }) => name !== undefined && names.includes(name));
  const [target, second] = targets;
  if (!first) return;
  const from = targets.map(({ entry }) => entry.name ?? '').join(', ');
  context.rewrite(
    first,
    `hpaSpec: ${kind}: ${from || (first.name ?? '')} → target of autoscaling/v2`,
    (edit) => {
      if (!target) throw new Declined('it has no target value; write the metric as autoscaling/v2 has it');
      // An object says its target's `targetValue` along with an average that wins.
      if (second && kind !== 'object') throw new Declined(`${from} exclude each other; keep one of them`);
      const metric = shape.name === undefined ? undefined : metricOf(source, shape);
      const described = entryOf(source, 'target');
      if (kind === 'object' && described) edit.rename(described, 'describedObject');
      else if (described) throw new Declined('"target" is set here as well; keep it alone');
      if (metric) edit.insert(source, 'metric', metric);
      edit.insert(source, 'target', { type: target.type, [target.key]: carriedOver(target.entry.value) });
      const old = [shape.name, shape.selector].map((name) => name && entryOf(source, name));
      for (const entry of [...old, ...targets.map(({ entry }) => entry)]) if (entry) edit.remove(entry);
    },
  );
}

function metricOf(source: Mapping, { name, selector }: Shape): Record<string, Plain> {
  const metric = entryOf(source, name ?? '');
  if (!metric) throw new Declined('it has no metricName; write the metric as autoscaling/v2 has it');
  const selected = selector === undefined ? undefined : entryOf(source, selector);
  return { name: carriedOver(metric.value), ...(selected && { selector: carriedOver(selected.value) }) };
}

const operator = (metric: string) => `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  components:
    pilot:
      k8s:
        hpaSpec:
          maxReplicas: 5
          metrics:
            - type: Resource
              resource:
                name: cpu
${metric}`;

const about = (): About => ({
  why: [
    'Istio 1.22 installs autoscalers only as `autoscaling/v2`, which refuses the metrics of `v2beta1`. In 1.24 and later, `istioctl` itself stops at them as unknown fields.',
    'Up to 1.21, `istioctl` made a `v2beta1` autoscaler for istiod and the default gateways where it found these fields.',
  ],
  changes: [
    '`targetAverageUtilization`, `targetAverageValue` and `targetValue` of `hpaSpec.metrics` become `target`, with the matching type.',
    '`metricName` and its selector become `metric`; `target` of an `object` becomes `describedObject`. The same in overlays.',
  ],
  examples: [
    {
      title: 'The autoscaler of istiod',
      before: { 'operator.yaml': operator('                targetAverageUtilization: 80\n') },
      after: {
        'operator.yaml': operator(
          '                target:\n                  type: Utilization\n                  averageUtilization: 80\n',
        ),
      },
    },
  ],
  reports: [
    {
      when: 'The path of an overlay names a field of v2beta1.',
      level: 'error',
      message:
        'autoscalers of autoscaling/v2 have no targetAverageUtilization, so this overlay breaks the metric',
      remedy: 'Set its target.',
      files: {
        'operator.yaml':
          operator('                target: {type: Utilization, averageUtilization: 70}\n') +
          `        overlays:
          - kind: HorizontalPodAutoscaler
            patches: [{path: "spec.metrics[0].resource.targetAverageUtilization", value: 70}]
`,
      },
    },
  ],
  declines: [
    {
      when: 'A metric has two targets that exclude each other.',
      level: 'error',
      message:
        'not rewritten: targetAverageUtilization, targetAverageValue exclude each other; keep one of them',
      remedy: 'Keep the one that is meant, and run again.',
      files: {
        'operator.yaml': operator(
          '                targetAverageUtilization: 80\n                targetAverageValue: 500m\n',
        ),
      },
    },
    {
      when: 'A metric has both the old and the new form.',
      level: 'error',
      message: 'not rewritten: "target" is set here as well; keep it alone',
      remedy: 'Delete the old field.',
      files: {
        'operator.yaml': operator(
          '                targetAverageUtilization: 80\n                target: {type: Utilization, averageUtilization: 80}\n',
        ),
      },
    },
  ],
  links: [
    [
      'HorizontalPodAutoscaler v2',
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/',
    ],
  ],
});
