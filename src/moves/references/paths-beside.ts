import {
  asText,
  Declined,
  type Editor,
  itemsOf,
  keyOf,
  type Mapping,
  type Node,
  stringOf,
  type Text,
} from '../../yaml';
import { certainEntry, type MovedKind } from '../moved-kind';
import {
  fieldPathSyntax,
  jqSyntax,
  jsonPathSyntax,
  oldPathsIn,
  type PathSyntax,
  plainSyntax,
  placeOf,
  placeOfWhole,
  pointerSyntax,
} from '../patches/old-paths';

/** Where a tool names paths into the object beside the reference to it. */
interface PathRow {
  /** From the holder of the reference; `[]` is every item. */
  readonly at: string;
  /** The key that the reference is under, be it as the only item of a list, where the paths are beside that key. */
  readonly beside?: string;
  /** The key that the reference, or the list that it is in, is under, where the paths are in the reference. */
  readonly under?: string;
  readonly syntax: PathSyntax;
  /** Whether the tool takes the value, and so needs the same one; others leave it out of a comparison. */
  readonly isRead?: boolean;
}

/** Paths in the three ways in which Argo CD takes them, and what is made after it. */
function ignored(within = '', beside?: string): PathRow[] {
  const row = beside === undefined ? {} : { beside };
  return [
    { ...row, at: `${within}jsonPointers[]`, syntax: pointerSyntax },
    { ...row, at: `${within}jqPathExpressions[]`, syntax: jqSyntax },
    { ...row, at: `${within}jsonPaths[]`, syntax: plainSyntax },
  ];
}

const rows: readonly PathRow[] = [
  // Argo CD and its operator, Fleet.
  ...ignored(),
  ...ignored('customization.'),
  { at: 'operations[]', syntax: pointerSyntax },
  // Flux.
  { at: 'paths[]', beside: 'target', syntax: pointerSyntax },
  // Karmada, and KubeFleet.
  ...[
    'overriders.plaintext[]',
    'overrideRules[].overriders.plaintext[]',
    'policy.overrideRules[].jsonPatchOverrides[]',
  ].map((at) => ({ at, beside: 'resourceSelectors', syntax: pointerSyntax })),
  // What Chainsaw waits for.
  { at: 'for.jsonPath.path', syntax: jsonPathSyntax, isRead: true },
  // Open Cluster Management.
  { at: 'feedbackRules[].jsonPaths[].path', beside: 'resourceIdentifier', syntax: plainSyntax, isRead: true },
  ...ignored('updateStrategy.serverSideApply.ignoreFields[].', 'resourceIdentifier'),
  // Crossplane's provider-kubernetes.
  { at: 'fieldPath', under: 'patchesFrom', syntax: fieldPathSyntax, isRead: true },
  { at: 'fieldPath', under: 'connectionDetails', syntax: fieldPathSyntax, isRead: true },
];

/** A path into the object that a reference names. */
export interface PathBeside extends Pick<PathRow, 'syntax' | 'isRead'> {
  readonly text: Text;
}

/** The paths beside a reference, or beside the key that it is under. */
export function pathsBeside(reference: Mapping): PathBeside[] {
  const { parent } = reference;
  const entry = parent?.kind === 'item' ? parent.parent.parent : parent;
  const key = entry?.kind === 'entry' ? entry.name : undefined;
  return rows.flatMap(({ at, beside, under, ...row }) => {
    if (under !== undefined && under !== key) return [];
    if (beside !== undefined && beside !== key) return [];
    // What is for several objects may be for other kinds as well.
    if (beside !== undefined && parent?.kind === 'item' && parent.parent.items.length > 1) return [];
    const holder = beside === undefined || entry?.kind !== 'entry' ? reference : entry.parent;
    return nodesAt(holder, at.split('.')).flatMap((node) => {
      const text = asText(node);
      const found = text ? { text } : pathOfOperation(node);
      return found ? [{ ...row, ...found }] : [];
    });
  });
}

function nodesAt(node: Node, [key, ...rest]: readonly string[]): Node[] {
  if (key === undefined) return [node];
  const value = certainEntry(node, key.replace('[]', ''))?.value;
  const found = key.endsWith('[]') ? itemsOf(value).map((item) => item.value) : value ? [value] : [];
  return found.flatMap((each) => nodesAt(each, rest));
}

/** What Fleet does to both sides of its comparison, or Karmada to an object; a value that is more than a scalar may change inside. */
function pathOfOperation(operation: Node): Pick<PathBeside, 'text' | 'isRead'> | undefined {
  const text = asText(certainEntry(operation, 'path')?.value);
  const op = certainEntry(operation, 'op') ?? certainEntry(operation, 'operator');
  const isRemoval = stringOf(op?.value) === 'remove';
  const isKnown = isRemoval || certainEntry(operation, 'value')?.value.kind === 'scalar';
  return text && isKnown ? { text, isRead: !isRemoval } : undefined;
}

/** What a path of provider-kubernetes is where it is read from one object, and written to another one. */
export const ofBothSides = 'the path is read from one object and written to another; add a toFieldPath';

/** Whether what is read from an object has the same path in the one that it is written to. */
function isOfBothSides(mapping: Mapping): boolean {
  return keyOf(mapping) === 'patchesFrom' && !certainEntry(mapping.parent?.parent, 'toFieldPath');
}

/**
 * Moves the paths beside a reference along with it.
 *
 * @throws Declined where one of them says more than a path, or no one field has its value any more
 */
export function movePathsBeside(reference: Mapping, moved: MovedKind, edit: Editor): void {
  for (const { text, syntax, isRead = false } of pathsBeside(reference)) {
    if (oldPathsIn(text.value, moved).length === 0) continue;
    const path = syntax.parse(text.value);
    const now = path && (isRead ? placeOf(path, moved) : placeOfWhole(path, moved));
    if (!now) throw new Declined(`it names an old field of ${moved.to.kind}`, text.range.start);
    if (isOfBothSides(reference)) throw new Declined(ofBothSides, text.range.start);
    edit.set(text, syntax.print(now));
  }
}
