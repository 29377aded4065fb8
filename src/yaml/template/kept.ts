import type { Change } from '../changes';
import type { YamlDocument } from '../node';
import { carriedIn } from '../plain';
import { columnOf } from '../style/block';
import { countBefore, Declined, type Edit, isWithin, type Range, startingIn, startOfRange } from '../text';
import { Guards } from './guards';
import { withoutIndentation } from './indentation';
import { reachOf } from './lines';
import type { Template } from './mask';

/**
 * A value is carried over scalar by scalar, so what a template does between them would not go along.
 *
 * @throws Declined where it does something there
 */
export function requireWhole({ text, template }: YamlDocument, changes: readonly Change[]): void {
  if (!template) return;
  const carried = changes.flatMap((change) => ('value' in change ? carriedIn(change.value) : []));
  for (const whole of new Set(carried.map((each) => each.whole))) {
    if (!whole) continue;
    const guards = new Guards(text);
    const { range, parent } = whole.parent ?? { range: whole.range, parent: undefined };
    const end = parent?.flow ? range.end : reachOf(template, range, columnOf(text, range.start) + 1);
    const scalars = carried.filter((each) => each.whole === whole).map(({ scalar }) => scalar.range);
    const isInOne = (range: Range) => scalars.some((scalar) => isWithin(scalar, range));
    const isOverSeveral = ({ start }: Range) =>
      template.blocks.some(({ range: block }) => block.start === start && !isInOne(block));
    const between = startingIn(template.actions, { start: range.start, end }).find(
      (action) => (!isInOne(action) || isOverSeveral(action)) && guards.guardOf(action.start) !== '#',
    );
    if (between) throw new Declined('a template inserts a part of the value', between.start);
  }
}

/**
 * Whether a document's rewrite has all actions that the document had, in their order, but for those in the text that
 * was removed; no block may lose its start or its end alone. What an edit writes may hold actions of the removed text
 * where they say the same: in the same blocks, and with the same assignments before them.
 */
export function keepsActions(
  {
    text,
    range,
    template,
  }: { readonly text: string; readonly range: Range; readonly template: Template | undefined },
  edits: readonly Edit[],
  rewritten: string,
  result: Template | undefined,
): boolean {
  const removed = edits.filter((edit) => edit.end > edit.start);
  const isGone = (action: Range): boolean => {
    const edit = removed[countBefore(removed, action.start + 1, startOfRange) - 1];
    return edit !== undefined && isWithin(edit, action);
  };
  const actions = template?.actions ?? [];
  const kept = actions.filter((action) => isWithin(range, action) && !isGone(action));
  const gone = actions.filter(isGone);
  const [starts, ends] = [new Set(gone.map(({ start }) => start)), new Set(gone.map(({ end }) => end))];
  const isTorn = template?.blocks.some(
    (block) => starts.has(block.range.start) !== ends.has(block.range.end),
  );
  if (isTorn) return false;
  const sourceOf = (action: Range, within: string) =>
    withoutIndentation(within.slice(action.start, action.end));
  const before = kept.map((action) => sourceOf(action, text));
  const branches = (template?.blocks ?? [])
    .filter((block) => !starts.has(block.range.start))
    .flatMap((block) => block.branches);
  const branchesAt = (at: number) => branches.filter(({ start, end }) => start <= at && at <= end);
  const saysSame = ({ start }: Range, at: number): boolean => {
    const between = { start: Math.min(start, at), end: Math.max(start, at) };
    const isAssigned = startingIn(actions, between).some((action) => action.kind === 'silent');
    const [old, next] = [branchesAt(start), branchesAt(at)];
    return !isAssigned && old.length === next.length && old.every((branch) => next.includes(branch));
  };
  const written = writtenBy(edits, range.start);
  const after: string[] = [];
  for (const action of result?.actions ?? []) {
    const source = sourceOf(action, rewritten);
    const edit = written[countBefore(written, action.start + 1, startOfRange) - 1];
    if (!edit || !isWithin(edit, action)) after.push(source);
    else if (!gone.some((old) => sourceOf(old, text) === source && saysSame(old, edit.at))) return false;
  }
  return before.length === after.length && before.every((source, index) => source === after[index]);
}

/** Where the texts of edits are in the result, and where they were put in the original. */
function writtenBy(edits: readonly Edit[], from: number): (Range & { readonly at: number })[] {
  let shift = -from;
  return edits.map(({ start, end, text }) => {
    const at = start + shift;
    shift += text.length - (end - start);
    return { start: at, end: at + text.length, at: start };
  });
}
