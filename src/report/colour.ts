const codes = {
  bold: '1',
  dim: '2',
  red: '31',
  green: '32',
  cyan: '36',
  boldRed: '1;31',
  boldYellow: '1;33',
  boldCyan: '1;36',
} as const;

export type Style = keyof typeof codes;

/** Gives a text a style, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export function painter(colour: boolean): Paint {
  return colour ? coloured : (_style, text) => text;
}

/** A text in a style, by the escape codes that every terminal knows. */
export function coloured(style: Style, text: string): string {
  return text === '' ? '' : `\u001B[${codes[style]}m${text}\u001B[m`;
}
