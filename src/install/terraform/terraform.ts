import type { Facts } from '../../facts';
import type { Installation } from '../scripts/commands';
import { lineAt } from '../pins/called-versions';
import { attributeOf, nameOf, type TerraformName, onlyValueOf } from '../pins/named-versions';
import type { Range } from '../../yaml';
import { endOfBrackets } from './hcl-parts';
import { nothing } from '../layers/content';

/** Whether a file is a part of a module of Terraform or OpenTofu. */
export function isTerraform(path: string): boolean {
  return /\.(?:tf|tofu)$/.test(path);
}

/**
 * Where the bodies lie of the resources `helm_release` of a Terraform module, the data `helm_template`, and what it gives
 * the module of EKS Blueprints for them.
 *
 * Sources: hashicorp/terraform-provider-helm, `docs/resources/release.md`; aws-ia/terraform-aws-eks-blueprints-addons,
 * `main.tf` (`helm_releases`).
 */
export function bodiesIn(text: string): Range[] {
  const heads = [
    ...text.matchAll(/\b(?:resource\s+"helm_release"|data\s+"helm_template")\s+"[^"]*"\s*\{/g),
  ].map(endOf);
  const maps = [...text.matchAll(/^[ \t]*helm_releases[ \t]*=[ \t]*\{/gm)].map(endOf);
  const entries = maps.flatMap((start) =>
    [...text.slice(start, endOfBrackets(text, start)).matchAll(/^[ \t]*"?[\w-]+"?[ \t]*=[ \t]*\{/gm)].map(
      (head) => start + endOf(head),
    ),
  );
  return [...heads, ...entries].map((start) => ({ start, end: endOfBrackets(text, start) }));
}

/** The bodies of calls of modules that are given values for a chart, whichever that is. */
export function callsIn(text: string): Range[] {
  const heads = [...text.matchAll(/^[ \t]*module[ \t]+"[^"\n]*"[ \t]*\{/gm)].map(endOf);
  return heads
    .map((start) => ({ start, end: endOfBrackets(text, start) }))
    .filter(({ start, end }) => /^[ \t]*(?:\w*values\w*|set)[ \t]*=/m.test(text.slice(start, end)));
}

/** The same as installations of charts. */
export function resourcesIn(text: string): Installation[] {
  return bodiesIn(text).flatMap((body) => resourceAt(text, body) ?? []);
}

function endOf({ index, 0: all }: RegExpMatchArray & { readonly index: number }): number {
  return index + all.length;
}

function resourceAt(text: string, { start, end }: Range): Installation | undefined {
  const body = text.slice(start, end);
  const attribute = (name: string) => attributeOf(name, body, text, start);
  const chart = attribute('chart')?.text;
  const chartName = nameOf('chart', body);
  if (chart === undefined && !chartName) return undefined;
  const repository = attribute('repository')?.text;
  const written = attribute(version);
  return {
    line: lineAt(text, start),
    chart: (chart ?? '').replace(/^\$\{path\.\w+\}\//, './'),
    ...(chart === undefined && { chartName }),
    repository,
    names: ['name', 'namespace'].flatMap((name) => attribute(name)?.text ?? []),
    ...(repository === undefined && { repositoryName: nameOf('repository', body) }),
    version: written?.text,
    versionLine: written?.line,
    versionName: nameOf(version, body),
    files: [],
    set: nothing,
    body,
  };
}

/** Where a resource names its chart by a local value or a variable. What is before it is looked at last: that is slow. */
export const namedChart = String.raw`(?:local|var)\.(?<=^[ \t]*chart[ \t]*=[ \t]*"?(?:\$\{)?\w{3,5}\.)[\w.-]+`;

/** The same with what other files of the module give the names that it has. */
export function filledIn(installation: Installation, path: string, facts: Facts): Installation {
  const only = (name: TerraformName | undefined) => onlyValueOf(name, path, facts);
  const { chart, chartName, repository, repositoryName, version: written, versionName } = installation;
  return {
    ...installation,
    chart: only(chartName) ?? chart,
    repository: repository ?? only(repositoryName),
    version: written ?? only(versionName),
  };
}

/** How a resource, and an entry of `helm_releases`, names it. */
const version = '(?:chart_)?version';
