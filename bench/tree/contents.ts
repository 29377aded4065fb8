import { filler, ordinaryObject } from './documents';
import {
  alphaPolicy,
  alphaPolicyAsJson,
  alphaPool,
  istiodValues,
  routeToAlphaPool,
  templatedPool,
} from './due';
import { goSource, markdown, script } from './others';
import type { Random } from './random';
import { chart, kustomization } from './packages';
import { customResourceDefinition, dashboard, template, values } from './shapes';
import { undueObject } from './undue';

export type Kind =
  | 'manifest'
  | 'template'
  | 'values'
  | 'definition'
  | 'json'
  | 'kustomization'
  | 'chart'
  | 'markdown'
  | 'go'
  | 'script';

/** Whether a rewrite is due in a file, or it only holds words that the tool searches for. */
export type Standing = 'due' | 'undue' | 'ordinary';

/** The text of a file of a kind, of about `size` bytes. */
export function contentOf(kind: Kind, standing: Standing, size: number, random: Random): string {
  if (standing === 'due') return due[dueKind(kind)](size, random);
  if (standing === 'undue' && kind === 'manifest') return manifest(size, random, undueObject(random));
  return ordinary[kind](size, random);
}

const ordinary: Record<Kind, (size: number, random: Random) => string> = {
  manifest: (size, random) => manifest(size, random),
  template,
  values: (size, random) => values(size, random, ''),
  definition: customResourceDefinition,
  json: (size, random) => dashboard(size, random),
  kustomization,
  chart,
  markdown,
  go: goSource,
  script,
};

type DueKind = 'manifest' | 'template' | 'values' | 'json';

const due: Record<DueKind, (size: number, random: Random) => string> = {
  manifest: (size, random) =>
    manifest(size, random, random.oneOf([alphaPool, alphaPolicy, routeToAlphaPool])(random)),
  template: (size, random) => `${templatedPool(random)}---\n${template(size - 700, random)}`,
  values: (size, random) => values(size, random, istiodValues(random)),
  json: (size, random) => dashboard(size, random, alphaPolicyAsJson(random)),
};

/** Which kinds of files can be due; the others never are. */
export function dueKind(kind: Kind): DueKind {
  return kind === 'template' || kind === 'values' || kind === 'json' ? kind : 'manifest';
}

/** Documents up to a size, with a given one among them. */
function manifest(size: number, random: Random, given?: string): string {
  const documents = given === undefined ? [] : [given];
  let length = given?.length ?? 0;
  for (;;) {
    const next = ordinaryObject(random);
    if (length + next.length > size) break;
    documents.push(next);
    length += next.length + 4;
  }
  return random.shuffled(documents).join('---\n') + filler(random, size - length);
}
