import { asMapping, entryOf, itemsOf, type Node, scalarValueOf, stringOf, valueAt } from '../../yaml';
import { type Content, contentOf, type OperatorContent, type PlainSetting } from '../layers/content';

const components = ['pilot', 'cni', 'ztunnel'];
const listsOfGateways = ['ingressGateways', 'egressGateways'];

/** What the `spec` of an IstioOperator, or of an object of Sail, says as a layer. */
export function contentOfOperator(spec: Node | undefined): Content {
  const content = contentOf(asMapping(valueAt(spec, 'values')));
  const beside = contentOf(asMapping(valueAt(spec, 'unvalidatedValues')));
  const parked = beside.settings.map((setting) => ({ ...setting, isParameter: true }));
  const lists = components.flatMap((component) => {
    const list = entryOf(valueAt(spec, 'components', component, 'k8s'), 'env')?.value;
    return list ? [{ keys: [component, 'env'], list }] : [];
  });
  const listed = lists.flatMap(({ keys, list }) =>
    itemsOf(list).flatMap(({ value }): PlainSetting[] => {
      const name = stringOf(valueAt(value, 'name'));
      const plain = stringOf(valueAt(value, 'value')) ?? null;
      return name === undefined
        ? []
        : [{ keys: [...keys, name], value: plain, isParameter: true, isListed: true }];
    }),
  );
  const operator = operatorOf(spec);
  const revision = stringOf(valueAt(spec, 'revision'));
  const named = revision === undefined ? [] : [{ keys: ['revision'], value: revision, isParameter: true }];
  return {
    settings: [...content.settings, ...parked, ...listed, ...named],
    open: [...content.open, ...beside.open],
    ...(lists.length > 0 && { lists: lists.map(({ keys }) => keys) }),
    ...(operator && { operator }),
  };
}

function operatorOf(spec: Node | undefined): OperatorContent | undefined {
  const profile = stringOf(valueAt(spec, 'profile'));
  const gateways = listsOfGateways.flatMap((list) => {
    const items = itemsOf(valueAt(spec, 'components', list)).map(({ value }) => value);
    const enabled = items.filter((item) => scalarValueOf(valueAt(item, 'enabled')) !== false);
    const names = enabled.flatMap((item) => stringOf(valueAt(item, 'name')) ?? []);
    return items.length === 0 ? [] : [{ list, names }];
  });
  return profile === undefined && gateways.length === 0 ? undefined : { profile, gateways };
}
