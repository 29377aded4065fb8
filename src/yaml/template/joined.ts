import { countBefore, Declined, skipBlanksBack, startsItsLine } from '../text';
import type { YamlDocument } from '../node';

/** A marker at the start of an action that takes the space before it, with its line breaks. */
export const trimsBefore = /^..[-~]/;

/** One at its end that takes the space behind it. */
export const trimsBehind = /[-~].?[}>]$/;

/** @throws Declined where new lines at an offset would be joined with what is before them */
export function requireNotJoined(
  { text, template }: Pick<YamlDocument, 'text' | 'template'>,
  at: number,
): void {
  const end = skipBlanksBack(text, at);
  const actions = template?.actions ?? [];
  const action = actions[countBefore(actions, end, (each) => each.end)];
  if (action?.end !== end) return;
  const source = text.slice(action.start, end);
  if (trimsBehind.test(source))
    throw new Declined('a trim marker of the template joins the line above with the next one', action.start);
  // Ansible has Jinja drop it behind every block (`trim_blocks`). Where lines follow already, none is lost.
  const endsWithBlock = /^\{[%#][^]*[^+].\}$/.test(source) && !startsItsLine(text, action.start);
  if (endsWithBlock && text.slice(end).trim() === '')
    throw new Declined(
      'Jinja may drop the line break behind the block that ends the line above; end it with +%}',
      action.start,
    );
}
