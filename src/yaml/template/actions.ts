import { lackOfRoom, library } from '../library';
import { type Range, startsItsLine } from '../text';
import { Guards } from './guards';
import { endOfAtSigns, endOfToken } from './tokens';
import { endOfNode, endOfYtt, yttKind } from './ytt';

/**
 * What a template's action does to the text around it: puts something there, opens, divides or closes a block, or
 * leaves nothing behind (a comment, an assignment).
 */
type ActionKind = 'output' | 'open' | 'divide' | 'close' | 'silent';

/** A template's action in a text, from its first to its last delimiter. */
export interface Action extends Range {
  readonly kind: ActionKind;
  /** What is between the delimiters, without trim markers and space around it. */
  readonly inner: string;
  /** Where the block ends that it opens for one node, which nothing closes. */
  readonly until?: number;
}

interface Syntax {
  /** Finds the end of an action that starts at an offset; undefined where none starts there after all. */
  readonly end: (text: string, start: number) => number | undefined;
  readonly kind: (inner: string, isLine: boolean) => ActionKind | undefined;
}

const openers = new Set(['if', 'with', 'range', 'define', 'block', 'for', 'macro', 'call', 'filter']);
/** What opens a block in Go's templates: Jinja's variables may have these names, `{{ block.name }}`. */
const goOpener = /^(?:if|with|range|define|block)\b(?!\s*(?:\||$)|[.[])/;
const dividers = new Set(['else', 'elif']);

/** By the characters that an action starts with. */
const syntaxes: Readonly<Record<string, Syntax>> = {
  // Go: Helm, and what imitates it; some write {{< … >}}.
  '{{': { end: endOfGoAction, kind: goKind },
  // Jinja.
  '{%': { end: endBy('%}'), kind: (inner) => blockKind(inner) ?? 'silent' },
  '{#': { end: endBy('#}'), kind: () => 'silent' },
  // Terraform: what is no block is something else, curl's %{http_code} among it.
  '%{': { end: endOnLine, kind: blockKind },
  // Shell, envsubst, Flux, Terraform; then Ruby's ERB, configure scripts.
  '${': { end: endOnLine, kind: () => 'output' },
  '<%': { end: endBy('%>'), kind: rubyKind },
  '@@': { end: endOfAtSigns, kind: () => 'output' },
  '#@': { end: endOfYtt, kind: yttKind },
  // Octopus, pipelines of Azure.
  '#{': { end: endOfToken, kind: () => 'output' },
};

const starts = /\{\{|\{%|\{#|%\{|\$\{(?!\{)|<%|@@|#@(?=[ \t])|#\{(?=\w)/g;

/**
 * Every action of a text, in order. A text without any is no template. Braces in comments and quoted strings are actions
 * over several lines only if others show that the text is a template; on one line they may reach beyond their string only
 * if others do, or if the text would be no YAML otherwise: `{"open": "{{", "close": "}}"}` has no action.
 */
export function findActions(text: string): Action[] {
  const actions = scan(text, () => true);
  const guards = new Guards(text);
  const guarded = new Map(
    actions.flatMap((action) => {
      const guard = guards.guardOf(action.start);
      return guard === '' ? [] : [[action, guard] as const];
    }),
  );
  const isSpread = ({ start, end }: Range) => text.slice(start, end).includes('\n');
  const leavesString = ({ start, end }: Range, guard: string) =>
    guard !== '#' && unescaped(text.slice(start, end)).includes(guard);
  const areSpread = [...guarded.keys()].some(isSpread);
  const leaveStrings = [...guarded].some(([action, guard]) => leavesString(action, guard));
  if (!areSpread && !leaveStrings) return actions;
  if (actions.some((action) => action.inner !== '' && text[action.start] === '{' && !guarded.has(action)))
    return actions;
  const rest = new Guards(text);
  // Behind braces that are none, others begin.
  let areStrings: boolean | undefined;
  return scan(text, (action) => {
    const guard = rest.guardOf(action.start);
    if (guard === '') return true;
    return !isSpread(action) && !(leavesString(action, guard) && (areStrings ??= isYaml(text)));
  });
}

function unescaped(source: string): string {
  return source.replaceAll(/\\.|''/g, '');
}

/** Whether a text is YAML as it is, with its braces. */
function isYaml(text: string): boolean {
  if (lackOfRoom(text, 'parse') !== undefined) return false;
  const options = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;
  const documents = library().parseAllDocuments(text, options);
  return [...documents].every(({ errors }) => errors.length === 0);
}

function scan(text: string, accept: (action: Action) => boolean): Action[] {
  const actions: Action[] = [];
  // Where nothing closes one, nothing closes the next: a million openings are looked at once.
  const openUntil = new Map<string, number>();
  starts.lastIndex = 0;
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const [opening] = match;
    if (match.index < (openUntil.get(opening) ?? 0)) continue;
    const action = actionAt(text, match.index, opening);
    if (!action) openUntil.set(opening, searchedUntil(text, match.index, opening));
    if (!action || !accept(action)) continue;
    actions.push(action);
    starts.lastIndex = action.end;
  }
  return actions;
}

/** How far the end of an action was looked for that has none. */
function searchedUntil(text: string, start: number, opening: string): number {
  if (/@|#\{/.test(opening)) return start;
  // What looks like a string may hide the end of this one only.
  if (opening === '{{' && text.includes('}}', start)) return start;
  if (opening !== '${' && opening !== '%{') return text.length;
  // One that is closed on its line is no action for another reason.
  return endOnLine(text, start) === undefined ? stopOnLine(text, start) : start;
}

function actionAt(text: string, start: number, opening: string): Action | undefined {
  const syntax = syntaxes[opening];
  const end = syntax?.end(text, start);
  if (!syntax || end === undefined) return undefined;
  const inner = text
    .slice(start + 2, end)
    .replace(/[-~]?(?:>?\}\}|[%#]?\}|%>|@@)$/, '')
    .replace(/^(?:<(?=[-\s]))?[-~]?/, '')
    .trim();
  const kind = syntax.kind(inner, startsItsLine(text, start));
  const isForOne = kind === 'open' && /^\w+\/end\b/.test(inner);
  return kind && { start, end, kind, inner, ...(isForOne && { until: endOfNode(text, end) }) };
}

/** Whether an action puts text there that is not between its block's ends: a `block` that another template fills, a `call`. */
export function insertsText({ kind, inner }: Pick<Action, 'kind' | 'inner'>): boolean {
  return kind === 'output' || (kind === 'open' && /^(?:block|call)\b/.test(inner));
}

/** The word that an action starts with: `if`, `range`, `else`, … */
export function firstWord(inner: string): string {
  return /^\w*/.exec(inner)?.[0] ?? '';
}

function blockKind(inner: string): ActionKind | undefined {
  const word = firstWord(inner);
  if (word === 'include') return 'output';
  if (openers.has(word)) return 'open';
  if (dividers.has(word)) return 'divide';
  return word.startsWith('end') ? 'close' : undefined;
}

function goKind(inner: string): ActionKind {
  const isAssignment = /^\$\w*(?:\s*,\s*\$\w+)?\s*:?=/.test(inner);
  if (inner.startsWith('/*') || isAssignment || /^(?:break|continue)$/.test(inner)) return 'silent';
  if (goOpener.test(inner)) return 'open';
  if (inner === 'end') return 'close';
  return /^else(?:\s|$)/.test(inner) ? 'divide' : 'output';
}

function rubyKind(inner: string): ActionKind {
  if (inner.startsWith('=')) return 'output';
  if (/\bdo\b(?:\s*\|[^|]*\|)?$/.test(inner)) return 'open';
  return blockKind(inner.replace(/^unless\b/, 'if')) ?? 'silent';
}

/** How long an action of Go can be: what looks like the start of a longer one is text. */
const lengthAtMost = 20_000;

/** What may hold the end of an action without ending it, by how it starts; the group is its own end, if it has one. */
const literals: Readonly<Record<string, RegExp>> = {
  '"': /"(?:[^"\\\n]|\\.)*("?)/y,
  "'": /'(?:[^'\\\n]|\\.)+('?)/y,
  '`': /`[^`]*(`?)/y,
  '/*': /\/\*[\s\S]*?(\*\/|$)/y,
};

/** A key on a line of its own, which no action has but in strings and comments: braces above it are text. */
const keyBelow = /\n[ \t]*(?:-[ \t]+)?[\w./-]+:(?=\s)/;

/** Strings and comments may hold what looks like the end; one that is not closed is none. */
function endOfGoAction(text: string, start: number): number | undefined {
  const token = /["'`]|\/\*|\}\}/g;
  token.lastIndex = start + 2;
  let known = start;
  // What is not closed is followed by nothing of its kind that is, as far as was looked: escaped quotes at most.
  const openUntil = new Map<string, number>();
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [opening] = match;
    if (match.index - start > lengthAtMost) return undefined;
    if (keyBelow.test(text.slice(known, match.index))) return undefined;
    known = match.index;
    const literal = literals[opening];
    if (!literal) return token.lastIndex;
    if (match.index < (openUntil.get(opening) ?? 0)) continue;
    literal.lastIndex = match.index;
    const [, closing] = literal.exec(text) ?? [];
    if (closing) known = token.lastIndex = literal.lastIndex;
    else openUntil.set(opening, literal.lastIndex);
  }
  return undefined;
}

function endBy(closing: string): Syntax['end'] {
  return (text, start) => {
    const at = text.indexOf(closing, start + 2);
    return at === -1 ? undefined : at + closing.length;
  };
}

/** The end of an action that a brace closes on its line. */
function endOnLine(text: string, start: number): number | undefined {
  const at = stopOnLine(text, start);
  return text[at] === '}' ? at + 1 : undefined;
}

/** The next brace that closes, or the end of the line. */
function stopOnLine(text: string, start: number): number {
  const inside = /[^\n}]*/y;
  inside.lastIndex = start + 2;
  inside.test(text);
  return inside.lastIndex;
}
