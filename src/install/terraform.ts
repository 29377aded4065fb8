import type { Installation } from './commands';
import { lineAt } from './called-versions';
import { attributeOf, nameOf } from './named-versions';
import { blockFrom, valuesOf } from './terraform-values';

/**
 * The resources `helm_release` of a Terraform module, and what it gives the module of EKS Blueprints for them.
 *
 * Sources: hashicorp/terraform-provider-helm, `docs/resources/release.md`; aws-ia/terraform-aws-eks-blueprints-addons,
 * `main.tf` (`helm_releases`).
 */
export function resourcesIn(text: string): Installation[] {
  const heads = [...text.matchAll(/\bresource\s+"helm_release"\s+"[^"]*"\s*\{/g)].map(endOf);
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
  if (chart === undefined) return undefined;
  const written = attribute(version);
  const set = [...body.matchAll(/\bname\s*=\s*"([^"]+)"\s*,?\s*value\s*=\s*"?([^"\n}]*)/g)];
  return {
    line: lineAt(text, start),
    chart: chart.replace(/^\$\{path\.\w+\}\//, './'),
    repository: attribute('repository')?.text,
    version: written?.text,
    versionLine: written?.line,
    versionName: nameOf(version, body),
    files: valuesOf(body),
    set: set.map(([, name = '', value = '']) => [name, value.trim()] as const),
  };
}

/** How a resource, and an entry of `helm_releases`, names it. */
const version = '(?:chart_)?version';
