import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { Transform } from '../../../src/transform';
import { type Entry, entryOf, itemsOf, type Node, valueAt } from '../../../src/yaml';
import type { ListLimit } from '../../tables/list-limits';
import { objectCheck } from './object-check';

/** The check of lists that are too long for the CRDs of a release. */
export function listLimitsTransform(release: string, rows: readonly ListLimit[]): Transform {
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  const shortest = Math.min(...rows.map(({ most }) => most));
  return objectCheck({
    id: `list-limits-${release}`,
    title: `Lists that are too long for the CRDs of ${release}`,
    release,
    phase: 'before',
    kind: 'required',
    triggers: kinds,
    // An item takes four characters and more: most objects are too short to hold that many.
    mayConcern: (text) => text.length > 3 * shortest,
    why: [
      `The CRDs of Istio ${release} limit lists that had no limit before. The API server refuses an object with more items as soon as these CRDs are in the cluster: it stays as it is there, and each change of it fails.`,
    ],
    changes: ['Nothing. It reports such lists.'],
    reports: () =>
      rows.map((row) => ({
        ...{
          when: `${nameOf(row)} has more than ${row.most} items.`,
          level: 'error',
          message: messageOf(row),
        },
        remedy: `${row.help[0]?.toUpperCase() ?? ''}${row.help.slice(1)}.`,
        files: { 'object.yaml': exampleOf(row) },
      })),
    link: ['CRDs of Istio', 'https://istio.io/latest/docs/reference/config/'],
    check(object, { report }) {
      for (const row of rows.filter((each) => isOfRow(object, each)))
        for (const list of listsAt(valueAt(object.mapping, 'spec'), row.path))
          if (itemsOf(list.value).length > row.most)
            report({ level: 'error', at: list, message: messageOf(row), help: row.help });
    },
  });
}

function isOfRow({ group, kind }: KubernetesObject, row: ListLimit): boolean {
  return group === row.group && kind === row.kind;
}

/** The lists that a path leads to, over all items of the lists on its way. */
function listsAt(node: Node | undefined, path: string): Entry[] {
  const [key = '', ...rest] = path.split('[].');
  const entry = entryOf(node, key);
  if (!entry || rest.length === 0) return entry ? [entry] : [];
  return itemsOf(entry.value).flatMap(({ value }) => listsAt(value, rest.join('[].')));
}

function nameOf({ kind, path }: ListLimit): string {
  return `\`${path}\` of ${kind === 'AuthorizationPolicy' ? 'an' : 'a'} ${kind}`;
}

function messageOf({ release, kind, path, most }: ListLimit): string {
  return `since Istio ${release}, ${kind} takes at most ${most} items in ${path}`;
}

/** One item too many, all alike. */
function exampleOf({ group, kind, path, most }: ListLimit): string {
  const list = `[${Array(most + 1)
    .fill('{}')
    .join(', ')}]`;
  const spec = path
    .split('[].')
    .reduceRight((inner, key) => `{${key}: ${inner === list ? list : `[${inner}]`}}`, list);
  return `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: {name: long}\nspec: ${spec}\n`;
}
