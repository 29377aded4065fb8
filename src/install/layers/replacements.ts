import type { FactKind, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { grouped } from '../../grouped';
import { type Kustomization, kustomizationsOf } from '../../kustomize/kustomization';
import { parseFieldPath } from '../../kustomize/operation';
import { readReplacements } from '../../kustomize/read';
import { readSelector, selects, type Selector } from '../../kustomize/selector';
import { namesUpTo } from '../../kustomize/ways';
import { asMapping, itemsOf, type Node, scalarValueOf, stringOf, valueAt } from '../../yaml';
import { releasesWith } from './json-patches';
import type { ReleaseFact } from '../releases/release-facts';

/** A field of some objects that a replacement reads, or writes. */
interface ReplacedField {
  /** The file that the replacement is in. */
  readonly path: string;
  readonly selector: Selector;
  readonly keys: readonly string[];
  /** Undefined where it is read only; `make` says whether it may be missing before. */
  readonly writes: 'set' | 'make' | undefined;
}

const replacedField: FactKind<ReplacedField> = { name: 'replaced-field' };

/** Collects the fields that replacements are about, in a kustomization, a transformer, or a file of their own. */
export function collectReplacements({ path, root }: ManifestDocument, facts: Facts): void {
  const add = (select: Node | undefined, field: Node | undefined, writes: ReplacedField['writes']) => {
    const mapping = asMapping(select);
    const keys = parseFieldPath(stringOf(field) ?? '');
    if (mapping && keys[0] === 'spec')
      facts.add(replacedField, { path, selector: readSelector(mapping), keys, writes });
  };
  for (const replacement of [...readReplacements(valueAt(root, 'replacements')), ...readReplacements(root)]) {
    const source = valueAt(replacement, 'source');
    add(source, valueAt(source, 'fieldPath'), undefined);
    for (const { value: target } of itemsOf(valueAt(replacement, 'targets'))) {
      const isMade = scalarValueOf(valueAt(target, 'options', 'create')) === true;
      for (const { value } of itemsOf(valueAt(target, 'fieldPaths')))
        add(valueAt(target, 'select'), value, isMade ? 'make' : 'set');
    }
  }
}

/**
 * The replacements of a kustomization that may concern the object of a release, as releases of the same object: kustomize
 * fails where a field is gone that one reads or sets, and what it writes is not known.
 */
export function replacementsOver(
  release: ReleaseFact,
  kustomization: Kustomization,
  facts: Facts,
): ReleaseFact[] {
  const { object, path } = release;
  const files = [kustomization.path, ...kustomization.replacements];
  const fields = facts.derived(fieldsByFile);
  if (!object || !files.some((file) => fields.has(file))) return [];
  const names = [...namesUpTo(kustomization, { ...object, path }, facts)];
  return files.flatMap((file) =>
    (fields.get(file) ?? []).flatMap(({ selector, keys, writes }, index) => {
      if (!names.some((name) => selects(selector, { kind: object.kind, name, labels: {} }))) return [];
      const site = { object, path: file, id: `${release.id}#${file}-replacement-${index}` };
      const places =
        writes === 'make' ? [] : releasesWith(keys, null, { ...site, id: `${site.id}-place` }, 'place');
      return [...places, ...(writes ? releasesWith(keys, [], site) : [])];
    }),
  );
}

function fieldsByFile(facts: Facts): ReadonlyMap<string, readonly ReplacedField[]> {
  return grouped(facts.all(replacedField), ({ path }) => path);
}

/** The kustomizations that replace fields. */
export function replacing(facts: Facts): readonly Kustomization[] {
  const fields = facts.derived(fieldsByFile);
  if (fields.size === 0) return [];
  return kustomizationsOf(facts).filter(({ path, replacements }) =>
    [path, ...replacements].some((file) => fields.has(file)),
  );
}
