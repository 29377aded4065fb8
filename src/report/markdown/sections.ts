import { escapeControls, shortened } from '../escape';
import type { Finding } from '../../finding';
import type { RunResult } from '../../run/decide';
import { type Base, fromRoot, type TransformInfo } from '../problem';
import { count, failuresOf, withCommas } from '../summary';
import { entriesOf, type GroupedFinding, groupByHelp, limits, shownPlaces } from '../groups';

/** Longer texts say no more to the user; names and values can be made as long as one likes. */
const longest = 1_000;

/** What starts markup, HTML, an entity, a formula, a mention, an emoji, or a link to a page, an issue or a commit. */
const marked =
  /[\\`*_{}[\]<>#@|~$&]|:\/\/|www\.|(?:mailto|xmpp):|\bGH-\d|:[\w+-]+:|\b[0-9a-f]{7,40}\b|\p{Co}/iu;

/** A word; what is between braces or brackets is part of one. */
const words = /(?:\{\{.*?\}\}|\{[^{}]*\}|\[[^[\]]*\]|\S)+/g;

/**
 * A text in which nothing is markup, on one line, to stand behind other text: a word that could be is a code span, in
 * which GitHub reads neither markup nor mentions.
 *
 * Source: GitHub Flavored Markdown, "Code spans"; GitHub's mentions and references are looked for outside of code only,
 * but in whatever a backslash or an entity stands for.
 */
export function prose(text: string): string {
  return escapeControls(shortened(text, longest)).replace(words, (word) => {
    if (!marked.test(word)) return word;
    const [start, end] = coreOf(word);
    return start === end
      ? code(word)
      : `${word.slice(0, start)}${code(word.slice(start, end))}${word.slice(end)}`;
  });
}

/** Where a word starts and ends without the punctuation of the sentence around it. */
function coreOf(word: string): [number, number] {
  let start = 0;
  let end = word.length;
  while (start < end && `"'(`.includes(word.charAt(start))) start++;
  while (end > start && `)"',.;:!?`.includes(word.charAt(end - 1))) end--;
  return [start, end];
}

/** A name or value as a code span, whatever it holds. */
export function code(text: string): string {
  const shown = escapeControls(shortened(text, longest));
  if (shown === '') return '``` ```';
  const runs = shown.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  // A space at both ends is taken off again.
  const padding = /^`|`$|^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${padding}${shown}${padding}${fence}`;
}

/** A list with more items is folded up. */
const longList = 10;

/** An item is shown or left out as a whole, so it must not become too long. */
const mostPlaces = 50;

/** What could not be done. */
export function failures(result: RunResult, base: Base): Section {
  const all = failuresOf(result);
  const items = all.map(({ path, line, message, help }, index) => {
    const place = fromRoot(path, base);
    const item = `- ${code(line === undefined ? place : `${place}:${line}`)}: ${prose(message)}`;
    // What to do about several in a row is said once, below the last of them.
    return help === undefined || help === all[index + 1]?.help ? item : `${item}\n  - help: ${prose(help)}`;
  });
  return { before: '### What failed', items, noun: 'failure' };
}

/** What has to be done manually, as a list to tick off. */
export function tasks(findings: readonly Finding[], base: Base): Section {
  const items = entriesOf(findings).map((entry) => `- [ ] ${item(entry, base)}`);
  return { before: '### What needs you', items, noun: 'task' };
}

/** What is good to know. */
export function notes(findings: readonly Finding[], base: Base): Section {
  const items = entriesOf(findings).map((entry) => `- ${item(entry, base)}`);
  return { ...folded(`Good to know: ${count(findings.length, 'note')}`), items, noun: 'note' };
}

/** What is rewritten, by transform. */
export function changes({ files, mode }: RunResult, rules: readonly TransformInfo[], base: Base): Section[] {
  const rewrites = files.flatMap((file) => file.rewrites.map((rewrite) => ({ ...rewrite, path: file.path })));
  const known = rules.map(({ id }) => id);
  const ids = new Set([...known, ...rewrites.map(({ transform }) => transform)]);
  return [...ids].map((id): Section => {
    const own = rewrites.filter(({ transform }) => transform === id);
    const items = own.map(
      ({ path, line, summary }) => `- ${code(`${fromRoot(path, base)}:${line}`)} ${prose(summary)}`,
    );
    const title = rules.find((rule) => rule.id === id)?.title ?? '';
    const verb = mode === 'write' ? 'What was changed' : 'What changes';
    const before = `### ${verb} by ${code(id)}\n\n${prose(title)}`;
    if (items.length <= longList) return { before, items, noun: 'change' };
    const fold = folded(
      `${count(items.length, 'change')} in ${count(new Set(own.map(({ path }) => path)).size, 'file')}`,
    );
    return { ...fold, before: `${before}\n\n${fold.before}`, items, noun: 'change' };
  });
}

