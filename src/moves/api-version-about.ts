import type { About, Case, Texts } from '../about';
import { kustomizeCases } from './about';
import type { ApiVersionRow, KindRow } from './api-version';
import { newApiVersion } from './moved-kind';

/** What `explain` and the docs say about a row; made from the row, so that it cannot say anything else. */
export function aboutOf(row: ApiVersionRow): About {
  const [first] = row.kinds;
  const ofPatches = first && kustomizeCases(kindInCases(first));
  return {
    why: row.why,
    changes: [
      ...row.kinds.map(changeOf),
      ...row.kinds.flatMap(fieldChangesOf),
      'References, RBAC rules, and the patches and replacements of Kustomize follow.',
      'A newer version is never touched, and neither is a kind of the same name in another group.',
    ],
    examples: row.kinds.flatMap((kind) => ({
      title: kind.to.kind,
      before: objectOf(kind, 'old'),
      after: objectOf(kind, 'new'),
    })),
    declines: [],
    reports: first && ofPatches ? ofPatches.reports.slice(0, 1).map((each) => withNewKind(each, first)) : [],
    links: row.links ?? [['Upgrade notes', row.docs]],
  };
}

/** Messages name the kind as it is called now. */
function withNewKind(each: Case, { from, to }: KindRow): Case {
  return { ...each, message: from.reduce((text, { kind }) => text.replaceAll(kind, to.kind), each.message) };
}

function changeOf(kind: KindRow): string {
  const old = kind.from.flatMap(({ group, versions, kind: name }) =>
    versions.map((version) => `\`${group}/${version}\`${name === kind.to.kind ? '' : ` ${name}`}`),
  );
  const name = kind.from.some((each) => each.kind !== kind.to.kind) ? ` ${kind.to.kind}` : '';
  return `\`${kind.to.kind}\`: ${old.join(' and ')} → \`${newApiVersion(kind)}\`${name}.`;
}

function fieldChangesOf({ fields = [] }: KindRow): string[] {
  return fields.map(({ from, to }) =>
    to === undefined ? `\`${from}\` is removed.` : `\`${from}\` → \`${to}\`.`,
  );
}

function objectOf(kind: KindRow, age: 'old' | 'new'): Texts {
  const [old] = kind.from;
  const name = age === 'new' || !old ? kind.to.kind : old.kind;
  const apiVersion = age === 'new' || !old ? newApiVersion(kind) : `${old.group}/${old.versions[0] ?? ''}`;
  const path = `${kind.to.kind.toLowerCase()}.yaml`;
  return { [path]: `apiVersion: ${apiVersion}\nkind: ${name}\nmetadata:\n  name: example\n` };
}

function kindInCases(kind: KindRow) {
  const [old] = kind.from;
  const apiVersion = `${old?.group ?? ''}/${old?.versions[0] ?? ''}`;
  const name = old?.kind ?? kind.to.kind;
  const object = `apiVersion: ${apiVersion}\nkind: ${name}\nmetadata: {name: one}\nspec: {}\n`;
  return { kind: name, apiVersion, sharedField: '/spec/a', object };
}
