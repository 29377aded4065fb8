import { dirname } from 'node:path';
import { LineCounter, parseAllDocuments, visit } from 'yaml';
import { migrateText } from '../../../src/api';
import { printVersion } from '../../../src/version';
import { upgrade } from '../../support/upgrade';
import { linesToldIn, placesIn } from '../../support/lines-told';
import { linesWithRemovedNames } from '../../support/removed-names';
import { strayChanges } from '../../support/stray-changes';
import { migrateTexts, type Outcome } from '../../support/migrate-texts';
import type { Tree } from '../../support/fixtures';

/** Far beyond what the slowest input needs, in milliseconds of the processor: the machine may have other work. */
const timeAtMost = 5000;

/** What is wrong with what the tool makes of some files. */
export interface Problem {
  /** The same for all failures of one cause, as far as that can be told. */
  readonly kind: string;
  readonly detail: string;
}

/** Nothing, if all is as it must be. */
export function problemWith(tree: Tree): Problem | undefined {
  try {
    const started = process.cpuUsage();
    const outcomes = migrateTexts(tree);
    const { user, system } = process.cpuUsage(started);
    if ((user + system) / 1000 > timeAtMost) return { kind: 'it takes too long', detail: '' };
    const named = namedIn(outcomes);
    for (const outcome of outcomes) {
      const problem = problemWithFile(outcome, tree, named);
      if (problem) return problem;
    }
    return problemWithSecondRun(outcomes);
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    return { kind: `it throws ${message.replaceAll(/".*"|\d+/g, '')}`, detail: stack };
  }
}

/** The help of one error names all that must change together and stays: an object that is named there is reported whole. */
function namedIn(outcomes: readonly Outcome[]): Set<string> {
  const findings = outcomes.flatMap(({ findings }) => findings);
  const places = findings.flatMap((each) => placesIn(each.help).map((place) => ({ ...place, of: each })));
  const lines = places.flatMap(({ path, line, of }) => {
    const text = outcomes.find((each) => each.path === path)?.after;
    const told = text === undefined ? [line] : linesToldIn(text, { ...of, line });
    return told.map((each) => `${path}:${each}`);
  });
  return new Set(lines);
}

function problemWithFile(outcome: Outcome, tree: Tree, named: ReadonlySet<string>): Problem | undefined {
  const { before, after, findings, path } = outcome;
  const lines = after.split('\n');
  for (const { line, column, message } of findings) {
    const text = lines[line - 1];
    if (text === undefined || column < 1 || column > text.length + 1) {
      return { kind: 'a finding where there is no text', detail: `${path}:${line}:${column} ${message}` };
    }
  }
  if (after !== before) {
    // Which end a line gets where a file has ends of both kinds is no question of right or wrong.
    const hasBothEnds = /\r\n/.test(before) && /(?<!\r)\n/.test(before);
    const [stray] = hasBothEnds ? [] : strayChanges(before, after);
    if (stray !== undefined) return { kind: 'a stray change', detail: `${path}: ${stray}` };
    return problemWithDocuments(outcome) ?? problemWithParsing(outcome) ?? missedIn(outcome, tree, named);
  }
  if (path.endsWith('.yaml')) return missedIn(outcome, tree, named);
  return undefined;
}

/** Documents in which nothing was rewritten must be the same bytes. In a template, an action may hold what separates. */
function problemWithDocuments({ path, before, after, rewrittenLines }: Outcome): Problem | undefined {
  if (before.includes('{{')) return undefined;
  const [old, now] = [documentsOf(before), documentsOf(after)];
  if (old.length !== now.length) return { kind: 'there are more or fewer documents', detail: path };
  let line = 1;
  for (const [index, document] of now.entries()) {
    const first = line;
    line += document.split('\n').length - 1;
    const isRewritten = rewrittenLines.some((each) => each >= first && each <= line);
    if (document !== old[index] && !isRewritten) {
      return { kind: 'a document changed for no reason', detail: `${path}:${first}` };
    }
  }
  return undefined;
}

function documentsOf(text: string): string[] {
  return text.split(/^(?=---(?:[ \t\r\n]|$))/m);
}

/** What another parser took must still be taken by it; a template may look like YAML by chance. */
function problemWithParsing({ before, after, path }: Outcome): Problem | undefined {
  if (!path.endsWith('.yaml') || before.includes('{{') || errorIn(before) !== undefined) return undefined;
  const error = errorIn(after);
  return error === undefined
    ? undefined
    : { kind: 'the result cannot be parsed', detail: `${path}: ${error}` };
}

