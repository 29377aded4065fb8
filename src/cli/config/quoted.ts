import { shortened } from '../../report/shorten';

/** A text of the configuration as messages show it; of a long one, its start says enough. */
export function quoted(text: string): string {
  return `"${shortened(text, 60)}"`;
}
