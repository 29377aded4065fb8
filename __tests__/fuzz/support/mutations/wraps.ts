import { fence } from '../../../support/fence';
import { linesOf, type Mutation } from './mutation';

function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=[^\r\n])/gm, ' '.repeat(by));
}

/** A text as the value of a key, with what is around it. */
function inBlockString(head: string, by: number): Mutation {
  return (text, random) => `${head} ${random.pick(['|', '|-', '|+', '|2', '>'])}\n${indented(text, by)}`;
}

/** One text in another: in lists, in texts of other manifests, in quotes, behind comment signs. */
export const wrapMutations: readonly Mutation[] = [
  (text) => {
    const [first = '', ...rest] = linesOf(indented(text, 4));
    return `apiVersion: v1\nkind: List\nitems:\n${first.replace(/^ {4}/, '  - ')}${rest.join('')}`;
  },
  (text) => `wrapper:\n  deeper:\n${indented(text, 4)}`,
  inBlockString('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: wrapped\ndata:\n  a.yaml:', 4),
  inBlockString(
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: istiod\n' +
      '    repoURL: https://istio-release.storage.googleapis.com/charts\n    helm:\n      values:',
    8,
  ),
  (text) =>
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: istiod\nspec:\n  chart:\n    spec:\n' +
    `      chart: istiod\n  values:\n${indented(text, 4)}`,
  (text) =>
    `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n  values:\n${indented(text, 4)}`,
  (text) => `data:\n  a: '${text.replaceAll("'", "''").replaceAll('\n', '\n\n    ')}'\n`,
  (text) => `data:\n  a: ${JSON.stringify(text)}\n`,
  (text) => text.replaceAll(/^(?=.)/gm, '# '),
  (text, random, others) =>
    `${text}${random.pick(['---\n', '\n---\n', '---\n---\n', '...\n'])}${random.pick(others)}`,
  (text) => `{{- if .Values.on }}\n${text}{{- end }}\n`,
  (text, random) => fence(text.replaceAll('\r', ''), random.pick(['', '- ', '> ', '1. '])),
];
