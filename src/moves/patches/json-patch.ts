import { isDeepStrictEqual } from 'node:util';
import { type Operation, parsePointer, printPointer } from '../../kustomize/operation';
import { Declined, type Editor, type Place } from '../../yaml';
import type { Context, Report } from '../../transform';
import type { Base, FollowedOperation, MovedKind } from '../moved-kind';
import type { Relation } from './target';

type Path = readonly string[];

/** A field of the old object that a text names by its path, and where it is now. */
interface OldPath {
  /** Where in the text it is. */
  readonly index: number;
  readonly length: number;
  /** As the text names it, from the object's root. */
  readonly path: Path;
  /** Where it is now; undefined where no one field has its value. */
  readonly now: Path | undefined;
}

/** `spec.port`, `/spec/port`, `["spec"]["port"]`, `spec.labels["a.b/c"]`, with whatever follows. */
const pathLike =
  /(?<![\w-])(?:spec|status)(?:\\?["']\])?(?:\??\.?\[\s*\\?["'][^"'\\\]\n]+\\?["']\]?|(?:\.|\/|\??\.?\[\s*)\\?["']?[\w~-]+(?:\\?["'])?\]?)+/g;

/** The names of such a path; one in quotes may have dots. */
const names = /\[\s*\\?["']([^"'\\\]\n]+)|[\w~-]+/g;

/** The old fields that a text names by their paths, whatever the language. */
export function oldPathsIn(text: string, moved: MovedKind): OldPath[] {
  return [...text.matchAll(pathLike)].flatMap(({ 0: found, index }) => {
    const before = text.slice(0, index);
    if (/(?:metadata|labels|annotations)[./]$/.test(before)) return [];
    const segments = Array.from(found.matchAll(names), ([bare, quoted = bare]) => quoted);
    // The object may itself stand in a field: `spec.forProvider.manifest.spec.port`.
    const tails = [...segments.keys()].filter((at) => ['spec', 'status'].includes(segments[at] ?? ''));
    for (const at of tails) {
      const path = segments.slice(at);
      const now = path.length > 1 ? placeOf(path, moved) : path;
      if (!isDeepStrictEqual(now, path)) return [{ index, length: found.length, path, now }];
    }
    return [];
  });
}

/** Where a field is now; undefined where no one field has its value. */
export function placeOf(path: Path, moved: MovedKind): Path | undefined {
  try {
    return moved.moveField(path);
  } catch (error) {
    if (error instanceof Declined) return undefined;
    throw error;
  }
}

/**
 * Where a field is now for a reader to whom it is no matter what it holds, as for one that leaves it out of a
 * comparison.
 */
export function placeOfWhole(path: Path, moved: MovedKind): Path {
  const place = placeOf(path, moved);
  // A field that changes inside is where its parts are.
  return place ?? moved.moveField([...path, 'any']).slice(0, -1);
}

/** A way to write a path, as far as it names no more than fields and places in lists. */
export interface PathSyntax {
  /** Undefined where the text says more, or something else. */
  parse(text: string): Path | undefined;
  print(path: Path): string;
}

/** `/spec/port`. */
export const pointerSyntax: PathSyntax = { parse: parsePointer, print: printPointer };

/** `.spec.ports[0].number`. */
export const jqSyntax: PathSyntax = {
  parse: (text) => (/^(?:\.[A-Za-z_]\w*(?:\[\d+\])*)+$/.test(text) ? dotted(text.slice(1)) : undefined),
  print: (path) => `.${printDotted(path)}`,
};

/** `{.spec.ports[0].number}`. */
export const jsonPathSyntax: PathSyntax = {
  parse: (text) => (/^\{.*\}$/.test(text) ? jqSyntax.parse(text.slice(1, -1)) : undefined),
  print: (path) => `{${jqSyntax.print(path)}}`,
};

/** `spec.ports[0].number`, as Crossplane writes it; names with dots stand in brackets, and may be quoted there. */
export const fieldPathSyntax: PathSyntax = {
  parse: (text) =>
    /^[\w-]+(?:\.[\w-]+|\[(?:[\w./-]+|\*|"[^"'[\]]+"|'[^"'[\]]+')\])*$/.test(text) ? dotted(text) : undefined,
  print: printDotted,
};

/** Quotes stay around what needs them: in brackets, a number without them is a place in a list. */
function dotted(text: string): string[] {
  return (text.match(/\[[^[\]]*\]|[^.[\]]+/g) ?? []).map((segment) =>
    segment.replace(/^\[(.*)\]$/, '$1').replace(/^(["'])([A-Za-z_][\w-]*)\1$/, '$2'),
  );
}

function printDotted(path: Path): string {
  return path
    .map((segment, index) => {
      if (/^(?:\d+|\*)$|[./"']/.test(segment)) return `[${segment}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join('');
}

/** Reports a patch whose object lies elsewhere: the two have to move together. */
export function reportMissingBase(
  kind: string,
  at: Place,
  report: Report,
  what: 'patch' | 'replacement' = 'patch',
): void {
  report({
    level: 'warning',
    at,
    message: `the ${kind} that this ${what} is for is not in this tree`,
    help: `use a base that has it in the new version, in the same change: the ${what} fits no other version`,
  });
}

/** What is known of the objects that a patch is for. */
export interface PatchTarget<B> {
  readonly relation: Relation;
  /** None if they do not lie in the tree. */
  readonly bases: readonly B[];
  /** Whether it has to move along with them, and cannot. */
  readonly isStuck: boolean;
}

/** Has the operations of a JSON patch follow the fields that move: all of them, or none. */
export function migrateJsonPatch<B extends Base>(
  operations: readonly Operation[],
  { relation, bases }: Pick<PatchTarget<B>, 'relation' | 'bases'>,
  moved: MovedKind<B>,
  { facts, rewrite }: Context,
): void {
  const [first] = operations;
  if (!first || relation === 'none') return;
  rewrite(first.pathEntry, `JSON patch for ${moved.to.kind}: field paths`, (edit, report) => {
    let hasMoved = false;
    for (const operation of operations) {
      const followed = moved.followOperation(operation, { facts, operations, bases });
      if (!followed) continue;
      const isOwn = [operation.path, operation.from ?? operation.path].some((path) => moved.isOwnField(path));
      if (relation === 'also' && bases.length === 0 && !isOwn) continue;
      if (relation === 'also' && !(isOwn && bases.length > 0)) {
        const message = `this patch may be for objects other than ${moved.to.kind}, which may have this field too`;
        throw new Declined(message, operation.pathEntry.range.start);
      }
      make(operation, followed, edit);
      hasMoved = true;
    }
    if (hasMoved && bases.length === 0) reportMissingBase(moved.to.kind, first.pathEntry, report);
  });
}

function make(operation: Operation, followed: FollowedOperation, edit: Editor): void {
  const { op, path, from, wrappers, value, migrateValue } = followed;
  if (op !== undefined) edit.set(operation.opScalar, op);
  if (path) edit.set(operation.pathScalar, printPointer(path));
  if (from && operation.fromScalar) edit.set(operation.fromScalar, printPointer(from));
  if (wrappers && operation.value) edit.nest(operation.value, wrappers);
  if (value !== undefined) edit.insert(operation.mapping, 'value', value, operation.pathEntry);
  migrateValue?.(edit);
}
