import fc from 'fast-check';
import { parse } from 'yaml';
import { transforms } from '../../transforms';
import { istiodValues } from '../support/oracle/arbitrary-values';
import { type Carrier, carriers } from '../support/oracle/carriers';
import type { Data } from '../support/oracle/data';
import { at, put } from '../support/oracle/paths';
import { jsonStyle, print, read, type Style, unbrokenStyle } from '../support/oracle/print';
import { judgeAlpha, judgeMetrics, judgeSeccomp, type Judge, withLengths } from '../support/oracle/values';
import { strayChanges } from '../support/stray-changes';
import { migrateTexts } from '../support/migrate-texts';
import { runs } from '../support/seed';

/** What the tree says about why the alpha flag is on. */
const policy = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'BackendTLSPolicy',
  metadata: { name: 'a' },
};
const route = { apiVersion: 'gateway.networking.k8s.io/v1alpha2', kind: 'TCPRoute', metadata: { name: 'a' } };

interface Case {
  readonly id: string;
  readonly when: string;
  readonly judge: Judge;
  readonly others?: readonly Data[];
}

const cases: readonly Case[] = [
  { id: 'metric-eviction', when: '', judge: judgeMetrics },
  { id: 'seccomp-profile', when: '', judge: judgeSeccomp },
  { id: 'alpha-gateway-flag', when: ' beside a policy', judge: judgeAlpha(false), others: [policy] },
  { id: 'alpha-gateway-flag', when: ' beside a route', judge: judgeAlpha(true), others: [policy, route] },
  { id: 'alpha-gateway-flag', when: ' beside nothing', judge: judgeAlpha(true) },
];

describe.each(cases)('$id$when', ({ id, judge, others = [] }) => {
  const chosen = transforms.filter((transform) => transform.id === id);

  test.each(carriers)('$name: the migrated values say what the facts say', (carrier) => {
    fc.assert(
      fc.property(istiodValues, styleFor(carrier), (values, style) => {
        fc.pre(Object.keys(values).length > 0);
        const text = textOf(carrier, values, style);
        const beside = Object.entries(carrier.beside ?? {}).map(([path, data]) => [
          path,
          print([data], style),
        ]);
        const policies = others.map((data, index) => [`others/${index}.yaml`, print([data], style)]);
        const tree = Object.fromEntries([[carrier.path, text], ...beside, ...policies]) as Record<
          string,
          string
        >;
        const outcomes = migrateTexts(tree, chosen);
        const after = outcomes.find(({ path }) => path === carrier.path)?.after ?? '';
        const judged = judge(carrier.around(values), carrier.steps, carrier);
        // A text is a document of its own: with nothing left in it, it is an empty map, and its key stays.
        const isEmptied = carrier.isText && at(judged, carrier.steps) === undefined;
        const expected = isEmptied ? put(judged, carrier.steps, {}) : judged;
        expect(said(after, carrier, style)).toEqual(withLengths(expected));
        expect(strayChanges(text, after)).toEqual([]);
        for (const { path, before, after: other } of outcomes)
          if (path !== carrier.path) expect(other).toBe(before);
        const again = migrateTexts({ ...tree, [carrier.path]: after }, chosen);
        expect(again.filter((outcome) => outcome.before !== outcome.after)).toEqual([]);
      }),
      runs(40),
    );
  });
});

/** A text in a text is written as a block of lines: what is in quotes or folded is another matter. */
function styleFor({ isText = false }: Carrier): fc.Arbitrary<Style> {
  if (!isText) return fc.oneof({ weight: 3, arbitrary: unbrokenStyle }, { weight: 1, arbitrary: jsonStyle });
  const asLines = { collectionStyle: 'any', defaultStringType: 'PLAIN' } as const;
  return unbrokenStyle.map((style) => ({ ...style, options: { ...style.options, ...asLines } }));
}

function textOf(carrier: Carrier, values: Data, style: Style): string {
  if (!carrier.isText) return print([carrier.around(values)], style);
  const plain = { ...style, commentEvery: 0, windows: false, finalLineBreak: true, byteOrderMark: false };
  return print([carrier.around(print([values], plain))], style);
}

/** What a file says, with what a text in it says in the place of the text. */
function said(text: string, { isText, steps }: Carrier, style: Style): Data {
  const [data = null] = read(text, style);
  const inner = isText && at(data, steps);
  return withLengths(typeof inner === 'string' ? put(data, steps, parse(inner) as Data) : data);
}
