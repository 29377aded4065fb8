import type { Context, Transform } from '../../src/transform';
import { asMapping, Declined, entriesOf, entryOf, keyOf, type Mapping, walk } from '../../src/yaml';
import { istioOperators, pathOf } from '../shared/operators/operator-fields';
import { valueMention } from '../shared/mentions/mentions';
import { withOtherOperators, wordsOfOperators } from '../shared/operators/other-operators';
import { type About, upgradeNotesOf } from '../../src/about';

/** The references of an environment variable whose name lay one level deeper. */
const references = ['configMapKeyRef', 'secretKeyRef'];

/**
 * What an IstioOperator may no longer hold since istioctl reads it strictly, with the types of Kubernetes.
 *
 * Source: istio 1.24.0, `operator/pkg/apis/types.go` and `validation/validation.go` (DisallowUnknownFields); istio/api
 * 1.23.0, `operator/v1alpha1/operator.proto` (ConfigMapKeySelector, SecretKeySelector).
 */
export const operatorTypes: Transform = {
  id: 'operator-types',
  title: 'IstioOperators that the stricter istioctl refuses',
  release: '1.24',
  phase: 'with',
  kind: 'required',
  docs: upgradeNotesOf('1.24'),
  about: () => about(),
  triggers: ['IstioOperator'],
  conditionalTriggers: [wordsOfOperators],
  mentions: references.map((kind) =>
    valueMention({
      path: [kind, 'localObjectReference'],
      message: `istioctl 1.24 refuses localObjectReference in ${kind}`,
      help: `write its name directly below ${kind}`,
    }),
  ),

  migrate: withOtherOperators((document, context) => {
    for (const { mapping } of istioOperators(document)) {
      walk(mapping, (node) => {
        const map = asMapping(node);
        if (!map || map.alias) return;
        reportDuplicates(map, mapping, context);
        if (references.includes(keyOf(map) ?? '')) flatten(map, context);
      });
    }
  }),
};

function reportDuplicates({ entries }: Mapping, object: Mapping, { report }: Context): void {
  for (const [index, entry] of entries.entries()) {
    const { name } = entry;
    if (name === undefined || name === '<<') continue;
    if (!entries.slice(0, index).some((other) => other.name === name)) continue;
    report({
      level: 'error',
      at: entry,
      message: `duplicate key ${pathOf(entry, object)}: istioctl 1.24 refuses the file`,
      help: 'keep one of the two; older releases used the last one',
    });
  }
}

function flatten(reference: Mapping, { rewrite }: Context): void {
  const [local] = reference.entries.filter(({ name }) => name === 'localObjectReference');
  if (!local) return;
  const kind = reference.parent?.kind === 'entry' ? (reference.parent.name ?? '') : '';
  rewrite(local, `${kind}.localObjectReference.name → ${kind}.name, as Kubernetes has it`, (edit) => {
    const [only, other] = entriesOf(local.value);
    if (only?.name !== 'name' || other || asMapping(local.value)?.templatedEntries.length !== 0)
      throw new Declined(`write its name directly below ${kind}: istioctl 1.24 reads only that`);
    const named = entryOf(reference, 'name');
    if (named) throw new Declined('the name is set here as well; keep the one that is right');
    edit.unwrap(local, [only]);
  });
}

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

const about = (): About => ({
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
    [
      'The fields of the IstioOperator',
      'https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/',
    ],
  ],
});
