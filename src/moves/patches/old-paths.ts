import { isDeepStrictEqual } from 'node:util';
import type { ManifestDocument } from '../../kubernetes/document';
import { parsePointer, printPointer } from '../../kustomize/operation';
import { Declined, type Place, type Text } from '../../yaml';
import type { MovedKind } from '../moved-kind';
import { plural } from '../nouns';

type Path = readonly string[];

/** What is asked of a kind to know where its fields are. */
type Fields = Pick<MovedKind, 'moveField'>;

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
export const pathLike =
  /(?<![\w-])(?:spec|status)(?:\\?["']\])?(?:\??\.?\[\s*\\?["'][^"'\\\]\n]+\\?["']\]?|(?:\.|\/|\??\.?\[\s*)\\?["']?[\w~-]+(?:\\?["'])?\]?)+/g;

/** The names of such a path; one in quotes may have dots. */
const names = /\[\s*\\?["']([^"'\\\]\n]+)|[\w~-]+/g;

/** The old fields that a text names by their paths, whatever the language. */
export function oldPathsIn(text: string, moved: Fields): OldPath[] {
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

/** How a finding about such a text starts: it says nothing of the other names in it. */
export const oldPathFound = 'the path leads to a field';

/** What is said of a text that names an old field. */
export function noteOfOldPath(path: Path, moved: Fields & Pick<MovedKind, 'to'>) {
  const { kind, version } = moved.to;
  const message = `${oldPathFound} that ${version} ${plural(kind)} do not have`;
  try {
    return { message, help: `${printDotted(path)} is ${printDotted(moved.moveField(path))} there` };
  } catch (error) {
    if (error instanceof Declined) return { message, help: error.message };
    throw error;
  }
}

/** Where a field is now; undefined where no one field has its value. */
export function placeOf(path: Path, moved: Fields): Path | undefined {
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
export function placeOfWhole(path: Path, moved: Fields): Path {
  const place = placeOf(path, moved);
  // A field that changes inside is where its parts are.
  return place ?? moved.moveField([...path, 'any']).slice(0, -1);
}

/** Where a part of a text is, if it is written as it is meant; else where the text starts. */
export function placeOfPart(
  { text }: ManifestDocument,
  node: Text,
  source: string,
  { index, length }: Pick<OldPath, 'index' | 'length'>,
): Place {
  const found = source.slice(index, index + length);
  const nth = source.slice(0, index).split(found).length - 1;
  let at = node.content.start - 1;
  for (let count = 0; count <= nth; count++) {
    at = text.indexOf(found, at + 1);
    if (at === -1 || at >= node.content.end) return node;
  }
  return { kind: 'spot', offset: at };
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
export const plainSyntax: PathSyntax = {
  parse: (text) => (/^(?:\.[A-Za-z_]\w*(?:\[\d+\])*)+$/.test(text) ? dotted(text.slice(1)) : undefined),
  print: (path) => `.${printDotted(path)}`,
};

/** Paths of `jq`: `.spec.ports[].number`, `.spec.labels["a.b/c"]`. A name in quotes that is a number is not understood. */
export const jqSyntax: PathSyntax = {
  parse: (text) =>
    /^\.[A-Za-z_](?:\w|\.(?=\[?["A-Za-z_])|\[\d*\]|\["(?!\d+"|\*")[^"\\]+"\])*$/.test(text)
      ? Array.from(text.matchAll(/\["([^"]+)"\]|\[(\d*)\]|\w+/g), ([word, quoted, index]) =>
          index === '' ? '*' : (quoted ?? index ?? word),
        )
      : undefined,
  print: (path) =>
    path
      .map((step) =>
        step === '*' ? '[]' : /^\d+$/.test(step) ? `[${step}]` : isName(step) ? `.${step}` : `["${step}"]`,
      )
      .join(''),
};

function isName(step: string): boolean {
  return /^[A-Za-z_]\w*$/.test(step);
}

/** `{.spec.ports[0].number}`. */
export const jsonPathSyntax: PathSyntax = {
  parse: (text) => (/^\{.*\}$/.test(text) ? plainSyntax.parse(text.slice(1, -1)) : undefined),
  print: (path) => `{${plainSyntax.print(path)}}`,
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
