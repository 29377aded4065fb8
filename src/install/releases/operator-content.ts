import {
  insertedAt,
  insertedIn,
  isNull,
  itemsOf,
  type Node,
  scalarValueOf,
  stringOf,
  valueAt,
} from '../../yaml';
import { type Content, contentOf, type OperatorContent, type PlainSetting } from '../layers/content';
import { namedItems } from '../../kubernetes/named-values';

const components = ['pilot', 'cni', 'ztunnel'];
const listsOfGateways = ['ingressGateways', 'egressGateways'];

/** What the `spec` of an IstioOperator, or of an object of Sail, says as a layer. */
export function contentOfOperator(spec: Node | undefined): Content {
  const content = contentBelow(spec, 'values');
  const beside = contentBelow(spec, 'unvalidatedValues');
  const parked = beside.settings.map((setting): PlainSetting => ({
    ...setting,
    isParameter: true,
    part: 'unvalidated',
  }));
  const lists = components.flatMap((component) => {
    const at = ['components', component, 'k8s', 'env'];
    const list = valueAt(spec, ...at);
    return list || isCleared(spec, at) ? [{ keys: [component, 'env'], list }] : [];
  });
  const listed = lists.flatMap(({ keys, list }) =>
    namedItems(list).flatMap(({ name, value }): PlainSetting[] => {
      const plain = stringOf(value) ?? null;
      return name === undefined
        ? []
        : [{ keys: [...keys, name], value: plain, isParameter: true, part: 'list' }];
    }),
  );
  const replaces = [
    ...lists.map(({ keys }) => ({ part: 'list', keys }) as const),
    ...(isCleared(spec, ['unvalidatedValues']) ? [{ part: 'unvalidated', keys: [] } as const] : []),
  ];
  const inserted = [
    ...(insertedAt(spec, 'values') ? [[]] : []),
    ...lists.flatMap(({ keys, list }) => (insertedIn(list) ? [keys] : [])),
  ];
  const operator = operatorOf(spec);
  const revision = stringOf(valueAt(spec, 'revision'));
  const named = revision === undefined ? [] : [{ keys: ['revision'], value: revision, isParameter: true }];
  return {
    settings: [...content.settings, ...parked, ...listed, ...named],
    open: [...content.open, ...beside.open, ...inserted],
    ...(replaces.length > 0 && { replaces }),
    ...(operator && { operator }),
  };
}

/** With all values, what becomes of one of them goes, too: null says nothing of any. */
function contentBelow(spec: Node | undefined, key: string): Content {
  const node = valueAt(spec, key);
  return contentOf(isNull(node) ? undefined : node);
}

/** Whether a patch leaves nothing of what is below it at some keys, or of a map around it: by null, or by `$patch`. */
function isCleared(spec: Node | undefined, keys: readonly string[]): boolean {
  return keys.some((_, index) => {
    const node = valueAt(spec, ...keys.slice(0, index + 1));
    const directive = stringOf(valueAt(node, '$patch')) ?? 'merge';
    return node !== undefined && (isNull(node) || directive !== 'merge');
  });
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
