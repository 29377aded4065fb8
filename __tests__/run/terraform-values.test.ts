import { migrateFiles } from '../../src/api';
import type { Tree } from '../support/fixtures';

const range = { from: '1.22', to: '1.31' };

/** What values in a manifest ask for and are told, without how that is said: once for each thing. */
function said(tree: Tree): string[] {
  const { findings, changed } = migrateFiles(tree, range);
  const wording =
    /^not rewritten(?: in Terraform)?: |^(?:helm_release|HelmRelease|Helm values): |, or run with --pin-defaults$/g;
  const rewrites = [...changed.values()].flatMap((file) => file.rewrites);
  const all = [
    ...rewrites.map(({ transform, summary }) => `${transform} ${summary.replace(wording, '')}`),
    ...findings
      .filter(
        ({ message }) =>
          !/^(?:eviction starts|spans are sent|nothing in this tree needs)|is removed: |, which compatibilityVersion /.test(
            message,
          ),
      )
      .map(
        ({ transform, message }) =>
          `${transform} ${message
            .replace(wording, '')
            .replace(wording, '')
            .replaceAll(/\((?:main|release)\.\w+:\d+\)/g, '')}`,
      ),
  ];
  return [...new Set(all)].toSorted();
}

const release = (body: string, head = '') => `${head}
resource "helm_release" "mesh" {
  name       = "istiod"
  repository = "https://charts.example/istio"
  chart      = "istiod"
${body}}
`;
const helmRelease = (values: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod}
spec:
  chart: {spec: {chart: istiod, sourceRef: {kind: HelmRepository, name: istio}}}
  values: ${values}
`;

/** What other files of the tree have to do with the values. */
const around = {
  'crds.yaml':
    'resources:\n  - https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.5.0/standard-install.yaml\n',
  'ns.yaml':
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: {istio.io/dataplane-mode: ambient}\n',
};

const environment = `{pilot: {env: {METRIC_ROTATION_INTERVAL: 30s, PILOT_ENABLE_ALPHA_GATEWAY_API: "true"}}}`;
const nested = `{istio_cni: {enabled: true, chained: false}, global: {externalIstiod: true}, profile: openshift, compatibilityVersion: "1.21"}`;
const provider = `{meshConfig: {extensionProviders: [{name: ls, lightstep: {service: a.b, port: 443}}]}}`;

/** Each row: how values are written in a module, and the same values. */
const spellings: [name: string, tf: string, values: string][] = [
  [
    'a heredoc',
    release(`  values = [<<-EOT
    pilot:
      env:
        METRIC_ROTATION_INTERVAL: 30s
        PILOT_ENABLE_ALPHA_GATEWAY_API: "true"
  EOT
  ]
`),
    environment,
  ],
  [
    'a heredoc that Terraform fills in',
    release(
      `  values = [<<EOT
pilot:
  env:
    METRIC_ROTATION_INTERVAL: \${local.interval}
    PILOT_ENABLE_ALPHA_GATEWAY_API: "true"
EOT
  ]
`,
      'locals {\n  interval = "30s" # of all\n}\n',
    ),
    environment,
  ],
  [
    'an encoded map',
    release(`  values = [
    # The mesh.
    yamlencode({
      istio_cni = { enabled = true, chained = false } // of all
      global = { "externalIstiod" : true }
      profile = "openshift", compatibilityVersion = "1.21"
    }),
  ]
`),
    nested,
  ],
  [
    'a text in quotes',
    release(String.raw`  values = ["istio_cni: {enabled: true, chained: false}\nglobal: {externalIstiod: true}\nprofile: openshift\ncompatibilityVersion: \"1.21\"\n"]
`),
    nested,
  ],
  [
    'a local value',
    release(
      '  values = [yamlencode(local.mesh)]\n',
      `locals {
  cni  = { enabled = true }
  mesh = {
    istio_cni            = merge(local.cni, { chained = false })
    global               = { externalIstiod = local.remote["enabled"] }
    profile              = "\${local.profile}"
    compatibilityVersion = "1.21"
  }
  remote  = { enabled = true }
  profile = "openshift"
}
`,
    ),
    nested,
  ],
  [
    'maps that are put together',
    release(`  values = concat([], [yamlencode(merge(
    { istio_cni = { enabled = false }, profile = "openshift" },
    { istio_cni = { enabled = true, chained = false }, global = { externalIstiod = true }, compatibilityVersion = "1.21" },
  ))])
