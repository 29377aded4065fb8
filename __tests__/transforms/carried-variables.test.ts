import { migrateTree } from '../support/migrate-tree';

/** A variable whose value lives on in objects stays as long as one of them cannot hold it. */
const values = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod}
spec:
  chart: {spec: {chart: istiod, version: 1.26.x, sourceRef: {kind: HelmRepository, name: istio}}}
  values:
    pilot:
      env:
        EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY: "false"
`;
const chart = { 'chart/Chart.yaml': 'apiVersion: v2\nname: routes\nversion: 1.0.0\n', 'istiod.yaml': values };

function routes(http: string): string {
  return `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop}\nspec:\n  hosts: [shop]\n${http}`;
}

const retries = (policy: string) =>
  routes(`  http:\n    - route: [{destination: {host: a}}]\n      retries:\n${policy}`);

const written = retries('        attempts: 3\n');
const conditional = retries(
  '        attempts: {{ .n }}\n        {{- with .retryOn }}\n        retryOn: {{ . }}\n        {{- end }}\n',
);
const whole = retries('        {{- toYaml .Values.retries | nindent 8 }}\n');
const ofRange = routes('  http:\n    {{- toYaml .Values.routes | nindent 4 }}\n');
const route = routes('  http:\n    - {{- toYaml .Values.route | nindent 6 }}\n');
const inPart = routes(
  '  http:\n    - route: [{destination: {host: a}}]\n      {{- toYaml .Values.more | nindent 6 }}\n',
);

async function variableStays(template: string): Promise<boolean> {
  const { texts } = await migrateTree(
    { input: { ...chart, 'chart/templates/routes.yaml': template } },
    ['.'],
    '1.27',
  );
  return texts['istiod.yaml']?.includes('EXCLUDE_UNSAFE_503') === true;
}

test.each([
  ['a policy that is written', written, false],
  ['a route that has conditions', retries('        retryOn: 5xx\n'), false],
  ['conditions that depend on a value', conditional, true],
  ['a policy that depends on a value, beside one that is written', `${written}---\n${conditional}`, true],
  ['a policy that a template inserts', whole, true],
  ['routes that a template inserts', ofRange, true],
  ['a route that a template inserts', route, true],
  ['parts of a route that a template inserts', inPart, true],
])('%s', async (_what, template, stays) => {
  expect(await variableStays(template)).toBe(stays);
});

test.each(['patch.yaml', 'patch.yaml.j2', 'patch.yaml.tmpl', 'patch.yaml.gotmpl'])(
  'routes that %s replaces',
  async (patch) => {
    const { texts } = await migrateTree(
      {
        input: {
          'istiod.yaml': values,
          'base/routes.yaml': written,
          'base/kustomization.yaml': 'resources: [routes.yaml]\n',
          'overlay/kustomization.yaml':
            'resources: [../base]\npatches: [{path: patch.yaml, target: {kind: VirtualService}}]\n',
          [`overlay/${patch}`]:
            '- op: add\n  path: /spec/http/0/retries/retryOn\n  value: "{{ conditions }}"\n',
        },
      },
      ['.'],
      '1.27',
    );
    expect(texts['base/routes.yaml']).toBe(written);
    expect(texts['istiod.yaml']).toBe(values);
  },
);
