import {
  asText,
  Declined,
  type Editor,
  itemsOf,
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
  placeOf,
  placeOfWhole,
  pointerSyntax,
} from '../patches/old-paths';

/** Where a tool names paths into the object beside the reference to it. */
interface PathRow {
  /** From the holder of the reference; `[]` is every item. */
  readonly at: string;
  /** The key that the reference is under, where the paths are beside that key. */
  readonly beside?: string;
  /** The key that the reference is under, where the paths are in it. */
  readonly under?: string;
  readonly syntax: PathSyntax;
  /** Whether the tool takes the value, and so needs the same one; others leave it out of a comparison. */
  readonly isRead?: boolean;
}

const rows: readonly PathRow[] = [
  // Argo CD, Fleet.
  { at: 'jsonPointers[]', syntax: pointerSyntax },
  { at: 'jqPathExpressions[]', syntax: jqSyntax },
  { at: 'operations[]', syntax: pointerSyntax },
  // Flux.
  { at: 'paths[]', beside: 'target', syntax: pointerSyntax },
  // What Chainsaw waits for.
  { at: 'for.jsonPath.path', syntax: jsonPathSyntax, isRead: true },
  // Open Cluster Management.
  { at: 'feedbackRules[].jsonPaths[].path', beside: 'resourceIdentifier', syntax: jqSyntax, isRead: true },
  // Crossplane's provider-kubernetes.
  { at: 'fieldPath', under: 'patchesFrom', syntax: fieldPathSyntax, isRead: true },
];

/** A path into the object that a reference names. */
export interface PathBeside extends Pick<PathRow, 'syntax' | 'isRead'> {
  readonly text: Text;
}

/** The paths beside a reference, or beside the key that it is under. */
export function pathsBeside(reference: Mapping): PathBeside[] {
  const { parent } = reference;
  const key = parent?.kind === 'entry' ? parent.name : undefined;
  return rows.flatMap(({ at, beside, under, ...row }) => {
    if (under !== undefined && under !== key) return [];
    if (beside !== undefined && beside !== key) return [];
    const holder = beside === undefined || parent?.kind !== 'entry' ? reference : parent.parent;
    return nodesAt(holder, at.split('.')).flatMap((node) => {
      const text = asText(node) ?? pathOfRemoval(node);
      return text ? [{ ...row, text }] : [];
    });
  });
}

function nodesAt(node: Node, [key, ...rest]: readonly string[]): Node[] {
  if (key === undefined) return [node];
  const value = certainEntry(node, key.replace('[]', ''))?.value;
  const found = key.endsWith('[]') ? itemsOf(value).map((item) => item.value) : value ? [value] : [];
  return found.flatMap((each) => nodesAt(each, rest));
}

/** What Fleet takes out of both sides of its comparison; other operations bring values, which may change inside. */
function pathOfRemoval(operation: Node): Text | undefined {
  const isRemoval = stringOf(certainEntry(operation, 'op')?.value) === 'remove';
  return isRemoval ? asText(certainEntry(operation, 'path')?.value) : undefined;
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
    edit.set(text, syntax.print(now));
  }
}
