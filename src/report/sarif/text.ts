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
  const shown = text.split('\n').map(escapeControls).join('\n');
  const lastLink = Math.max(0, shown.lastIndexOf(']('));
  const linkless = shown.slice(0, lastLink).replaceAll('[', '\\[') + shown.slice(lastLink);
  return linkless.replaceAll(/\{(\d+)\}/g, '{{$1}}');
}
