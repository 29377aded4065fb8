import { migrateFiles } from '../../src/api';

const rotation = (interval: string): string => `pilot:\n  env:\n    METRIC_ROTATION_INTERVAL: ${interval}\n`;
const seccomp = 'global:\n  proxy:\n    seccompProfile:\n      type: Unconfined\n';

const moduleOf = (values: string): string => `resource "helm_release" "istiod" {
  name       = "istiod"
  repository = "https://charts.example/istio"
  chart      = "istiod"
  values     = ${values}
}
`;
const call = (values: string, name = 'values', more = ''): string =>
  `${more}module "mesh" {\n  source = "../mesh"\n  ${name} = ${values}\n}\n`;

/** What becomes of the files, and what is told of each place. */
function outcome(tree: Readonly<Record<string, string>>) {
  const { changed, findings } = migrateFiles(new Map(Object.entries(tree)), { from: '1.27', to: '1.28' });
  const rewrites = [...changed].flatMap(([path, file]) =>
    file.rewrites.map(({ transform }) => `${path} ${transform}`),
  );
  const told = findings.filter(({ level, transform }) => level !== 'note' && transform === 'metric-eviction');
  return { rewrites: rewrites.toSorted(), told: told.map(({ path, line }) => `${path}:${line}`) };
}

test.each<[string, Record<string, string>, readonly string[], readonly string[]]>([
  [
    'a file that callers give is over those of the module',
    {
      'mesh/main.tf': moduleOf('[file("${path.module}/base.yaml"), var.values]'),
      'mesh/base.yaml': rotation('30s'),
      'live/main.tf': call('file("${path.module}/v.yaml")'),
      'live/v.yaml': rotation('20s'),
    },
    ['live/v.yaml metric-eviction', 'mesh/base.yaml metric-eviction', 'mesh/base.yaml seccomp-profile'],
    [],
  ],
  [
    'nothing is written over what the module sets',
    {
      'mesh/main.tf': moduleOf('concat([file("${path.module}/base.yaml")], var.values)'),
      'mesh/base.yaml': seccomp,
      'live/main.tf': call('[templatefile("${path.module}/v.yaml", {})]'),
      'live/v.yaml': rotation('20s'),
    },
    ['live/v.yaml metric-eviction'],
    [],
  ],
  [
    'what one of the callers writes out keeps the file below where it is',
    {
      'mesh/main.tf': moduleOf('[file("${path.module}/base.yaml"), yamlencode(var.settings_values)]'),
      'mesh/base.yaml': `${rotation('30s')}${seccomp}`,
      'live/main.tf': call(
        'local.v',
        'settings_values',
        'locals {\n  v = { pilot = { replicaCount = 2 } }\n}\n',
      ),
      'test/main.tf': call('{ pilot = { env = { METRIC_ROTATION_INTERVAL = "2m" } } }', 'settings_values'),
    },
    [],
    ['mesh/base.yaml:3', 'test/main.tf:3'],
  ],
  [
    'a module may hand on what it is given',
    {
      'mesh/main.tf': moduleOf('[file("${path.module}/base.yaml"), var.values]'),
      'mesh/base.yaml': seccomp,
      'stack/main.tf': call('var.mesh_values'),
      'live/main.tf':
        'module "stack" {\n  source = "../stack"\n  mesh_values = file("${path.root}/v.yaml")\n}\n',
      'live/v.yaml': rotation('20s'),
    },
    ['live/v.yaml metric-eviction'],
    [],
  ],
  [
    'modules that call each other come to an end',
    {
      'mesh/main.tf': moduleOf('[var.values]') + call('var.values').replace('../mesh', '../other'),
      'other/main.tf': call('[var.values, file("v.yaml")]'),
      'other/v.yaml': `${rotation('20s')}${seccomp}`,
    },
    ['other/v.yaml metric-eviction'],
    [],
  ],
  [
    'what no caller gives stays unseen',
    {
      'mesh/main.tf': moduleOf('[file("${path.module}/base.yaml"), var.values]'),
      'mesh/base.yaml': `${rotation('30s')}${seccomp}`,
    },
    [],
    ['mesh/base.yaml:3'],
  ],
])('%s', (_, tree, rewrites, told) => {
  expect(outcome(tree)).toEqual({ rewrites, told });
});
