import { type Operation, printPointer } from '../../kustomize/operation';
import type { Context } from '../../transform';
import { asText, type Scalar } from '../../yaml';
import { basesIn } from '../bases';
import { type Base, type KindName, type MovedKind, newApiVersion } from '../moved-kind';
import { mayMove } from './status';
import { contextOfFollower } from '../unit';

/** A part of a reference that an operation of a JSON patch sets or tests: `/spec/parentRefs/0/group`. */
interface Part {
  readonly value: Scalar;
  readonly text: string;
  readonly key: string;
  /** The path of the reference. */
  readonly holder: readonly string[];
  /** What other operations of the patch say about the same reference. */
  readonly said: (key: string) => string | undefined;
}

/**
 * Has references follow that operations of a JSON patch put together part by part. What the patch does not say is in an
 * object that it is for: where that may be another kind, it is reported.
 */
export function migrateNamesInOperations<B extends Base>(
  operations: readonly Operation[],
  moved: MovedKind<B>,
  context: Context,
): void {
  for (const part of partsIn(operations)) {
    const renamed = moved.from
      .map((name) => renamedPart(part, name, moved))
      .find((each) => each !== undefined);
    if (renamed === 'unknown') reportUnknown(part, moved, context);
    else if (renamed !== undefined && renamed !== part.text) migratePart(part, renamed, moved, context);
  }
}

function partsIn(operations: readonly Operation[]): Part[] {
  const said = new Map<string, string>();
  const parts = operations.flatMap(({ path, value }): Omit<Part, 'said'>[] => {
    const text = asText(value?.value);
    const key = path.at(-1);
    // At the top, they are of the object itself, and follow with its fields.
    if (!text || key === undefined || path.length < 2) return [];
    said.set(printPointer(path), text.value);
    return [{ value: text, text: text.value, key, holder: path.slice(0, -1) }];
  });
  return parts.map((part) => ({ ...part, said: (key) => said.get(printPointer([...part.holder, key])) }));
}

/** What a part says for the new name; `unknown` where it may be of another kind, undefined where it is. */
function renamedPart(
  { key, text, holder, said }: Part,
  { group, kind, versions }: KindName,
  moved: MovedKind,
): string | undefined {
  const { to, onlyKindIn = [] } = moved;
  const saidKind = said('kind');
  const saidGroup = said('group') ?? said('apiGroup');
  switch (key) {
    case 'group':
    case 'apiGroup': {
      if (text !== group || group === to.group) return undefined;
      if (saidKind !== undefined) return [kind, to.kind].includes(saidKind) ? to.group : undefined;
      const field = holder.findLast((segment) => !/^(?:\d+|-)$/.test(segment)) ?? '';
      return onlyKindIn.includes(field) ? to.group : 'unknown';
    }
    case 'apiVersion':
      return saidKind === kind && versions.some((version) => text === `${group}/${version}`)
        ? newApiVersion(moved)
        : undefined;
    case 'version':
      return saidKind === kind && saidGroup === group && versions.includes(text) ? to.version : undefined;
    case 'kind':
      return text === kind && [undefined, group].includes(saidGroup) ? to.kind : undefined;
    default:
      return undefined;
  }
}

function migratePart<B extends Base>(
  { value, text, said }: Part,
  renamed: string,
  moved: MovedKind<B>,
  context: Context,
): void {
  const { path } = context.locate(value);
  const named = { name: said('name'), namespace: said('namespace'), path };
  if (!mayMove(value, named, moved, context)) return;
  const { rewrite } = contextOfFollower(named, moved, context);
  rewrite(value, `reference to ${moved.to.kind}: ${text} → ${renamed}`, (edit) => {
    edit.set(value, renamed);
  });
}

/** Only where the tree has objects of the kind, old or new: the group is that of others, too. */
function reportUnknown<B extends Base>(
  { value }: Part,
  moved: MovedKind<B>,
  { facts, report }: Context,
): void {
  if (basesIn(moved, facts).length === 0) return;
  const { to, from } = moved;
  const old = from.find(({ group }) => group !== to.group)?.kind ?? to.kind;
  report({
    level: 'warning',
    at: value,
    message: `this may be the group of a reference to ${old}: the patch does not name its kind`,
    help: `if it is, use ${to.group}`,
  });
}
