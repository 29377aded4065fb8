/** A piece of a template: text that is printed, or what stands between the delimiters of an action. */
export interface Piece {
  readonly kind: 'text' | 'action';
  readonly text: string;
}

const action = /\{\{(?:-(?=[ \t\r\n]))?((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|\/\*[\s\S]*?\*\/|[\s\S])*?)\}\}/g;

/** Cuts a template into text and actions; trim markers take the blanks and line breaks beside them, as Go does it. */
export function lex(template: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let isTrimmed = false;
  const addText = (raw: string): void => {
    const text = isTrimmed ? raw.replace(/^[ \t\r\n]+/, '') : raw;
    if (text !== '') pieces.push({ kind: 'text', text });
  };
  for (const match of template.matchAll(action)) {
    const [source, body = ''] = match;
    const before = template.slice(at, match.index);
    addText(/^\{\{-[ \t\r\n]/.test(source) ? before.replace(/[ \t\r\n]+$/, '') : before);
    isTrimmed = /[ \t\r\n]-$/.test(body);
    const inner = (isTrimmed ? body.slice(0, -1) : body).trim();
    if (!/^\/\*[\s\S]*\*\/$/.test(inner)) pieces.push({ kind: 'action', text: inner });
    at = match.index + source.length;
  }
  addText(template.slice(at));
  return pieces;
}

/** Cuts an action into its words. */
export function words(inner: string): string[] {
  const word = /"(?:[^"\\]|\\.)*"|`[^`]*`|:=|[()|,=]|\$?[\w]*(?:\.\w+)+|\$\w*|\.|-?\d+(?:\.\d+)?|\w+|(\S)/g;
  return Array.from(inner.matchAll(word), ([text, odd]) => {
    if (odd !== undefined) throw new Error(`what is ${odd} in {{ ${inner} }}?`);
    return text;
  });
}
