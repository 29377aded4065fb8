import { parseAllDocuments } from 'yaml';
import { applyEdits, Declined, type Edit, splitDocuments } from '../../src/yaml';
import { documentOf, nodeOn, operateOn, rootOf } from './support/asks';
import { type Case, cases } from './support/cases';
import { comparableOf, dataAt, operate, type Operation, type Path, toComparable } from './support/plain';
import type { Printed } from './support/print';
import { fc, runs } from './support/runs';

/** Why a generated case may be declined, each with the cases in which it may. */
const reasons: readonly (readonly [RegExp, (one: Case) => boolean])[] = [
  [/^the value is shared by anchor &/, (one) => touchesShared(one)],
  [
    /^the anchor &\S+ would be removed/,
    (one) => one.operations.some(({ type }) => type === 'remove') && hasAliases(one),
  ],
  [/"\?"/, (one) => one.text.includes('? ')],
  [/^a tag says/, (one) => one.text.includes('!!') && one.operations.some(({ type }) => type === 'set')],
  [/^the braces to remove hold a comment/, (one) => one.operations[0]?.type === 'unwrap'],
  [/^its entries are in braces/, (one) => one.operations[0]?.type === 'unwrap'],
  [/^its value is an alias, or has an anchor or tag/, (one) => one.operations[0]?.type === 'unwrap'],
];

const count = { done: 0, declined: 0, notPrintedAsMeant: 0 };

describe('a rewrite of a generated document', () => {
  afterAll(() => {
    console.info(`yaml properties: ${JSON.stringify(count)}`);
    expect(count.notPrintedAsMeant).toBeLessThan(0.1 * count.done + 10);
  });

  test.each([
    ['one operation', 1, 2000],
    ['several operations', 4, 2000],
  ])(
    'with %s means exactly what was asked, and leaves the rest alone',
    (_, operationsAtMost, usual) => {
      fc.assert(
        fc.property(cases(operationsAtMost), (one) => {
          if (!isSound(one)) {
            count.notPrintedAsMeant++;
            return;
          }
          check(one);
        }),
        runs(usual),
      );
    },
    600_000,
  );
});

/** Whether the text says what it was printed from. Where the printer fails, there is nothing to be tested. */
function isSound({ text, documents }: Case): boolean {
  const read = readStream(text);
  return JSON.stringify(read) === JSON.stringify(documents.map(({ data }) => toComparable(data)));
}

function readStream(text: string): unknown[] {
  const parsed = parseAllDocuments(text.replace(/^\uFEFF/, ''), { logLevel: 'silent', prettyErrors: false });
  return parsed.map((document) =>
    document.errors.length > 0
      ? { error: document.errors[0]?.message }
      : comparableOf(document.toJS({ mapAsMap: true, maxAliasCount: -1 })),
  );
}

function check(one: Case): void {
  const { text, documents, index, operations } = one;
  const printed = documents[index];
  const range = splitDocuments(text)[index];
  if (!printed || !range || operations.length === 0) return;
  let edits: readonly Edit[];
  try {
    edits = operateOn(documentOf(text, index), operations);
  } catch (error) {
    if (!(error instanceof Declined)) throw error;
    count.declined++;
    const isStated = reasons.some(([reason, applies]) => reason.test(error.message) && applies(one));
    if (!isStated) throw new Error(`declined: ${error.message}\n${describeCase(one)}`, { cause: error });
    return;
  }
  count.done++;
  const result = applyEdits(text, edits);
  try {
    const expected = documents.map(({ data }) => structuredClone(data));
    const changed = expected[index];
    if (changed) operate(changed, operations);
    expect(readStream(result)).toEqual(expected.map(toComparable));
    expect(result.startsWith(text.slice(0, range.start))).toBe(true);
    expect(result.endsWith(text.slice(range.end))).toBe(true);
    expectCommentsKept(printed, operations, result);
    if (operations[0] && operations.length === 1) expectSmall(one, operations[0], edits, result);
  } catch (error) {
    throw new Error(`${describeCase(one)}\n=== result\n${show(result)}`, { cause: error });
  }
}

