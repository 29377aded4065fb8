import type { About } from '../../../src/about';

const operator = (env: string) => `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  components:
    pilot:
      k8s:
        env:
          - name: ZONE
            valueFrom:
              configMapKeyRef:
${env}                key: zone
`;

export const about: About = {
  why: [
    '`istioctl` 1.24 reads an IstioOperator strictly and with the types of Kubernetes: it refuses duplicate keys, and `localObjectReference` below `configMapKeyRef` and `secretKeyRef`, where Istio had a type of its own.',
  ],
  changes: [
    '`localObjectReference.name` of a variable’s `configMapKeyRef` or `secretKeyRef` becomes `name`.',
    'A duplicate key is reported.',
  ],
  examples: [
    {
      title: 'A variable from a ConfigMap',
      before: {
        'operator.yaml': operator(
          '                localObjectReference:\n                  name: topology # of the platform team\n',
        ),
      },
      after: { 'operator.yaml': operator('                name: topology # of the platform team\n') },
    },
  ],
  declines: [
    {
      when: 'The reference has a `name` of its own as well.',
      level: 'error',
      message: 'not rewritten: the name is set here as well; keep the one that is right',
      remedy: 'Delete `localObjectReference` if the other name is right.',
      files: {
        'operator.yaml': operator(
          '                localObjectReference: {name: topology}\n                name: other\n',
        ),
      },
    },
  ],
  reports: [
    {
      when: 'A key appears twice.',
      level: 'error',
      message: 'duplicate key spec.profile: istioctl 1.24 refuses the file',
      remedy: 'Keep the last of the two: so far, it was the one that counted.',
      files: {
        'operator.yaml':
          'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n  profile: demo\n  profile: minimal\n',
      },
    },
  ],
  links: [
    {
      title: 'The fields of the IstioOperator',
      url: 'https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/',
    },
  ],
};