function errorIn(text: string): string | undefined {
  // The parser takes a byte order mark for a column of the first line; go-yaml and PyYAML do not.
  const documents = parseAllDocuments(text.replace(/^\uFEFF/, ''), {
    logLevel: 'silent',
    uniqueKeys: false,
    prettyErrors: false,
  });
  return documents.flatMap(({ errors }) => errors)[0]?.message;
}

/** Lines that still name a removed thing and of which nothing is reported, where the search can judge what they say. */
function missedIn(
  { after, findings, path }: Outcome,
  tree: Tree,
  named: ReadonlySet<string>,
): Problem | undefined {
  // A copy of an upstream chart stays, with one note for all of it.
  if (Object.keys(tree).some((each) => each.endsWith('/Chart.yaml') && path.startsWith(dirname(each))))
    return undefined;
  if (!path.endsWith('.yaml') || errorIn(after) !== undefined) return undefined;
  const told = new Set([...findings.flatMap((each) => linesOf(each, after)), ...linesOfTexts(after)]);
  const lines = after.split('\n');
  // What stays in the old group, or any other kind, and is named on the very line is what the line means, whatever is near.
  // And what is reported about a key is reported where the key is, which may be above its value, and above a comment.
  const isOther = (line: number) =>
    /inference(?:model|objective)|\bgroup:.*\bkind: (?!inference)\w/i.test(lines[line - 1] ?? '');
  const isComment = (line: string) => line.trimStart().startsWith('#');
  const above = (line: number) =>
    lines.findLastIndex((each, index) => index < line - 1 && !isComment(each)) + 1;
  const isValue = (line: number) => /^\s*(?::|[^:]*$)/.test(lines[line - 1] ?? '') && told.has(above(line));
  // A condition of a template counts in a comment, too, and names the old API on purpose.
  const isCondition = (line: number) => /\{\{-?\s*(?:else )?if\b/.test(lines[line - 1] ?? '');
  // So does what such a condition is around, where it asks whether the cluster lacks the new API.
  const isForOlder = (line: number) => {
    const opening =
      lines.slice(0, line - 1).findLast((each) => /\{\{-?\s*(?:if|else|end)\b/.test(each)) ?? '';
    return /\bif not\b.*\.APIVersions\.Has \\?"inference\.networking\.k8s\.io/.test(opening);
  };
  const isClear = (line: number) =>
    told.has(line) ||
    named.has(`${path}:${line}`) ||
    [isOther, isValue, isCondition, isForOlder].some((isSo) => isSo(line));
  const [missed] = linesWithRemovedNames(after).filter((line) => !isClear(line));
  if (missed === undefined) return undefined;
  const detail = `${path}:${missed}: ${lines[missed - 1] ?? ''}`;
  return { kind: 'nothing is told of a line', detail };
}

/** Where a key appears twice, that is reported once for the document: what it means is not known before that is fixed. */
function linesOf(finding: Outcome['findings'][number], text: string): number[] {
  const { line, message } = finding;
  if (!message.endsWith(' appears twice')) return linesToldIn(text, finding);
  let first = 1;
  for (const document of documentsOf(text)) {
    const count = document.split('\n').length - (document.endsWith('\n') ? 1 : 0);
    if (line < first + count) return Array.from({ length: count }, (_, index) => first + index);
    first += count;
  }
  return [line];
}

/** Lines of texts: what is a manifest in them is one only to the tool. */
function linesOfTexts(text: string): number[] {
  const lines: number[] = [];
  const counter = new LineCounter();
  for (const document of parseAllDocuments(text, { logLevel: 'silent', lineCounter: counter })) {
    visit(document, {
      Scalar(_, { range, value }) {
        const [first, last] = [range?.[0] ?? 0, range?.[1] ?? 0].map((at) => counter.linePos(at).line);
        if (first === undefined || last === undefined) return;
        if (first === last && !String(value).includes('\n')) return;
        for (let line = first; line <= last; line++) lines.push(line);
      },
    });
  }
  return lines;
}

function problemWithSecondRun(outcomes: readonly Outcome[]): Problem | undefined {
  const [only] = outcomes;
  if (outcomes.length === 1 && only) {
    const { path, before, after } = only;
    const { from, target } = upgrade;
    const options = { from: printVersion(from), to: printVersion(target) };
    if (migrateText(before, path, options).text !== after) {
      return { kind: 'the library makes something else of it', detail: path };
    }
    if (after === before) return undefined;
  }
  if (outcomes.every(({ before, after }) => before === after)) return undefined;
  const again = migrateTexts(Object.fromEntries(outcomes.map(({ path, after }) => [path, after])));
  const unstable = again.find(({ before, after }) => before !== after);
  if (!unstable) return undefined;
  const { path, before, after } = unstable;
  return { kind: 'a second run changes it again', detail: `${path}\n${before}=== becomes\n${after}` };
}