`),
    nested,
  ],
  [
    'a list that is gone through',
    release(
      '  values = [for each in local.layers : yamlencode(each)]\n',
      'locals {\n  layers = [{ pilot = { env = { METRIC_ROTATION_INTERVAL = "30s", PILOT_ENABLE_ALPHA_GATEWAY_API = "true" } } }]\n}\n',
    ),
    environment,
  ],
  [
    'lists in maps',
    release(
      '  values = [yamlencode({ meshConfig = { extensionProviders = [{ name = "ls", lightstep = { service = "a.b", port = 443 } }] } })]\n',
    ),
    provider,
  ],
  [
    'blocks in any order',
    release(
      `  set {
    value = "30s" # of all
    type  = "string"
    name  = "\${local.env}.METRIC_ROTATION_INTERVAL"
  }
  set_sensitive {
    name  = "pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API"
    value = true
  }
`,
      'locals {\n  env = "pilot.env"\n}\n',
    ),
    environment,
  ],
  [
    'a list of the provider from version 3 on',
    release(`  set = [
    { name = "pilot.env.METRIC_ROTATION_INTERVAL", value = "30s" },
    {
      value = "true"
      name  = "pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API"
    },
  ]
`),
    environment,
  ],
  [
    'a map that becomes such a list',
    release(
      '  set = [for k, v in local.set : { name = k, value = v }]\n',
      'locals {\n  set = {\n    "pilot.env.METRIC_ROTATION_INTERVAL" = "30s"\n    "pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API" = "true"\n  }\n}\n',
    ),
    environment,
  ],
  [
    'dynamic blocks',
    release(`  dynamic "set" {
    for_each = {
      "pilot.env.METRIC_ROTATION_INTERVAL"       = "30s"
      "pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API" = true
    }
    iterator = flag
    content {
      name  = flag.key
      value = flag.value
    }
  }
