import type { About } from '../../../src/about';

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

export const about: About = {
  why: [
    'Istio 1.22 installs autoscalers only as `autoscaling/v2`, which refuses the metrics of `v2beta1`. In 1.24 and later, `istioctl` itself stops at them as unknown fields.',
    'Up to 1.21, `istioctl` made a `v2beta1` autoscaler for istiod and the default gateways where it found these fields.',
  ],
  changes: [
    '`targetAverageUtilization`, `targetAverageValue` and `targetValue` of `hpaSpec.metrics` become `target`, with the type that they stand for.',
    '`metricName` and its selector become `metric`; `target` of an `object` becomes `describedObject`.',
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
  reports: [],
  links: [
    {
      title: 'HorizontalPodAutoscaler v2 in the reference of Kubernetes',
      url: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/',
    },
  ],
};
