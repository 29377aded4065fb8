import { indentOf, lineStart, skipBlanks, startsItsLine } from '../text';
import type { Action } from './actions';
import type { Block } from './blocks';
import { trimsBefore, trimsBehind } from './joined';
import { endsItsLine, isAlone, type Stretch } from './stretches';

/** The actions of a stretch: those together that put something there, and those that do not. */
export function runsOf({ actions }: Stretch): Stretch[] {
  const runs: { start: number; end: number; actions: Action[] }[] = [];
  for (const action of actions) {
    const last = runs.at(-1);
    if (last && (last.actions[0]?.kind === 'output') === (action.kind === 'output')) {
      last.actions.push(action);
      last.end = action.end;
    } else runs.push({ start: action.start, end: action.end, actions: [action] });
  }
  return runs;
}

/**
 * The stretches beside something else on their line that only say under which condition it is there, as in
 * `{{ if .x }}- item{{ end }}`. Inside of a line, a block may be around items with their commas
 * (`[a{{ if .x }}, b{{ end }}]`): another one decides on a part of a value.
 */
export function conditionsBeside(
  text: string,
  stretches: readonly Stretch[],
  blocks: readonly Block[],
  isBlank: (stretch: Stretch) => boolean,
): ReadonlySet<Stretch> {
  const stretchAt = new Map(
    stretches.flatMap((stretch) => stretch.actions.map(({ start }) => [start, stretch] as const)),
  );
  const blocksIn = new Map<Stretch, Block[]>();
  for (const block of blocks)
    for (const stretch of bordersOf(block, stretchAt))
      blocksIn.set(stretch, [...(blocksIn.get(stretch) ?? []), block]);
  const beside = new Set(
    stretches.filter((stretch) => {
      const around = blocksIn.get(stretch);
      return around && (isBeside(text, stretch) || around.every((block) => isAroundItems(text, block)));
    }),
  );
  const isOutside = (stretch: Stretch) => beside.has(stretch) || isBlank(stretch);
  const torn = stretches.filter((stretch) => !isOutside(stretch));
  for (let stretch = torn.pop(); stretch; stretch = torn.pop())
    for (const block of blocksIn.get(stretch) ?? [])
      for (const border of bordersOf(block, stretchAt)) if (beside.delete(border)) torn.push(border);
  return beside;
}

function bordersOf({ range, branches }: Block, stretchAt: ReadonlyMap<number, Stretch>): Stretch[] {
  return [range.start, ...branches.map(({ end }) => end)].flatMap((start) => stretchAt.get(start) ?? []);
}

/** Whether something else is on its line, and no trim marker joins that with another line. */
function isBeside(text: string, { start, end, actions }: Stretch): boolean {
  if (actions.some(({ kind }) => kind === 'output')) return false;
  const source = text.slice(start, end);
  const isJoinedBehind = trimsBehind.test(source);
  if (endsItsLine(text, end)) return !startsItsLine(text, start) && !isJoinedBehind;
  return (
    startsItsLine(text, start) &&
    !trimsBefore.test(source) &&
    !(isJoinedBehind && skipBlanks(text, end) > end)
  );
}

/** Whether each branch of a block on one line is items of a list or map in brackets, with the commas that they need. */
function isAroundItems(text: string, { range, branches }: Block): boolean {
  const start = lineStart(text, range.start);
  if (range.end - start > seenAtMost || text.slice(range.start, range.end).includes('\n')) return false;
  const inside = branches.map((branch) => text.slice(branch.start, branch.end));
  if (![/^\s*,/, /,\s*$/].some((comma) => inside.every((branch) => comma.test(branch)))) return false;
  const before = text.slice(start, range.start).replaceAll(/"[^"]*"|'[^']*'|\{[{%][^{}]*[%}]\}/g, '');
  return !/["'#]/.test(before) && before.split(/[[{]/).length > before.split(/[\]}]/).length;
}

/** How much of a line is looked at. */
const seenAtMost = 1000;

/**
 * How much further the first lines of a block scalar are indented than the text below them, where they are nothing but
 * actions: once these are masked, the lines are empty, and YAML forbids empty lines that are indented further.
 */
export function surplusAbove(
  text: string,
  stretches: readonly Stretch[],
  isBlank: (stretch: Stretch) => boolean,
): ReadonlyMap<Stretch, number> {
  const surplus = new Map<Stretch, number>();
  let first: Stretch[] = [];
  let header = -1;
  for (const [index, stretch] of stretches.entries()) {
    const [above, below] = [stretches[index - 1], stretches[index + 1]];
    const from = above?.end ?? 0;
    const between = text.slice(from, stretch.start).trimEnd();
    if (!above || first.at(-1) !== above || between !== '') {
      first = [];
      const line = between.slice(between.lastIndexOf('\n') + 1);
      header = blockHeader.test(line) ? from + between.length - 1 : -1;
    }
    if (header === -1 || !isBlank(stretch) || !isAlone(text, stretch)) continue;
    first.push(stretch);
    const [, indentation = ''] = /^\s*\n([ \t]*)\S/.exec(text.slice(stretch.end, below?.start)) ?? [];
    if (indentation.length <= indentOf(text, header).length) continue;
    for (const each of first)
      surplus.set(each, Math.max(0, indentOf(text, each.start).length - indentation.length));
  }
  return surplus;
}

/** A line that ends with the header of a block scalar, which no number says the indentation of. */
const blockHeader = /[:-][ \t]+(?:[&!]\S+[ \t]+)*[|>][-+]?(?:[ \t]+#.*)?$/;
