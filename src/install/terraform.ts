import type { Facts } from '../facts';
import type { Installation } from './commands';
import { lineAt } from './called-versions';
import { attributeOf, nameOf, type TerraformName, valuesOfName } from './named-versions';

/**
 * The resources `helm_release` of a Terraform module, the data `helm_template`, and what it gives the module of EKS
 * Blueprints for them.
 *
 * Sources: hashicorp/terraform-provider-helm, `docs/resources/release.md`; aws-ia/terraform-aws-eks-blueprints-addons,
 * `main.tf` (`helm_releases`).
 */
export function resourcesIn(text: string): Installation[] {
  const heads = [
    ...text.matchAll(/\b(?:resource\s+"helm_release"|data\s+"helm_template")\s+"[^"]*"\s*\{/g),
  ].map(endOf);
  const maps = [...text.matchAll(/^[ \t]*helm_releases[ \t]*=[ \t]*\{/gm)].map(endOf);
  const entries = maps.flatMap((start) =>
    [...blockFrom(text, start).matchAll(/^[ \t]*"?[\w-]+"?[ \t]*=[ \t]*\{/gm)].map(
      (head) => start + endOf(head),
    ),
  );
  return [...heads, ...entries].flatMap((start) => resourceAt(text, start) ?? []);
}

function endOf({ index, 0: all }: RegExpMatchArray & { readonly index: number }): number {
  return index + all.length;
}

/** @param start where its body starts */
function resourceAt(text: string, start: number): Installation | undefined {
  const body = blockFrom(text, start);
  const attribute = (name: string) => attributeOf(name, body, text, start);
  const chart = attribute('chart')?.text;
  const chartName = nameOf('chart', body);
  if (chart === undefined && !chartName) return undefined;
  const repository = attribute('repository')?.text;
  const written = attribute(version);
  const set = [...body.matchAll(/\bname\s*=\s*"([^"]+)"\s*,?\s*value\s*=\s*"?([^"\n}]*)/g)];
  return {
    line: lineAt(text, start),
    chart: (chart ?? '').replace(/^\$\{path\.\w+\}\//, './'),
    ...(chart === undefined && { chartName }),
    repository,
    ...(repository === undefined && { repositoryName: nameOf('repository', body) }),
    version: written?.text,
    versionLine: written?.line,
    versionName: nameOf(version, body),
    files: valuesOf(body),
    set: set.map(([, name = '', value = '']) => [name, value.trim()] as const),
    body,
  };
}

/** Where a resource names its chart by a local value or a variable. */
export const namedChart = String.raw`(?<=^[ \t]*chart[ \t]*=[ \t]*"?(?:\$\{)?)(?:local|var)\.[\w.-]+`;

/** The same with what other files of the module give the names that it has. */
export function filledIn(installation: Installation, path: string, facts: Facts): Installation {
  const only = (name: TerraformName | undefined): string | undefined => {
    const texts = new Set(name && valuesOfName(name, path, facts).map(({ text }) => text));
    return texts.size === 1 ? [...texts][0] : undefined;
  };
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

/** The items of `values = [...]`: a file, or what only Terraform knows. */
function valuesOf(body: string): (string | undefined)[] {
  const start = /^[ \t]*values[ \t]*=[ \t]*/m.exec(body);
  if (!start) return [];
  const from = start.index + start[0].length;
  if (!body.startsWith('[', from)) return [undefined];
  return itemsOf(blockFrom(body, from + 1)).map((item) => {
    const [, file] = /^(?:"\$\{\s*)?(?:template)?file\(\s*"([^"]+)"/.exec(item) ?? [];
    return file;
  });
}

/** The text up to the bracket that closes what was opened before; of texts in quotes, brackets do not count. */
function blockFrom(text: string, start: number): string {
  let depth = 1;
  for (const { index, 0: found } of text.slice(start).matchAll(/"(?:[^"\\\n]|\\.)*"?|[{[(]|[)\]}]/g)) {
    if (/^[{[(]$/.test(found)) depth++;
    else if (/^[)\]}]$/.test(found)) depth--;
    if (depth === 0) return text.slice(start, start + index);
  }
  return text.slice(start);
}

/** The items of a list, without comments. */
function itemsOf(list: string): string[] {
  const items: string[] = [''];
  let depth = 0;
  for (const [part] of list.matchAll(/(?:#|\/\/)[^\n]*|"(?:[^"\\\n]|\\.)*"?|[\s\S]/g)) {
    if (/^(?:#|\/\/)/.test(part)) continue;
    if (/^[{[(]$/.test(part)) depth++;
    if (/^[)\]}]$/.test(part)) depth--;
    if (part === ',' && depth === 0) items.push('');
    else items.push((items.pop() ?? '') + part);
  }
  return items.map((item) => item.trim()).filter((item) => item !== '');
}
