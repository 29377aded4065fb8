// C0, DEL and C1; line separators; the marks that change the direction of what follows; unpaired surrogates.
const unsafe = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\p{Cs}]/gu;

/** A name or value as one line that cannot drive a terminal: `\u001b` instead of an escape character. */
export function escapeControls(text: string): string {
  return text.replace(unsafe, escaped);
}

/** The same for a text of several lines: line ends and tabs stay. */
export function escapeLines(text: string): string {
  return text.replace(unsafe, (character, offset: number) => {
    const stays =
      character === '\n' || character === '\t' || (character === '\r' && text[offset + 1] === '\n');
    return stays ? character : escaped(character);
  });
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The start of a long text, which says enough to the user. */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** An object as JSON. What JSON leaves as it is may still drive a terminal; `\u009b` means the same there. */
export function printJson(value: object): string {
  return `${escapeLines(JSON.stringify(value, undefined, 2))}\n`;
}
