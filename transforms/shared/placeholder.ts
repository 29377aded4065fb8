import { isTemplated } from '../../src/yaml';

/** Whether a text waits for another tool to fill something in, as `${PORT}`: nothing can be said about it here. */
export function holdsPlaceholder(text: string): boolean {
  return /[${}%@<>]/.test(text) || isTemplated(text);
}
