import { migrateFiles } from '../../src/api';
import { chartsInProgram } from '../../src/install/scripts/program-charts';
import { Facts } from '../../src/facts';
import { pinsOf, pinSurvey } from '../../src/install/pins/pins';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { surveyFile } from '../../src/migrate/migrate';

const repo = 'https://charts.example.com/istio';

/** A program that installs istiod, and one with the given values. */
const programs: Readonly<Record<string, (values: string) => string>> = {
  'pulumi.ts': (values) => `const mesh = new k8s.helm.v3.Release('istiod', {
  chart: 'istiod',
  version: '1.27.1', // as in production
  repositoryOpts: { repo: '${repo}' },${values && `\n  values: ${values},`}
});
`,
  'pulumi.py': (values) => `mesh = k8s.helm.v3.Release(
    "istiod",
    k8s.helm.v3.ReleaseArgs(chart="istiod",
        version="1.27.1",
        repository_opts=k8s.helm.v3.RepositoryOptsArgs(repo="${repo}"),${values && `\n        values=${values},`}
    ),
)
`,
  'pulumi.go': (values) => `_, err := helm.NewRelease(ctx, "istiod", &helm.ReleaseArgs{
	Chart: pulumi.String("istiod"),
	Version: pulumi.String("1.27.1"),
	RepositoryOpts: &helm.RepositoryOptsArgs{Repo: pulumi.String("${repo}")},${values && `\n\tValues: ${values.replaceAll('{', 'pulumi.Map{').replaceAll(/: ("\w+")/g, ': pulumi.String($1)')},`}
})
`,
  'cdk.ts': (values) => `cluster.addHelmChart('istiod', {
  chart: 'istiod',
  version: '1.27.1',
  repository: '${repo}',${values && `\n  values: ${values},`}
});
`,
  'cdk.py': (values) => `cluster.add_helm_chart("istiod",
    chart="istiod",
    version="1.27.1",
    repository="${repo}",${values && `\n    values=${values},`}
)
`,
};

describe.each(Object.entries(programs))('%s', (path, program) => {
  const told = (values: string) =>
    migrateFiles(
      { [path]: program(values) },
      { from: '1.27', to: '1.30', only: ['seccomp-profile', 'image-hub'] },
    ).findings.map(({ transform }) => transform);

  test('pins a version', () => {
    const facts = new Facts();
    surveyFile(new ManifestFile(path, program('')), [pinSurvey], facts);
    const line =
      program('')
        .split('\n')
        .findIndex((each) => each.includes('1.27.1')) + 1;
    expect(pinsOf(facts).map(({ what, place }) => [what, place.line])).toEqual([['chart istiod', line]]);
  });

  test('names the repository', () => {
    expect(chartsInProgram(path, program('')).map(({ repository }) => repository)).toEqual([repo]);
  });

  test('has no values', () => {
    expect(told('').toSorted()).toEqual(['image-hub', 'seccomp-profile']);
    expect(told('{"global": {"hub": "mirror"}}')).toEqual(['seccomp-profile']);
    expect(told('{"global": {"hub": "mirror", "proxy": {"seccompProfile": {"type": "Localhost"}}}}')).toEqual(
      [],
    );
  });
});

test.each([
  ['a table of versions', 'a.ts', "const charts = [{ chart: 'istiod', version: '1.20.0' }];"],
  ['a list of a type of Go', 'a.go', 'var all = []Chart{{Chart: "istiod", Version: "1.20.0"}}'],
  ['a type', 'a.ts', 'interface HelmChart { chart: string; version: string }'],
  ['a chart by a name', 'a.ts', "new Release('a', { chart: name, version: '1.20.0' });"],
  ['a manifest', 'a.yaml', 'helm(chart="istiod", version="1.20.0")'],
])('%s installs nothing', (_, path, text) => {
  expect(chartsInProgram(path, text)).toEqual([]);
});

test('values in a file are out of sight', () => {
  const text = "new Release('a', { chart: 'istiod', valueYamlFiles: [f], values: { ...common } });";
  const [found] = chartsInProgram('a.ts', text);
  expect(found?.files).toHaveLength(2);
  expect(found?.files[0]).toBeUndefined();
});
