import type { Mention, Surroundings } from '../transform';
import { type KindMove, newApiVersion } from './moved-kind';

/** What must not be left of the old names of a kind, in any file. Other kinds may have such versions, too. */
export function mentionsOf(move: KindMove): readonly Mention[] {
  return move.from.map((name): Mention => {
    const { group, kind, resource, versions } = name;
    const words = versions.flatMap((version) => [
      `${group}/${version}`,
      `version: ${version}`,
      `"version": "${version}"`,
      `${version}.${kind}`,
      `${resource}.${version}`,
      `${kind.toLowerCase()}.${version}`,
    ]);
    const isRenamed = kind !== move.to.kind;
    const pattern = new RegExp(`${kind}|${resource}`, 'i');
    return {
      words: isRenamed ? [kind, resource] : words,
      message: isRenamed ? `this still names ${kind}` : `this still names an alpha version of ${kind}`,
      help: isRenamed
        ? `it is ${move.to.kind} of ${newApiVersion(move)} now`
        : `it is ${newApiVersion(move)} now; see whether the fields named beside it have changed`,
      isMeant: (surroundings) =>
        !surroundings.isDefinition &&
        (isRenamed ? isWholeWord(surroundings) : meansKind(surroundings, pattern)),
    };
  });
}

function isWholeWord({ before, after }: Surroundings): boolean {
  return !/\w$/.test(before) && !/^\w/.test(after);
}

function meansKind({ word, before, after, above, below }: Surroundings, kind: RegExp): boolean {
  // On one line, as in flow style, the kind beside it decides.
  const beside = [...(before + after).matchAll(/\bkind["']?\s*[:=]\s*["']?(\w+)/gi)].map(
    ([, each = '']) => each,
  );
  if (beside.length > 0) return beside.some((each) => kind.test(each));
  const near = [before + word + after, ...above.slice(0, 2), ...below.slice(0, 2)];
  if (near.some((line) => kind.test(line))) return true;
  // In an object, `kind` may be far from `apiVersion`, but at the same indentation and before a line of dashes.
  const indentation = columnOf(before + word);
  const isSeparator = (line: string) => /^\W*---/.test(line);
  const isKind = (line: string) => /^[^\w]*kind["']?:/.test(line) && columnOf(line) === indentation;
  // From the word on, downwards and upwards.
  return [
    { lines: below, isUpwards: false },
    { lines: above, isUpwards: true },
  ].some(({ lines, isUpwards }) => {
    const separator = lines.findIndex(isSeparator);
    const object = separator === -1 ? lines : lines.slice(0, separator);
    const at = object.findIndex(isKind);
    if (at === -1) return false;
    return kind.test(kindOn(isUpwards ? object.slice(0, at + 1).reverse() : object.slice(at)));
  });
}

/** The line with the value of the key that the first line holds: that line, or one below, under a comment. */
function kindOn([line = '', ...below]: readonly string[]): string {
  if (!/:\s*(?:#.*)?$/.test(line)) return line;
  return below.find((each) => !/^\s*(?:#|$)/.test(each)) ?? '';
}

/** Where the first word of a line starts: behind blanks, dashes, quotes and comment marks. */
function columnOf(line: string): number {
  return /^\W*/.exec(line)?.[0].length ?? 0;
}
