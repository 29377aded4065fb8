import { migrateFiles } from '../../src/api';

const lower = 'meshConfig:\n  accessLogFile: /dev/stdout\npilot:\n  autoscaleMin: 2\n';
const upper = 'pilot:\n  autoscaleMin: 5\nglobal:\n  proxy:\n    seccompProfile: {type: Unconfined}\n';
const list = '[istio/one.yaml, istio/two.yaml]';

/** What says that `two.yaml` is laid over `one.yaml`, in files whose names say nothing of it. */
const tellers: [file: string, text: string][] = [
  [
    'deploy.sh',
    'helm upgrade --install istiod istio/istiod \\\n  -n istio-system --wait \\\n  -f istio/one.yaml \\\n  --values=istio/two.yaml && echo done\n',
  ],
  ['scripts/deploy.sh', 'helm template istio/istiod -f "istio/one.yaml,istio/two.yaml"\n'],
  [
    'Makefile',
    'istiod:\n\t$(HELM) upgrade -i istiod istio/istiod -f istio/one.yaml -f istio/$(STAGE).yaml\n',
  ],
  [
    '.github/workflows/deploy.yaml',
    'jobs:\n  a:\n    steps:\n      - run: |\n          helm upgrade -i istiod istio/istiod \\\n            -f istio/one.yaml -f istio/two.yaml\n',
  ],
  [
    'main.tf',
    'resource "helm_release" "istiod" {\n  chart = "istiod"\n  values = [\n    file("${path.module}/istio/one.yaml"), # first\n    templatefile("${path.module}/istio/two.yaml", { a = 1 }),\n  ]\n}\n',
  ],
  [
    'skaffold.yaml',
    `apiVersion: skaffold/v4beta6\nkind: Config\ndeploy:\n  helm:\n    releases:\n      - name: istiod\n        remoteChart: istio/istiod\n        valuesFiles: ${list}\n`,
  ],
  ['apps.yaml', `apps:\n  istiod:\n    chart: istio/istiod\n    valuesFiles: ${list}\n`],
  [
    'zarf.yaml',
    `kind: ZarfPackageConfig\ncomponents:\n  - charts:\n      - name: istiod\n        valuesFiles: ${list}\n`,
  ],
  [
    'helmfile.yaml',
    'templates:\n  istio:\n    chart: istio/istiod\n    values: [istio/one.yaml, istio/two.yaml]\nreleases:\n  - name: istiod\n    inherit:\n      - template: istio\n',
  ],
];

test.each(tellers)('%s tells which files of values form a release', (file, text) => {
  const files = { [file]: text, 'istio/one.yaml': lower, 'istio/two.yaml': upper };
  const run = (texts: Record<string, string>) => [
    ...migrateFiles(texts, { from: '1.27', to: '1.28', only: ['seccomp-profile'] }).changed.keys(),
  ];
  expect(run(files)).toEqual([]);
  expect(run({ ...files, 'istio/two.yaml': 'pilot:\n  autoscaleMin: 5\n' })).toEqual(['istio/one.yaml']);
});
