import fc from 'fast-check';
import { migrateText } from '../../src/api';
import { bystander } from '../support/oracle/arbitrary';
import { policy } from '../support/oracle/arbitrary-policy';
import { pool } from '../support/oracle/arbitrary-pool';
import type { Data, Fields, Verdict } from '../support/oracle/data';
import { judgePolicy } from '../support/oracle/policy';
import { judgePool } from '../support/oracle/pool';
import { jsonStyle, print, read, type Style, yamlStyle } from '../support/oracle/print';
import { strayChanges } from '../support/stray-changes';
import { runs } from '../support/seed';

interface Case {
  readonly id: string;
  readonly judge: (object: Fields) => Verdict;
  readonly object: fc.Arbitrary<Fields>;
}

const cases: Case[] = [
  { id: 'inference-pool', judge: judgePool, object: pool },
  { id: 'backend-tls-policy', judge: judgePolicy, object: policy },
];

/** Where an object may stand in a file. */
const places: ((object: Data, other: Data) => Data[])[] = [
  (object) => [object],
  (object, other) => [object, other],
  (object, other) => [other, object],
  (object, other) => [{ apiVersion: 'v1', kind: 'List', items: [other, object] }],
  (object, other) => [{ clusters: [{ name: 'west', objects: { first: object, second: [other] } }] }],
  (object) => [[object, object]],
];

describe.each(cases)('$id', ({ id, judge, object }) => {
  const options = runs(250);

  test('a migrated YAML file says what the facts say', () => {
    fc.assert(
      fc.property(object, bystander, fc.constantFrom(...places), yamlStyle, (data, other, place, style) => {
        check(id, judge(data), place(data, other), place(judge(data).object, other), style);
      }),
      options,
    );
  });

  test('a migrated JSON file says what the facts say', () => {
    fc.assert(
      fc.property(object, bystander, fc.constantFrom(...places), jsonStyle, (data, other, place, style) => {
        const [before = null] = place(data, other).slice(-1);
        const [after = null] = place(judge(data).object, other).slice(-1);
        if (JSON.stringify(before) === JSON.stringify(other)) return;
        check(id, judge(data), [before], [after], style);
      }),
      options,
    );
  });

  test('two objects that share their spec through an anchor are both migrated', () => {
    fc.assert(
      fc.property(object, object, yamlStyle, (data, { metadata = {} }, style) => {
        const other = { ...data, metadata };
        const after = [judge(data).object, judge(other).object];
        // A target's namespace says something in the namespace of the one, and nothing in that of the other.
        if (JSON.stringify(after[0]?.['spec']) !== JSON.stringify(after[1]?.['spec'])) return;
        const options = { ...style.options, aliasDuplicateObjects: true };
        check(id, judge(data), [{ items: [data, other] }], [{ items: after }], { ...style, options });
      }),
      options,
    );
  });
});

function check(id: string, { hasError }: Verdict, before: Data[], after: Data[], style: Style): void {
  const text = print(before, style);
  const migrated = migrateText(text, 'case', { only: [id] });
  expect(read(migrated.text, style)).toEqual(after);
  const errors = migrated.findings.filter(({ level }) => level === 'error').map(({ message }) => message);
  expect({ hasError: errors.length > 0, errors }).toEqual({ hasError, errors });
  expect(strayChanges(text, migrated.text)).toEqual([]);
  expect(migrateText(migrated.text, 'case', { only: [id] }).changed).toBe(false);
}
