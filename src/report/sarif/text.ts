import { escapeControls } from '../escape';

/**
 * A text of several lines as a message in which nothing is a link, a placeholder or a control character.
 *
 * Other braces stay as they are: consumers replace nothing in a message that has no arguments, and do not take doubled
 * braces for single ones then.
 *
 * Source: SARIF 2.1.0, sections 3.11.5 and 3.11.6.
 */
export function plainText(text: string): string {
  return text
    .split('\n')
    .map(escapeControls)
    .join('\n')
    .replaceAll(/\[(?=[^\]]*\]\()/g, '\\[')
    .replaceAll(/\{(\d+)\}/g, '{{$1}}');
}
