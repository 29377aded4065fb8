import type { Range } from '../lines';
import { type Action, firstWord } from './action';

/** A block of a template: `if … else … end`, a loop, a definition. */
export interface Block {
  readonly keyword: string;
  /** What decides on the branches, in their order; the last branch of a block with an `else` has none. */
  readonly conditions: readonly string[];
  /** From the opening action to the closing one, both included. */
  readonly range: Range;
  /** The text between the actions; one of them is rendered, or, without an `else`, perhaps none. */
  readonly branches: readonly Range[];
  readonly hasElse: boolean;
}

interface OpenBlock {
  readonly open: Action;
  readonly dividers: Action[];
}

/** The blocks of a template, outer ones first. An action that opens or closes nothing is passed over. */
export function findBlocks(actions: readonly Action[]): Block[] {
  const blocks: Block[] = [];
  const stack: OpenBlock[] = [];
  for (const action of actions) {
    if (action.kind === 'open') stack.push({ open: action, dividers: [] });
    else if (action.kind === 'divide') stack.at(-1)?.dividers.push(action);
    else if (action.kind === 'close') {
      const block = stack.pop();
      if (block) blocks.push(blockOf(block, action));
    }
  }
  return blocks.sort((a, b) => a.range.start - b.range.start);
}

function blockOf({ open, dividers }: OpenBlock, close: Action): Block {
  const borders = [open, ...dividers, close];
  const branches = borders
    .slice(1)
    .map((border, index) => ({ start: borders[index]?.end ?? 0, end: border.start }));
  return {
    keyword: firstWord(open.inner),
    conditions: [open, ...dividers]
      .filter(({ inner }) => inner !== 'else')
      .map(({ inner }) => conditionOf(inner)),
    range: { start: open.start, end: close.end },
    branches,
    hasElse: dividers.some(({ inner }) => inner === 'else'),
  };
}

/** What follows `if`, `else if`, `with`, `range $key, $value :=`. */
function conditionOf(inner: string): string {
  return inner
    .replace(/^(?:else\s+)?\w+\s*/, '')
    .replace(/^\$\w+(?:\s*,\s*\$\w+)?\s*:=/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
