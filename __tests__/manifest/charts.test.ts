import { describesUpstreamChart, isInUpstreamChart } from '../../src/install/chart';
import { Facts } from '../../src/facts';
import { installSurvey } from '../../src/install/surveys';
import { ManifestFile } from '../../src/migrate/manifest-file';
import { surveyFile } from '../../src/migrate/migrate';
import { seccompProfile } from '../../transforms/1.28/seccomp-profile';

function factsOf(files: Record<string, string>): Facts {
  const facts = new Facts();
  for (const [path, text] of Object.entries(files)) {
    surveyFile(new ManifestFile(path, text), seccompProfile.surveys ?? [], facts);
  }
  return facts;
}

const copy = 'apiVersion: v2\nname: istiod\nkeywords: [istio]\n';
const other = 'apiVersion: v2\nname: shop\n';

describe('a copy of a chart of the Istio project', () => {
  test.each([
    ['its values', 'mesh/istiod', 'mesh/istiod/values.yaml', true],
    ['a file further below', 'mesh/istiod', 'mesh/istiod/templates/a/b.yaml', true],
    ['its description', 'mesh/istiod', 'mesh/istiod/Chart.yaml', false],
    ['a file beside it', 'mesh/istiod', 'mesh/values.yaml', false],
    ['a folder whose name begins alike', 'mesh/istiod', 'mesh/istiod-more/values.yaml', false],
    ['any file of the working directory', '.', 'values.yaml', true],
    ['no file outside of the working directory', '.', '../values.yaml', false],
    ['a file above the working directory', '..', '../values.yaml', true],
    ['a file with a path from the root', '/srv/mesh', '/srv/mesh/values.yaml', true],
  ])('has or has not a part in %s', (_, folder, path, expected) => {
    const chart = folder === '.' ? 'Chart.yaml' : `${folder}/Chart.yaml`;
    expect(isInUpstreamChart(path, factsOf({ [chart]: copy }))).toBe(expected);
  });

  test('is told from a chart of its own by its description', () => {
    const facts = factsOf({ 'a/Chart.yaml': copy, 'b/Chart.yaml': other });
    expect(describesUpstreamChart('a/Chart.yaml', facts)).toBe(true);
    expect(describesUpstreamChart('a/values.yaml', facts)).toBe(false);
    expect(describesUpstreamChart('b/Chart.yaml', facts)).toBe(false);
  });
});

describe('by its text', () => {
  test.each([
    ['nothing of Istio', 'a/Chart.yaml', other, 'enough'],
    ['a dependency on istiod', 'a/Chart.yaml', `${other}dependencies: [{name: istiod}]\n`, 'parse'],
    ['a copy of ztunnel', 'a/Chart.yaml', 'apiVersion: v2\nname: ztunnel\n', 'parse'],
    ['an escape', 'a/Chart.yaml', 'apiVersion: v2\nname: "\\x69stiod"\n', 'parse'],
    ['an action of a template', 'a/Chart.yaml', 'apiVersion: v2\nname: {{ .name }}\n', 'parse'],
    ['another name', 'a/values.yaml', other, 'parse'],
  ])('a chart with %s is to be parsed or not', (_, path, text, expected) => {
    expect(installSurvey.glance?.(path, text, new Facts())).toBe(expected);
  });
});
