import { migrateFiles } from '../../src/api';
import { oldPool, routeTo, oldGroup } from '../support/pools';

const overlay = (patch: string): string => `data "kustomization_overlay" "mesh" {
  resources = ["\${path.module}/../base"]
  patches {
    target = { kind = "InferencePool" }
    patch = <<-EOF
      ${patch}
    EOF
  }
}
`;
const base = {
  'base/kustomization.yaml': 'resources: [pool.yaml, route.yaml]\n',
  'base/pool.yaml': oldPool(),
  'base/route.yaml': routeTo(oldGroup, ['llama']),
};

test.each<[string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
  [
    'a patch of fields that move holds back all that moves together',
    { ...base, 'live/main.tf': overlay('- {op: replace, path: /spec/targetPortNumber, value: 8001}') },
    [],
    ['base/pool.yaml'],
  ],
  [
    'so does one whose target is a block',
    {
      ...base,
      'live/main.tf': overlay('- {op: replace, path: /spec/targetPortNumber, value: 1}').replace(
        'target =',
        'target',
      ),
    },
    [],
    ['base/pool.yaml'],
  ],
  [
    'a patch of other fields does not',
    { ...base, 'live/main.tf': overlay('- {op: add, path: /metadata/labels/a, value: b}') },
    ['base/pool.yaml', 'base/route.yaml'],
    [],
  ],
  [
    'nor does one for another kind',
    {
      ...base,
      'live/main.tf': overlay('- {op: replace, path: /spec/a, value: 1}').replace(
        'InferencePool',
        'Deployment',
      ),
    },
    ['base/pool.yaml', 'base/route.yaml'],
    [],
  ],
  [
    'nor one over another folder',
    {
      ...base,
      'other/kustomization.yaml': 'resources: []\n',
      'live/main.tf': overlay('- {op: replace, path: /spec/targetPortNumber, value: 1}').replace(
        '../base',
        '../other',
      ),
    },
    ['base/pool.yaml', 'base/route.yaml'],
    [],
  ],
])('of an overlay in Terraform, %s', (_, tree, rewritten, errors) => {
  const { changed, findings } = migrateFiles(new Map(Object.entries(tree)), { from: '1.30', to: '1.31' });
  expect([...changed.keys()]).toEqual(rewritten);
  expect(findings.flatMap(({ level, path }) => (level === 'error' ? path : []))).toEqual(errors);
});
