import { countBefore, Declined, lineBreakAt, skipBlanksBack, startsItsLine } from '../text';
import type { YamlDocument } from '../node';

/** A marker at the start of an action that takes the space before it, with its line breaks. */
export const trimsBefore = /^..[-~]/;

/** One at its end that takes the space behind it. */
export const trimsBehind = /[-~].?[}>]$/;

/**
 * What new lines at an offset begin with besides their line break, so that they are not joined with what is before them.
 *
 * @throws Declined where a trim marker joins them
 */
export function breakBefore({ text, template }: Pick<YamlDocument, 'text' | 'template'>, at: number): string {
  const end = skipBlanksBack(text, at);
  const actions = template?.actions ?? [];
  const action = actions[countBefore(actions, end, (each) => each.end)];
  if (action?.end !== end) return '';
  const source = text.slice(action.start, end);
  if (trimsBehind.test(source))
    throw new Declined('a trim marker of the template joins the line above with the next one', action.start);
  // Ansible has Jinja drop the line break behind a block (`trim_blocks`). Where a line follows already, none is lost.
  const endsWithBlock = /^\{[%#][^]*[^+].\}$/.test(source) && !startsItsLine(text, action.start);
  const hasNoLineBehind = /^[ \t]*(?:$|\r?\n[ \t]*(?:\r?\n|$))/.test(text.slice(end));
  return endsWithBlock && hasNoLineBehind ? lineBreakAt(text, end) : '';
}
