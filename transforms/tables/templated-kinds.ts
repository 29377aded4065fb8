import type { KubernetesObject } from '../../src/kubernetes/object';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { isInserted } from '../../src/kustomize/selector';
import type { KindMove } from '../../src/moves';
import type { Context, Transform, TransformKind } from '../../src/transform';
import { reaches } from '../../src/version';
import { entryOf } from '../../src/yaml';
import { policyMove } from '../1.28/backend-tls-policy/shape';
import { apiVersions } from './api-versions';

/** Kinds that move, as a row has them. */
interface MovingKinds {
  readonly release: string;
  readonly kind: TransformKind;
  readonly kinds: readonly KindMove[];
}

/** The kind that is more than a row. */
export const policyKinds: MovingKinds = { release: '1.28', kind: 'required', kinds: [policyMove] };

const rows: readonly MovingKinds[] = [policyKinds, ...apiVersions];

/** A transform of a row that also looks at objects whose kind only the values of a template decide. */
export function withTemplatedKinds(transform: Transform, row: MovingKinds): Transform {
  const names = row.kinds.flatMap(({ from }) => from);
  const words = names.flatMap(({ group, versions }) => versions.map((version) => `${group}/${version}`));
  return {
    ...transform,
    conditionalTriggers: [
      ...(transform.conditionalTriggers ?? []),
      { words: [...new Set(words)], beside: ['{{', '${', '$('] },
    ],
    migrate(document, context) {
      transform.migrate(document, context);
      for (const object of document.objects)
        if (isInserted(object.kind)) reportKind(object, row, document, context);
    },
  };
}

function reportKind(
  object: KubernetesObject,
  row: MovingKinds,
  { text }: ManifestDocument,
  { range, report }: Context,
): void {
  const { mapping, group, version, apiVersion } = object;
  const entry = entryOf(mapping, 'kind');
  if (!entry) return;
  const written = text.slice(entry.value.range.start, entry.value.range.end).replace(/^["']|["']$/g, '');
  const words = written.split(/\W+/);
  const [start = ''] = words;
  const end = words.at(-1) ?? '';
  const kindsOf = ({ kinds }: MovingKinds) =>
    kinds
      .flatMap(({ from }) => from)
      .filter((name) => name.group === group && name.versions.includes(version))
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith(start) && kind.endsWith(end));
  const old = rows.filter(
    (each) => each.kind !== 'modernize' && reaches(range, each.release) && kindsOf(each).length > 0,
  );
  // One row speaks for all.
  if (old.at(-1) !== row) return;
  const kinds = old.flatMap(kindsOf);
  report({
    level: 'warning',
    at: entry,
    message: `the kind of an object of ${apiVersion} comes from the values of a template`,
    help: `Istio ${row.release} reads another version of ${kinds.join(', ')}: if it is one of these, use the new apiVersion and check the fields`,
  });
}