/** Comments stay, but for those of removed elements, and these go. */
function expectCommentsKept(printed: Printed, operations: readonly Operation[], result: string): void {
  const removed = removedPaths(printed, operations);
  for (const { text, owners } of printed.comments) {
    const goes = owners.some((owner) => removed.some((path) => isPrefix(path, owner)));
    if (!goes) expect(result).toContain(text);
    else expect(result).not.toContain(text);
  }
}

function removedPaths({ data }: Printed, operations: readonly Operation[]): Path[] {
  const removed = operations.flatMap(({ type, path }) => (type === 'remove' ? [path] : []));
  const grown = new Set(
    operations.flatMap(({ type, path }) => (type === 'insert' || type === 'append' ? [String(path)] : [])),
  );
  for (const path of removed) {
    const parent = path.slice(0, -1);
    const branch = dataAt(data, parent);
    const isGone = (index: number) => removed.some((other) => String(other) === String([...parent, index]));
    const isEmptied = branch.kind !== 'leaf' && branch.children.every((_, index) => isGone(index));
    if (isEmptied && parent.length > 0 && !grown.has(String(parent))) removed.push(parent);
  }
  return removed;
}

/** What the edits of a single operation may look like. */
function expectSmall(
  { text, index }: Case,
  operation: Operation,
  edits: readonly Edit[],
  result: string,
): void {
  const insertions = edits.filter(({ start, end }) => start === end);
  const node = nodeOn(rootOf(documentOf(text, index)), operation.path);
  switch (operation.type) {
    case 'rename':
      expect(differingLines(text, result)).toBe(1);
      break;
    case 'set':
      if (!text.slice(node.content.start, node.content.end).includes('\n') || node.alias) {
        expect(differingLines(text, result)).toBeLessThanOrEqual(1);
      }
      break;
    case 'insert':
    case 'append':
      if (node.kind !== 'scalar' && node.content.end - node.content.start > 2) {
        expect(insertions).toEqual(edits);
      }
      break;
    case 'remove':
    case 'unwrap':
      if (!/^[[{][\]}]/.test(edits.map((edit) => edit.text).join(''))) {
        expect(edits.map((edit) => edit.text).join('')).toBe('');
      }
      break;
    case 'nest': {
      // Beside a new key, only what is between key and value is replaced; in a flow also the
      // comma that has to come after the new bracket, and the line of a value with its comment.
      const replaced = edits
        .filter(({ start, end }) => start < end)
        .map(({ start, end }) => text.slice(start, end));
      expect(replaced.filter((part) => !/^[:,]?\s*$|#/.test(part)).length).toBeLessThanOrEqual(1);
    }
  }
}

function differingLines(before: string, after: string): number {
  const [a, b] = [before.split('\n'), after.split('\n')];
  expect(b.length).toBe(a.length);
  return a.filter((line, number) => line !== b[number]).length;
}

function touchesShared({ documents, index, operations }: Case): boolean {
  const { shared = [], aliases = [] } = documents[index] ?? {};
  return operations.some(({ path }) => [...shared, ...aliases].some((place) => isPrefix(place, path)));
}

function hasAliases({ documents, index }: Case): boolean {
  return (documents[index]?.aliases.length ?? 0) > 0;
}

function isPrefix(prefix: Path, path: Path): boolean {
  return prefix.every((step, depth) => path[depth] === step);
}

function describeCase({ text, index, operations }: Case): string {
  return `=== document ${index}: ${JSON.stringify(operations)}\n${show(text)}`;
}

function show(text: string): string {
  return text.replaceAll('\r', '␍').replaceAll('\t', '→').replaceAll('\uFEFF', '[BOM]');
}
