import { type Bracketed, bracketedIn } from '../../brackets';
import { textKindOf } from '../../files/names';
import { type Content, contentIn, nothing } from '../layers/content';
import { lineAt } from '../pins/called-versions';
import type { Installation } from './commands';
import { anything } from './flags';

/**
 * The charts that a program has installed by a literal or a call: `new k8s.helm.v3.Release('istiod', {chart: 'istiod', …})`.
 *
 * Sources: pulumi/pulumi-kubernetes, `helm.sh/v3` and `v4`; aws/aws-cdk, `aws-eks` (`HelmChart`); cdk8s-team/cdk8s-core, `Helm`.
 */
export function chartsInProgram(path: string, text: string): Installation[] {
  if (textKindOf(path) !== 'program' || !/\bchart\b/i.test(text)) return [];
  return bracketedIn(text).flatMap((each) => chartIn(each, text) ?? []);
}

/** What calls things that install a chart, up to the bracket with what they are given. */
const installer = /(?:release|chart|helm)\w*\s*(?:\([^(){};]*)?[&\w.]*\s*$/i;
const seenAtMost = 200;

function chartIn({ start, entries }: Bracketed, text: string): Installation | undefined {
  const keys = new Map(
    [...entries].map(([key, value]) => [key.toLowerCase().replaceAll(/[^a-z]/g, ''), value]),
  );
  const textAt = (key: string) => quoted.exec(keys.get(key) ?? '')?.[1];
  const chart = textAt('chart');
  if (chart === undefined || !installer.test(text.slice(Math.max(0, start - seenAtMost), start - 1)))
    return undefined;
  const lineOf = (key: string) => lineAt(text, text.indexOf(keys.get(key) ?? '', start));
  const origin = [...keys].find(([key]) => /^(?:repo|fetchopts)/.test(key))?.[1];
  const values = keys.get('values');
  const hasFiles = [...keys.keys()].some((key) => /^value.*files?$/.test(key));
  return {
    line: lineOf('chart'),
    chart,
    repository: (origin?.match(/["'`][^"'`]*["'`]/g) ?? []).find((each) => /[./]/.test(each))?.slice(1, -1),
    names: ['name', 'release', 'namespace'].flatMap((key) => textAt(key) ?? []),
    version: textAt('version'),
    versionLine: lineOf('version'),
    files: [...(hasFiles ? [undefined] : []), ...(values === undefined ? [] : [contentOf(values)])],
    set: nothing,
  };
}

/** A text, be it in a call that wraps it: `pulumi.String("istiod")`. */
const quoted = /^(?:[\w.]+\()?["'`]([^"'`$]*)["'`]/;

/** What a literal says: YAML in flow style, once the types and wrappers of Go are gone; what is spread into it may be anything. */
function contentOf(literal: string): Content {
  if (/\.{3}|\*\*/.test(literal)) return anything;
  const yaml = literal
    .replaceAll(/(?<![\w.])[\w.]+(?=\{)/g, '')
    .replaceAll(/(?<![\w.])[\w.]+\(("[^"\n]*"|[\w.]+)\)/g, '$1');
  return contentIn(yaml) ?? anything;
}
