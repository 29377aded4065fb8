import type { Change } from '../change';
import { carryOut } from '../embedded';
import type { Draft } from './draft';

/** Changes the text that a scalar holds, line by line. */
export function compileText(draft: Draft, { scalar, edits }: Extract<Change, { type: 'text' }>): void {
  for (const edit of carryOut(draft.document, scalar, edits)) draft.replace(edit.start, edit.end, edit.text);
}
