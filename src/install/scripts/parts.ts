import { literally } from '../../literally';
import { resolveFrom } from '../../kubernetes/path';
import { lineStart } from '../../yaml';

/** A part of a script, from what opens it to what closes it. */
interface Part {
  readonly start: number;
  readonly end: number;
}

export interface ScriptFunction extends Part {
  readonly name: string;
}

/** A loop, and where the list that it goes over begins. */
export interface Loop extends Part {
  readonly name: string;
  /** Whether the list is one of PowerShell, with commas in brackets. */
  readonly isInBrackets: boolean;
}

export function functionsIn(text: string): ScriptFunction[] {
  const opening = /(?:^|[;&])([ \t]*)(?:function[ \t]+([\w-]+)[ \t]*(?:\(\))?|([\w-]+)[ \t]*\(\))\s{0,9}\{/gm;
  return Array.from(text.matchAll(opening), (match) => {
    const [all, indent = '', one, other] = match;
    const start = match.index + all.length;
    const line = text.indexOf('\n', start);
    const isOneLine = /\}[ \t]*;?$/.test(text.slice(start, line === -1 ? undefined : line).trimEnd());
    const end = isOneLine ? line : text.indexOf(`\n${indent}}`, start);
    return { name: one ?? other ?? '', start, end: end === -1 ? text.length : end };
  });
}

/** More loops than any script has. */
const loopsAtMost = 200;

export function loopsIn(text: string): Loop[] {
  const opening = /\bfor[ \t]+(\w+)[ \t]+in[ \t]|\bforeach[ \t]*\([ \t]*\$(\w+)[ \t]+in[ \t]/gi;
  return Array.from(text.matchAll(opening))
    .slice(0, loopsAtMost)
    .map((match): Loop => {
      const [all, name, other = ''] = match;
      const start = match.index + all.length;
      const isInBrackets = name === undefined;
      const end = isInBrackets ? text.indexOf('\n}', start) : endOfLoop(text, start);
      return { name: name ?? other, start, end: end === -1 ? text.length : end, isInBrackets };
    });
}

function endOfLoop(text: string, start: number): number {
  const words = /(?:^|[;&|{]|\b(?:do|then|else)\b)[ \t]*(?:(for|while|until|select)|done)\b/gm;
  words.lastIndex = start;
  let depth = 1;
  for (let match = words.exec(text); match; match = words.exec(text)) {
    depth += match[1] === undefined ? -1 : 1;
    if (depth === 0) return match.index;
  }
  return -1;
}

/** What make puts in place of `$@`, `$<`, and `$*` in the recipe that a command is in: once for each target that is known. */
export function targetsOf(text: string, index: number): ReadonlyMap<string, string>[] | undefined {
  if (!isInRecipe(text, index)) return undefined;
  const header = /^([^\s:#=][^\n:#=]*):(?![:=])[ \t]*([^\s|]*)/gm;
  const rule = [...text.slice(0, index).matchAll(header)].at(-1);
  if (!rule) return undefined;
  const [, named = '', needed = ''] = rule;
  const target = named.trimEnd();
  const given = (name: string, stem: string) =>
    new Map([
      ['@', name],
      ['<', needed.replace('%', () => stem)],
      ...(target.includes('%') ? [['*', stem] as const] : []),
    ]);
  if (!target.includes('%')) return [given(target, '')];
  const [before = '', after = ''] = target.split('%').map(literally);
  const meant = new RegExp(String.raw`(?<![\w./%-])${before}([\w-]+)${after}(?![\w./%-])`, 'g');
  const stems = before + after === '' ? [] : Array.from(text.matchAll(meant), ([, stem = '']) => stem);
  return [...new Set(stems)].map((stem) =>
    given(
      target.replace('%', () => stem),
      stem,
    ),
  );
}

/** Whether a command is in the recipe of a Makefile, where each line starts anew. */
function isInRecipe(text: string, index: number): boolean {
  const above = text.slice(0, index).split('\n').slice(0, -1);
  const header = above.findLast((line) => /^[^\s#]/.test(line)) ?? '';
  return text[lineStart(text, index)] === '\t' && /^[^\s:=(][^:=(]*:(?!=)/.test(header);
}

const changes =
  /[()]|(?<![\w./$-])(cd|pushd|popd|(?:Set|Push|Pop)-Location)\b[ \t]*(?:"([^"\n]*)"|([^\s;&|)]*))/gi;

/** Whether a command may begin behind what is before it on its line. */
function mayBegin(before: string): boolean {
  const last = before.trimEnd().replace(/@$/, '').trimEnd().slice(-5);
  return last === '' || /[;&|({]$|\b(?:do|then|else)$/.test(last);
}

/**
 * The folder that the lines above a command have changed into, from the one that the script runs in.
 *
 * @param from where the lines begin that run in one shell
 * @param filled the value of a word
 */
export function folderAt(
  text: string,
  from: number,
  index: number,
  filled: (word: string) => string,
): string | undefined {
  const start = isInRecipe(text, index) ? lineStart(text, index) : from;
  const around: string[] = [];
  const pushed: string[] = [];
  let [here, last] = ['', ''];
  const above = text.slice(start, index);
  for (const { 0: all, 1: command = '', 2: quoted, 3: bare = '', index: at } of above.matchAll(changes)) {
    // Brackets run in a shell of their own.
    if (all.startsWith('(')) around.push(here);
    if (all === ')') here = around.pop() ?? here;
    if (command === '' || !mayBegin(above.slice(above.lastIndexOf('\n', at) + 1, at))) continue;
    const to = filled(quoted ?? bare);
    const isPop = /^pop/i.test(command);
    if (/^push/i.test(command)) pushed.push(here);
    [here, last] = [isPop ? (pushed.pop() ?? '') : to === '-' ? last : steppedTo(here, to), here];
  }
  return here === '' ? undefined : here;
}

/** Where a step leads is known of a plain path alone: of all others, it is the folder that the script runs in, as a rule. */
function steppedTo(here: string, to: string): string {
  return /^[\w.][\w./-]*$/.test(to) ? resolveFrom(here === '' ? '.' : here, to) : '';
}