/** Paths that were given and that a rule excludes. */
export function skipped(result: RunResult, base: Base): Section {
  const items = result.skipped.map(({ path, reason }) => `- ${code(fromRoot(path, base))}: ${prose(reason)}`);
  return { before: '### What was skipped', items, noun: 'skipped path' };
}

/** What is said, what to do about it, and where. */
function item(entry: GroupedFinding, base: Base): string {
  const { level, ids, message, defaults } = entry;
  const { shown, hidden } = shownPlaces(entry, limits, mostPlaces);
  return [
    `**${level}** ${ids.map(code).join(', ')}: ${prose(message)}`,
    ...groupByHelp(shown).flatMap((group) => [
      ...(group[0]?.help === undefined ? [] : [`  - help: ${prose(group[0].help)}`]),
      ...defaults.map((each) => `  - ${prose(each.message)}; pin: ${prose(each.pin ?? '')}`),
      ...places(group, base).map((place) => `  - ${place}`),
    ]),
    ...(hidden > 0 ? [`  - and ${withCommas(hidden)} more`] : []),
  ].join('\n');
}

/** The places of findings, those in the same file in one. */
function places(findings: readonly Finding[], base: Base): string[] {
  const lines = new Map<string, number[]>();
  for (const { path, line } of findings) lines.set(path, [...(lines.get(path) ?? []), line]);
  return [...lines].map(([path, [first, ...more]]) => {
    const shown = fromRoot(path, base);
    if (more.length === 0) return code(`${shown}:${first ?? 1}`);
    return `${code(shown)}: lines ${[first, ...more].join(', ')}`;
  });
}

/** @param label words of ours, in which there is no markup */
function folded(label: string): { readonly before: string; readonly after: string } {
  return { before: `<details>\n<summary>${label}</summary>`, after: '</details>' };
}

/** A part of the report that can be cut between its items. */
export interface Section {
  /** What is before the items, and behind them; empty lines around are added. */
  readonly before: string;
  readonly after?: string;
  /** One or several whole lines each. */
  readonly items: readonly string[];
  /** What one item is called where some are left out. */
  readonly noun: string;
}

/** What the line takes that says what is left out. */
const reserve = 500;

/** Puts sections together, and as many of their items as the limit allows; a last line says what is left out. */
export function bounded(head: string, sections: readonly Section[], limit: number): string {
  let text = head;
  const left = new Map<string, number>();
  for (const { before, after, items, noun } of sections) {
    if (items.length === 0) continue;
    const end = after === undefined ? '' : `\n${after}\n`;
    const room = limit - reserve - end.length;
    let part = `\n${before}\n\n`;
    const fitting =
      left.size > 0
        ? -1
        : items.findIndex((item) => {
            if (text.length + part.length + item.length + 1 > room) return true;
            part += `${item}\n`;
            return false;
          });
    const shown = left.size > 0 ? 0 : fitting === -1 ? items.length : fitting;
    if (shown > 0) text += part + end;
    if (shown < items.length) left.set(noun, (left.get(noun) ?? 0) + items.length - shown);
  }
  if (left.size === 0) return text;
  const list = [...left].map(([noun, number]) => count(number, noun)).join(', ');
  return `${text}\nLeft out to keep this short: ${list}. \`istio-migrate --format json\` has all.\n`;
}
