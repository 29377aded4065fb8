import { type About, changeNotesOf, sentence } from '../../../src/about';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { Mention } from '../../../src/sweep/mention';
import type { Context, Transform } from '../../../src/transform';
import { entriesOf, type Entry, type Item, itemsOf, type Node, scalarValueOf } from '../../../src/yaml';
import type { OperatorField } from '../../tables/operator-fields';
import { type NamedValue, type Removal, valueMention } from '../mentions/mentions';
import { withOtherOperators, wordsOfOperators } from './other-operators';

/** The IstioOperators of a document. */
export function istioOperators({ objects }: ManifestDocument): KubernetesObject[] {
  return objects.filter(({ group, kind }) => group === 'install.istio.io' && kind === 'IstioOperator');
}

/** Every entry at a path; `*` stands for any key, and for the items of a list. A key that appears twice counts twice. */
export function entriesAt(
  node: Node | undefined,
  [key, ...rest]: readonly string[],
  except: readonly string[] = [],
): Entry[] {
  if (key === undefined) return [];
  if (key === '*' && node?.kind === 'sequence')
    return itemsOf(node).flatMap(({ value }) => entriesAt(value, rest, except));
  const found = entriesOf(node).filter(({ name }) =>
    key === '*' ? rest.length > 0 || !except.includes(name ?? '') : name === key,
  );
  return rest.length === 0 ? found : found.flatMap(({ value }) => entriesAt(value, rest, except));
}

/** The transform that removes of IstioOperators what the schema of a release no longer has. */
export function operatorFieldsTransform(release: string, rows: readonly OperatorField[]): Transform {
  return {
    id: `operator-fields-${release}`,
    title: `Fields of the IstioOperator that ${release} does not know`,
    release,
    phase: 'with',
    kind: 'required',
    docs: changeNotesOf(release),
    about: () => aboutOf(release, rows),
    triggers: ['IstioOperator'],
    conditionalTriggers: [wordsOfOperators],
    mentions: rows.flatMap(mentionsOf),
    migrate: withOtherOperators((document, context) => {
      for (const { mapping } of istioOperators(document)) {
        for (const row of rows) {
          for (const entry of entriesAt(mapping, row.path, row.except))
            migrateEntry(row, entry, pathOf(entry, mapping), context);
        }
      }
    }),
  };
}

/** What command lines and texts say of a field. The status is written by the cluster. */
function mentionsOf({ path: [root, ...path], renamed, gone, reason, except }: OperatorField): Mention[] {
  if (root !== 'spec') return [];
  const name = path.join('.');
  return [
    operatorMention({
      path,
      ...(renamed && { value: renamed.of }),
      except,
      message: `${name} of an IstioOperator: ${reason} in Istio ${gone} and later`,
      help: renamed
        ? `use ${renamed.to}, together with istioctl of that release`
        : 'delete it before you run istioctl of that release',
    }),
  ];
}

/** A field below the `spec` of an IstioOperator: charts may have values of the same name. */
export function operatorMention({
  except = [],
  ...field
}: Removal & NamedValue & { readonly except?: readonly string[] | undefined }): Mention {
  const mention = valueMention({ ...field, root: 'spec' });
  return {
    ...mention,
    isMeant: (place, facts) =>
      (place.source.matches(/\bistioctl\b|\bistiooperators?\b/i) ||
        // What a JSON patch is for may be named elsewhere.
        (place.source.kind === 'manifest' && place.source.matches(/\bop["']?\s*:/))) &&
      !except.some((key) => place.word.endsWith(key)) &&
      mention.isMeant?.(place, facts) !== false,
  };
}

function migrateEntry(
  { gone, renamed, lost, reason }: OperatorField,
  entry: Entry,
  name: string,
  context: Context,
): void {
  const { value } = entry;
  const text = String(scalarValueOf(value));
  if (renamed) {
    if (text !== renamed.of || value.kind !== 'scalar') return;
    context.rewrite(entry, `${name}: ${renamed.of} → ${renamed.to}: ${reason} in Istio ${gone}`, (edit) => {
      edit.set(value, renamed.to);
    });
    return;
  }
  context.rewrite(entry, `${name} is removed: ${reason} in Istio ${gone} and later`, (edit, report) => {
    edit.remove(entry);
    if (lost && !lost.unless.includes(text))
      report({ level: lost.level, at: entry, message: `${name} is gone: ${lost.message}`, help: lost.help });
  });
}

/** The keys that lead to an entry from the object that holds it. */
export function pathOf(entry: Entry, object: Node): string {
  const keys = [];
  for (let at: Entry | Item | undefined = entry; at; at = at.parent.parent) {
    if (at.kind === 'entry') keys.unshift(at.name ?? '');
    if (at.parent === object) break;
  }
  return keys.join('.');
}

/** A field of a row in a small IstioOperator. */
function exampleOf({ path, renamed, lost }: OperatorField): string {
  const keys = path.map((key) => (key === '*' ? 'pilot' : key));
  const value = renamed?.of ?? (lost && !lost.unless.includes('true') ? 'true' : 'false');
  const lines = keys.map(
    (key, depth) => `${'  '.repeat(depth)}${key}:${depth === keys.length - 1 ? ` ${value}` : ''}\n`,
  );
  return `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata:\n  name: mesh\n${lines.join('')}`;
}

function aboutOf(release: string, rows: readonly OperatorField[]): About {
  const names = rows.map(({ path, renamed }) => `\`${path.join('.')}${renamed ? `: ${renamed.of}` : ''}\``);
  const [first] = rows;
  const before = first ? exampleOf(first) : '';
  const head = 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata:\n  name: mesh\n';
  return {
    why: [
      `\`istioctl\` of Istio ${release} does not know ${names.join(', ')}, and stops at an IstioOperator that has it.`,
    ],
    changes: rows.map(({ renamed }, index) =>
      renamed
        ? `\`${renamed.of}\` becomes \`${renamed.to}\` in \`${rows[index]?.path.join('.') ?? ''}\`.`
        : `${names[index] ?? ''} is removed${exceptOf(rows[index])}.`,
    ),
    examples:
      first && !first.lost
        ? [
            {
              title: 'An IstioOperator',
              before: { 'operator.yaml': before },
              after: {
                'operator.yaml': first.renamed ? before.replace(first.renamed.of, first.renamed.to) : head,
              },
            },
          ]
        : [],
    reports: rows.flatMap((row) =>
      row.lost
        ? [
            {
              when: `\`${row.path.join('.')}\` is set.`,
              level: row.lost.level,
              message: `${row.path.join('.').replace('*', 'pilot')} is gone: ${row.lost.message}`,
              remedy: sentence(row.lost.help),
              files: { 'operator.yaml': exampleOf(row) },
            },
          ]
        : [],
    ),
    links: [
      [
        'The fields of the IstioOperator',
        'https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/',
      ],
    ],
  };
}

function exceptOf(row: OperatorField | undefined): string {
  return row?.except ? `, but for ${row.except.map((key) => `\`${key}\``).join(', ')}` : '';
}