`),
    environment,
  ],
  [
    'a call of a module',
    `module "mesh" {
  source = "./modules/release"
  values = [yamlencode({ pilot = { env = { METRIC_ROTATION_INTERVAL = "30s", PILOT_ENABLE_ALPHA_GATEWAY_API = "true" } } })]
}
`,
    environment,
  ],
  [
    'a chart for each name of a list',
    `locals {
  charts = { mesh = { name = "istiod", values = { pilot = { env = { METRIC_ROTATION_INTERVAL = "30s", PILOT_ENABLE_ALPHA_GATEWAY_API = "true" } } } } }
}
resource "helm_release" "mesh" {
  for_each   = toset(["mesh"])
  chart      = local.charts[each.key].name
  repository = "https://charts.example/istio"
  values     = [yamlencode(local.charts[each.value]["values"])]
}
`,
    environment,
  ],
  [
    'a chart for each of several',
    `resource "helm_release" "mesh" {
  for_each   = { istiod = { interval = "30s" } }
  name       = each.key
  chart      = each.key
  repository = "https://charts.example/istio"
  values     = [yamlencode({ pilot = { env = { METRIC_ROTATION_INTERVAL = each.value.interval, PILOT_ENABLE_ALPHA_GATEWAY_API = "true" } } })]
}
`,
    environment,
  ],
];

test.each(spellings)('values in %s are seen as those of a HelmRelease', (_, tf, values) => {
  const expected = said({ ...around, 'release.yaml': helmRelease(values) });
  expect(expected.length).toBeGreaterThan(8);
  expect(said({ ...around, 'main.tf': tf })).toEqual(expected);
  expect(said({ ...around, 'main.tofu': tf })).toEqual(expected);
});

const base = 'pilot:\n  autoscaleMin: 2\nistio_cni:\n  enabled: true\n';

/** Each row: what somebody else than the file may say about it, so that nothing moves in the file. */
test.each([
  ['a condition', 'values = [file("base.yaml"), var.cni ? "istio_cni: {enabled: false}" : ""]'],
  [
    'a condition around lists',
    'values = concat([file("base.yaml")], var.cni ? [] : [yamlencode({ istio_cni = { enabled = false } })])',
  ],
  [
    'nested conditions',
    'values = [file("base.yaml"), var.a ? "" : var.b ? yamlencode({ istio_cni = { enabled = false } }) : ""]',
  ],
  [
    'a block',
    'values = [file("base.yaml")]\n  set {\n    value = "false"\n    name = "istio_cni.enabled"\n  }',
  ],
])('a layer in %s is one', (_, body) => {
  const tree = { 'main.tf': release(`  ${body}\n`), 'base.yaml': base };
  const { changed, findings } = migrateFiles(tree, { ...range, only: ['values-1.24'] });
  expect([...changed.keys()]).toEqual([]);
  expect(findings.map(({ path }) => path)).toEqual(['base.yaml', 'main.tf']);
});

const more = '{ sidecarInjectorWebhook = { rewriteAppHTTPProbe = true } }';
const decoded = 'yamldecode(file("${path.module}/base.yaml"))';

/** Of maps that are put together, one takes the place of another with its name: nothing may move below it. */
test.each<[what: string, values: string, moves: boolean, head?: string]>([
  ['decoded', decoded, true],
  ['decoded and encoded twice', `yamldecode(yamlencode(${decoded}))`, false],
  ['put together with a map', `merge(${decoded}, ${more})`, false],
  ['put together below another file', `merge(${decoded}, yamldecode(file("more.yaml")))`, false],
  ['put together by a provider', `provider::deepmerge::mergo(local.a, ${decoded})`, false],
  ['tried', `try(${decoded}, ${more})`, false],
  [
    'put together in a local value',
    'local.all',
    false,
    `locals {\n  base = ${decoded}\n  all  = merge(local.base, ${more})\n}\n`,
  ],
])('a file that is %s', (_, values, moves, ...[head = '']) => {
  const tree = {
    'main.tf': release(`  values = [yamlencode(${values})]\n`, head),
    'base.yaml': 'pilot:\n  env:\n    METRIC_ROTATION_INTERVAL: 30s\n',
  };
  const { changed, findings } = migrateFiles(tree, { ...range, only: ['metric-eviction'] });
  expect([...changed.keys()]).toEqual(moves ? ['base.yaml'] : []);
  const stays = findings.filter(({ message }) => message.startsWith('METRIC_ROTATION_INTERVAL stays: '));
  expect(stays.map(({ path }) => path)).toEqual(moves ? [] : ['base.yaml']);
});

test('what nobody knows is a layer that nobody sees', () => {
  const unseen = [
    'values = var.values',
    'values = [yamlencode(local.elsewhere)]',
    'values = [var.a ? var.b : var.c]',
  ];
  for (const body of [...unseen, 'set = var.set', 'dynamic "set" {\n    for_each = var.set\n  }']) {
    const { findings } = migrateFiles(
      { 'main.tf': release(`  ${body}\n`) },
      { ...range, only: ['seccomp-profile'] },
    );
    expect([body, findings.length]).toEqual([body, 1]);
  }
});

test('an address is reported where it is written', () => {
  const repository = 'https://istio-release.storage.googleapis.com/charts';
  const module = (name: string) =>
    `resource "helm_release" "mesh" {\n  chart      = "istiod"\n  repository = ${name}\n  set {\n    name  = "a"\n    value = "b"\n  }\n}\n`;
  const told = (tree: Tree) =>
    migrateFiles(tree, { ...range, only: ['artifacts'] }).findings.map(({ path, line }) => `${path}:${line}`);
  const locals = `locals {\n  charts = "${repository}"\n}\n`;
  expect(told({ 'main.tf': module(`"${repository}"`) })).toEqual(['main.tf:3']);
  expect(told({ 'main.tf': locals + module('local.charts') })).toEqual(['main.tf:2']);
  expect(told({ 'main.tf': module('local.charts'), 'locals.tf': locals })).toEqual(['locals.tf:2']);
});

test('the alpha flag in a module beside CRDs that istiod cannot live with is an error for the whole mesh', () => {
  const tree = {
    ...around,
    'main.tf': release(
      '  set {\n    name  = "pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API"\n    value = "true"\n  }\n',
    ),
  };
  const { findings } = migrateFiles(tree, { ...range, only: ['gateway-api-bundle'] });
  const [error] = findings.filter(({ level }) => level === 'error');
  expect(error?.message).toContain('cannot become ready with PILOT_ENABLE_ALPHA_GATEWAY_API (main.tf:7)');
});

test('a comment in a heredoc, or for the whole module, excludes what it does in a manifest', () => {
  const heredoc = (comment: string) =>
    release(`  values = [<<-EOT\n${comment}    istio_cni:\n      enabled: true\n  EOT\n  ]\n`);
  const told = (text: string) =>
    migrateFiles({ 'main.tf': text }, { ...range, only: ['values-1.24'] }).findings.map(({ line }) => line);
  expect(told(heredoc(''))).toEqual([8]);
  expect(told(heredoc('    # istio-migrate-ignore values-1.24\n'))).toEqual([]);
  expect(told(`# istio-migrate-ignore-file values-1.24\n${heredoc('')}`)).toEqual([]);
});
