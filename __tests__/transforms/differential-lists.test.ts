import fc from 'fast-check';
import { transforms } from '../../transforms';
import { migrateTexts } from '../support/migrate-texts';
import { environmentList } from '../support/oracle/arbitrary-values';
import { type Data, type Fields, textOf } from '../support/oracle/data';
import { judgeList, type ListCarrier, listCarriers, parameterLengths } from '../support/oracle/lists';
import { jsonStyle, print, read, unbrokenStyle } from '../support/oracle/print';
import { lengthOf, withLengths } from '../support/oracle/values';
import { strayChanges } from '../support/stray-changes';
import { runs } from '../support/seed';

describe.each(listCarriers)('$name', (carrier) => {
  const chosen = transforms.filter(({ id }) => id === 'metric-eviction');
  const withPrefix = (list: readonly Data[]) =>
    list.map((item): Data => {
      const { name, value } = item as Fields;
      return { name: carrier.prefix + textOf(name), value: value ?? '' };
    });

  test('the migrated list says what the facts say', () => {
    fc.assert(
      fc.property(environmentList.map(withPrefix), fc.oneof(unbrokenStyle, jsonStyle), (list, style) => {
        fc.pre(list.length > 0);
        const text = print([carrier.around(list)], style);
        const [{ after } = { after: '' }] = migrateTexts({ [carrier.path]: text }, chosen);
        const [data = null] = read(after, style);
        expect(comparable(data, carrier)).toEqual(comparable(judgeList(list, carrier), carrier));
        expect(strayChanges(text, after)).toEqual([]);
        const [again] = migrateTexts({ [carrier.path]: after }, chosen);
        expect(again?.after).toBe(after);
      }),
      runs(250),
    );
  });
});

function comparable(data: Data, carrier: ListCarrier): Data {
  return parameterLengths(withLengths(data), carrier, lengthOf);
}
