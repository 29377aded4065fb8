import fc from 'fast-check';
import { transforms } from '../../transforms';
import { migrateTexts } from '../support/migrate-texts';
import { picker, referring, role } from '../support/oracle/arbitrary-references';
import { renderedTree } from '../support/oracle/arbitrary-rendered';
import type { Data, Fields } from '../support/oracle/data';
import { jsonStyle, print, read, type Style, unbrokenStyle } from '../support/oracle/print';
import { judgePicker, judgeReferences, judgeRole } from '../support/oracle/references';
import { judgeRendered } from '../support/oracle/rendered';
import { withLengths } from '../support/oracle/values';
import { strayChanges } from '../support/stray-changes';
import { runs } from '../support/seed';

interface Case {
  readonly what: string;
  readonly id: string;
  readonly objects: fc.Arbitrary<Fields[]>;
  readonly judge: (objects: readonly Fields[]) => Data[];
}

const each =
  (judge: (object: Fields) => Fields) =>
  (objects: readonly Fields[]): Data[] =>
    objects.map(judge);

const cases: readonly Case[] = [
  { what: 'references', id: 'inference-pool', objects: fc.tuple(referring), judge: each(judgeReferences) },
  { what: 'roles', id: 'inference-pool', objects: fc.tuple(role), judge: each(judgeRole) },
  { what: 'flags of pickers', id: 'inference-pool', objects: fc.tuple(picker), judge: each(judgePicker) },
  { what: 'a rendered istiod', id: 'metric-eviction', objects: renderedTree, judge: judgeRendered },
];

describe.each(cases)('$what', ({ id, objects, judge }) => {
  const chosen = transforms.filter((transform) => transform.id === id);

  test('in files of their own say what the facts say', () => {
    fc.assert(
      fc.property(objects, fc.oneof(unbrokenStyle, jsonStyle), (before, style) => {
        check(
          before.map((object) => [object]),
          judge(before).map((object) => [object]),
          style,
        );
      }),
      runs(250),
    );
  });

  test('in one file say what the facts say', () => {
    fc.assert(
      fc.property(objects, unbrokenStyle, (before, style) => {
        check([before], [judge(before)], style);
      }),
      runs(250),
    );
  });

  test('in a list say what the facts say', () => {
    const list = (items: readonly Data[]): Data => ({ apiVersion: 'v1', kind: 'List', items: [...items] });
    fc.assert(
      fc.property(objects, fc.oneof(unbrokenStyle, jsonStyle), (before, style) => {
        check([[list(before)]], [[list(judge(before))]], style);
      }),
      runs(250),
    );
  });

  /** Files of documents. */
  function check(before: readonly Data[][], after: readonly Data[][], style: Style): void {
    const texts = before.map((documents, index) => [`${index}.yaml`, print(documents, style)] as const);
    const outcomes = migrateTexts(Object.fromEntries(texts), chosen);
    expect(outcomes.map((outcome) => read(outcome.after, style).map(withLengths))).toEqual(
      after.map((documents) => documents.map(withLengths)),
    );
    for (const outcome of outcomes) expect(strayChanges(outcome.before, outcome.after)).toEqual([]);
    const migrated = Object.fromEntries(outcomes.map((outcome) => [outcome.path, outcome.after]));
    const again = migrateTexts(migrated, chosen);
    expect(again.filter((outcome) => outcome.before !== outcome.after)).toEqual([]);
  }
});
