import type { Change } from '../change';
import { Declined } from '../declined';
import { lineTextEnd } from '../lines';
import { printScalar } from '../print';
import type { Draft } from './draft';

/** Gives a scalar another value; where an alias stands for it, the value takes the alias's place. */
export function compileSet(draft: Draft, { scalar, value }: Extract<Change, { type: 'set' }>): void {
  const inFlow = scalar.parent?.parent.flow ?? false;
  const isBlock = scalar.style === 'literal' || scalar.style === 'folded';
  const printed = printScalar(value, scalar.alias || isBlock ? 'plain' : scalar.style, inFlow);
  if (scalar.alias) {
    draft.replace(scalar.alias.start, scalar.alias.end, printed);
  } else if (scalar.style === 'empty') {
    throw new Declined('there is no value here to replace', scalar.range.start);
  } else if (isBlock) {
    // Header and lines give way to one line, but the line break behind the last of them stays.
    const { start, end } = scalar.content;
    const textEnd =
      draft.text[end - 1] === '\n'
        ? lineTextEnd(draft.text, end - (draft.text[end - 2] === '\r' ? 2 : 1))
        : end;
    draft.replace(start, textEnd, printed);
  } else {
    draft.replace(scalar.content.start, scalar.content.end, printed);
  }
}
