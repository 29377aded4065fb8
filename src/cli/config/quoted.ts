/** A text of the configuration as messages show it; of a long one, its start says enough. */
export function quoted(text: string): string {
  return `"${shortened(text, 60)}"`;
}

export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
