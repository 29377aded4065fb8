import { indentOf, lineTextEnd, nextLineStart, type Range, startingIn } from '../text';
import type { Action } from './actions';
import { indentationOf } from './indentation';

/** A text in a block scalar that is rendered by itself, and how far it is indented in the file. */
export interface TextAlone extends Range {
  readonly margin: number;
}

/**
 * The texts in block scalars that are rendered by themselves, so that `nindent` counts from their own margin: as texts of
 * values are by `tpl`, and those of Crossplane and Sveltos. They are known by actions that put their lines left of where
 * they are: counted in the file, these would be outside of what they are written in.
 */
export function textsAlone(text: string, actions: readonly Action[]): TextAlone[] {
  const indenting = actions.flatMap((action) => {
    const indentation = indentationOf(text, action);
    if (!indentation || indentation.first === 'inPlace') return [];
    return [{ ...action, isLeft: indentation.column < indentOf(text, action.start).length }];
  });
  if (!indenting.some(({ isLeft }) => isLeft)) return [];
  return blockTexts(text).filter((block) => {
    const inside = startingIn(indenting, block);
    return inside.length > 0 && inside.every(({ isLeft }) => isLeft);
  });
}

const header = /(?:^[ \t]*-|[:-])[ \t]+(?:[&!]\S+[ \t]+)*[|>][-+\d]*[ \t]*(?:#.*)?$/;

/** The texts of block scalars. Lines that are nothing but an action may be left of the others. */
function blockTexts(text: string): TextAlone[] {
  const blocks: TextAlone[] = [];
  let isHeader = false;
  let outer = 0;
  let open: { start: number; end: number; margin: number } | undefined;
  for (let at = 0; at < text.length; at = nextLineStart(text, at)) {
    const line = text.slice(at, lineTextEnd(text, at));
    const column = line.search(/\S/);
    if (column === -1) continue;
    if (isHeader && column > outer) blocks.push((open = { start: at, end: at, margin: column }));
    isHeader = false;
    if (open && (column >= open.margin || /^\s*\{[{%]/.test(line))) {
      if (column >= open.margin) open.end = nextLineStart(text, at);
      continue;
    }
    open = undefined;
    isHeader = header.test(line);
    outer = column;
  }
  return blocks;
}
