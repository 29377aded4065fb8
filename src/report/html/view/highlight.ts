/** What a stretch of a line is; the stylesheet has a colour for each. */
export type TokenKind =
  'comment' | 'key' | 'string' | 'literal' | 'template' | 'reference' | 'punctuation' | 'plain';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const kinds: readonly (readonly [TokenKind, RegExp])[] = [
  ['template', /\{\{.*?\}\}/y],
  ['comment', /(?<=^|\s)#.*/y],
  ['punctuation', /(?:---|\.\.\.)(?=\s*$)|-(?=\s|$)|[{}[\],:|>]/y],
  [
    'key',
    /(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\p{L}_$./~-][^\s:#{}[\],"']*(?: [^\s:#{}[\],"']+)*)(?=\s*:(?:\s|$))/uy,
  ],
  ['string', /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/y],
  ['reference', /(?<=^|\s)[&*!][\w./-]*/y],
  ['literal', /(?:true|false|null|~|-?\d+(?:\.\d+)?)(?=\s*(?:$|[,\]}]|\s#))/y],
];

/** Splits a line of YAML or JSON for colours. It sees this line alone, so it guesses; all tokens together are the line. */
export function highlight(line: string): Token[] {
  const tokens: Token[] = [];
  let plain = '';
  for (let at = 0; at < line.length;) {
    const token = tokenAt(line, at);
    if (token && plain !== '') tokens.push({ kind: 'plain', text: plain });
    if (token) tokens.push(token);
    plain = token ? '' : plain + wordAt(line, at);
    at += token ? token.text.length : wordAt(line, at).length;
  }
  if (plain !== '') tokens.push({ kind: 'plain', text: plain });
  return tokens;
}

/** A token starts at the start of a word only; very long lines are not worth the time. */
function tokenAt(line: string, at: number): Token | undefined {
  if (line.length > 2000) return undefined;
  for (const [kind, pattern] of kinds) {
    pattern.lastIndex = at;
    const text = pattern.exec(line)?.[0];
    if (text !== undefined && text !== '') return { kind, text };
  }
  return undefined;
}

/** A word that is not a token, or the space before the next token. */
function wordAt(line: string, at: number): string {
  const word = /\s+|[^\s{}[\],:]+|./suy;
  word.lastIndex = at;
  return word.exec(line)?.[0] ?? line.slice(at);
}

/** Cuts tokens where a marked part starts and ends. */
export function cutAt(
  tokens: readonly Token[],
  [start, end]: readonly [start: number, end: number],
): (Token & { readonly isMarked: boolean })[] {
  let at = 0;
  return tokens.flatMap(({ kind, text }) => {
    const from = at;
    at += text.length;
    const inside = (offset: number) => Math.min(Math.max(offset - from, 0), text.length);
    return [
      { kind, text: text.slice(0, inside(start)), isMarked: false },
      { kind, text: text.slice(inside(start), inside(end)), isMarked: true },
      { kind, text: text.slice(inside(end)), isMarked: false },
    ].filter((piece) => piece.text !== '');
  });
}
