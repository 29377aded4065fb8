import type { FactKind, Facts } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { type Operation, readOperations } from '../../../src/kustomize/operation';
import {
  asMapping,
  asText,
  isNull,
  type Node,
  rootsIn,
  scalarValueOf,
  unlessDeclined,
  valueAt,
  walk,
} from '../../../src/yaml';
import type { Survey } from '../../../src/transform';
import { type Base, basesOfDocument, collectUnread, isOfOpenVersion } from '../../../src/moves';
import { poolMove, usualPickerPort } from './names';
import { type Pool, readPool } from './shape';
import { kindOf } from './spec';

/** A part of a pool that some patch of the tree removes: what is known of the base is not the whole truth then. */
type Part = 'targetPortNumber' | 'extensionRef';

const removals: FactKind<Part> = { name: 'inference-pool-removals' };

/** Words without which nothing is removed. */
const removalWords: readonly Part[] = ['targetPortNumber', 'extensionRef'];

/** Notes what a document may remove: patches of every form, inline ones too. */
function collectRemovals({ text, range, root }: ManifestDocument, facts: Facts): void {
  const own = text.slice(range.start, range.end);
  if (!removalWords.some((part) => own.includes(part))) return;
  const parts = new Set<Part>();
  walk(root, (node) => {
    collectFrom(node, parts);
    const inner = asText(node)?.value ?? '';
    // A patch in a text of a kustomization; a text on one line is one in flow style.
    if (/[\n{[]/.test(inner))
      for (const each of rootsIn(inner))
        walk(each, (below) => {
          collectFrom(below, parts);
        });
  });
  for (const part of parts) facts.add(removals, part);
}

function collectFrom(node: Node, parts: Set<Part>): void {
  const mapping = asMapping(node);
  if (!mapping) return;
  for (const part of removalWords) {
    if (mapping.entries.some(({ name, value }) => name === part && isNull(value))) parts.add(part);
  }
  if (mapping.entries.some(({ name, value }) => name === '$patch' && asText(value)?.value === 'delete'))
    for (const part of removalWords) parts.add(part);
  const [operation] = unlessDeclined(() => readOperations(mapping)) ?? [];
  if (operation) for (const part of removedBy(operation)) parts.add(part);
}

/** What an operation of a JSON patch removes; one that sets the whole spec may leave out anything. */
function removedBy({ op, path, from }: Operation): Part[] {
  const gone =
    op === 'remove' || op === 'replace' || op === 'add' ? path : op === 'move' ? (from ?? []) : undefined;
  if (!gone || (gone.length > 0 && gone[0] !== 'spec')) return [];
  if (gone.length <= 1) return op === 'move' && !from ? [] : [...removalWords];
  return gone.length === 2 && (op === 'remove' || op === 'move')
    ? removalWords.filter((part) => part === gone[1])
    : [];
}

/** Whether some patch of the tree may remove a part of a pool. */
export function mayBeTakenAway(part: Part, facts: Facts): boolean {
  return facts.all(removals).includes(part);
}

/** The picker of a pool of the tree. */
interface PickerBase {
  /** Unknown where a placeholder tells the kind. */
  readonly kind: 'Service' | 'unknown' | 'other';
  /** Whether it had a port before it was migrated. */
  readonly hasPort: boolean;
}

/** A pool of the tree, as far as patches have to know of it. */
export interface PoolBase extends Base {
  readonly hasTargetPort: boolean;
  /** Undefined where it has no picker. */
  readonly picker: PickerBase | undefined;
}

/** Every pool of the tree. */
export const poolBases: FactKind<PoolBase> = { name: 'inference-pool-bases' };

/** Collects the pools of the tree. */
export const poolSurvey: Survey = {
  triggers: ['InferencePool', poolMove.to.resource, ...removalWords],
  collect(document: ManifestDocument, facts) {
    collectRemovals(document, facts);
    for (const { object, base } of basesOfDocument(document, poolMove, 'inference-pool')) {
      const pool = unlessDeclined(() => readPool(object));
      if (isOfOpenVersion(object, poolMove) && pool && hasFieldsOfV1(pool)) continue;
      facts.add(poolBases, { ...base, ...(pool ? partsOfPool(pool) : unreadParts) });
    }
  },
  missed(unread, facts) {
    collectUnread(unread, poolMove, poolBases, facts, (base) => ({ ...base, ...unreadParts }));
  },
};

/** Whether a pool is of v1 by its fields alone: no earlier version has these. */
function hasFieldsOfV1({ targetPorts, picker, pickerPort, selectorIsFlat }: Pool): boolean {
  const isOldPicker = picker?.name === 'extensionRef' || (pickerPort && pickerPort.name !== 'port');
  return targetPorts !== undefined && !selectorIsFlat && !isOldPicker;
}

function partsOfPool(pool: Pool): Pick<PoolBase, 'hasTargetPort' | 'picker'> {
  return {
    hasTargetPort: (pool.targetPortNumber ?? pool.targetPorts) !== undefined,
    picker: pool.picker && { kind: kindOf(pool.picker.value), hasPort: hadPort(pool) },
  };
}

/** Of a pool that cannot be read: it stays for a reason of its own, and its patches need no other one to stay with it. */
export const unreadParts = { hasTargetPort: true, picker: { kind: 'Service', hasPort: true } } as const;

/** The usual port of v1 is what a migration writes where there was none. */
function hadPort({ pickerPort }: Pool): boolean {
  return pickerPort !== undefined && scalarValueOf(valueAt(pickerPort.value, 'number')) !== usualPickerPort;
}
